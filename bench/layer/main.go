package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"
	"time"

	"github.com/imaplog/imaplog/layer/imap"
)

// passes over all lines: enough that the median does not move.
const passes = 41

func main() {
	making := flag.Bool("make", false, "write the lines instead of timing them")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: layer [-make] LINES.txt")
		os.Exit(2)
	}
	do := measure
	if *making {
		do = write
	}
	if err := do(flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "layer:", err)
		os.Exit(1)
	}
}

// eightGetters makes the layer and calls all of them; the sum keeps the compiler from leaving one out.
func eightGetters(line []byte) int {
	l := imap.NewLayer(line)
	sum := len(l.Tag()) + len(l.Command()) + len(l.Args())
	if status, ok := l.Status(); ok {
		sum += len(status)
	}
	for _, is := range [...]bool{l.IsUntagged(), l.IsContinuation(), l.IsTaggedResponse(), l.IsClientCommand()} {
		if is {
			sum++
		}
	}
	return sum
}

func measure(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	lines := slices.Collect(bytes.Lines(text))
	took := make([]float64, passes)
	sum := 0
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := range took {
		begin := time.Now()
		for _, line := range lines {
			sum += eightGetters(line)
		}
		took[i] = float64(time.Since(begin).Nanoseconds()) / float64(len(lines))
	}
	runtime.ReadMemStats(&after)
	slices.Sort(took)
	runtime.KeepAlive(sum)
	fmt.Printf("layer/imap: %.1f ns a line, best %.1f (%d lines, %.1f octets each, %.4f allocations a line)\n", took[passes/2], took[0],
		len(lines), float64(len(text))/float64(len(lines)), float64(after.Mallocs-before.Mallocs)/float64(passes*len(lines)))
	return nil
}
