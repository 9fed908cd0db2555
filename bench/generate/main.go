package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(args []string, stdout io.Writer) error {
	var opt options
	set := flag.NewFlagSet("generate", flag.ExitOnError)
	size := set.String("size", "1000MB", "size of the capture: octets, or with kB, MB, GB (powers of ten)")
	name := set.String("o", "-", "file to write; - is standard output")
	resolution := set.String("resolution", "us", "of time stamps: us or ns")
	set.Uint64Var(&opt.seed, "seed", 1, "the same seed and flags give the same capture")
	set.IntVar(&opt.flows, "flows", 2000, "connections open at a time")
	set.Float64Var(&opt.ipv6, "ipv6", 0.2, "share of connections over IPv6")
	set.Float64Var(&opt.other, "other", 0.05, "share of frames that are no IMAP")
	set.Float64Var(&opt.reorder, "reorder", 0.01, "share of data segments, where another of the same direction follows, that come after it")
	set.Float64Var(&opt.repeat, "repeat", 0.002, "share of data segments sent twice")
	set.Float64Var(&opt.loss, "loss", 0, "share of data segments that the capture has not seen")
	_ = set.Parse(args) // exits by itself
	var err error
	if opt.size, err = parseSize(*size); err != nil {
		return err
	}
	switch *resolution {
	case "us":
	case "ns":
		opt.nano = true
	default:
		return fmt.Errorf("-resolution %s: us or ns is meant", *resolution)
	}
	if opt.flows < 1 || set.NArg() > 0 {
		return errors.New("at least one flow, and no arguments, are meant")
	}
	return write(*name, stdout, opt)
}

func write(name string, stdout io.Writer, opt options) (err error) {
	out := stdout
	if name != "-" {
		f, failed := os.Create(name)
		if failed != nil {
			return failed
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		out = f
	}
	return newGenerator(out, opt).run()
}

// parseSize reads a number of octets, with kB, MB or GB after it or not.
func parseSize(s string) (int64, error) {
	unit := int64(1)
	number := s
	for suffix, n := range map[string]int64{"kB": 1e3, "MB": 1e6, "GB": 1e9} {
		if cut, ok := strings.CutSuffix(s, suffix); ok {
			number, unit = cut, n
		}
	}
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("%q is no size", s)
	}
	return n * unit, nil
}
