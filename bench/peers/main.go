package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// options say where things are and how much to do.
type options struct {
	imaplog string // the binary
	bin     string // folder with generate and textbook
	dir     string // folder for captures and the report
	memory  string // folder in memory, for records
	size    string // of the capture
	part    string // of the capture's beginning that slow peers read
	rounds  int
}

func main() {
	var opt options
	flag.StringVar(&opt.imaplog, "imaplog", "./imaplog", "the binary to measure")
	flag.StringVar(&opt.bin, "bin", "bench/out", "folder with generate and textbook")
	flag.StringVar(&opt.dir, "dir", "bench/out", "folder for captures and the report")
	flag.StringVar(&opt.memory, "memory", "/dev/shm", "folder in memory for records")
	flag.StringVar(&opt.size, "size", "1000MB", "size of the capture")
	flag.StringVar(&opt.part, "part", "100MB", "its beginning, for slow peers and to compare memory")
	flag.IntVar(&opt.rounds, "rounds", 3, "how often each contender reads it")
	flag.Parse()
	if err := run(opt); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func run(opt options) (err error) {
	if opt.rounds < 1 {
		return errors.New("-rounds: at least 1 is meant")
	}
	whole, err := prepare(opt, opt.size)
	if err != nil {
		return err
	}
	part, err := prepare(opt, opt.part)
	if err != nil {
		return err
	}
	scratch, err := os.MkdirTemp(opt.memory, "peers")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(scratch)) }()
	all := contenders(opt, whole, part, scratch)
	if err := measure(all, opt.rounds); err != nil {
		return err
	}
	out, err := os.Create(filepath.Join(opt.dir, "peers.md"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	report(io.MultiWriter(out, os.Stdout), opt, all, whole, part)
	return nil
}

// prepare makes the capture of that size if an earlier run has not. A shorter one is the beginning of a longer one.
func prepare(opt options, size string) (*input, error) {
	name := filepath.Join(opt.dir, "capture-"+size+".pcap")
	made := name + ".part"
	if _, err := os.Stat(name); errors.Is(err, os.ErrNotExist) || older(name, filepath.Join(opt.bin, "generate")) {
		cmd := exec.Command(filepath.Join(opt.bin, "generate"), "-size", size, "-o", made)
		cmd.Stderr = os.Stderr
		if err := cmd.Run(); err != nil {
			return nil, fmt.Errorf("make %s: %w", name, err)
		}
		if err := os.Rename(made, name); err != nil {
			return nil, err
		}
	}
	return readInput(name)
}

// older says whether a was written before b.
func older(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return true
	}
	y, err := os.Stat(b)
	return err == nil && x.ModTime().Before(y.ModTime())
}
