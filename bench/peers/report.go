package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// report writes the tables.
func report(w io.Writer, opt options, all []*contender, whole, part *input) {
	fmt.Fprintf(w, "# imaplog and its peers\n\nCapture: %.0f MB, %d packets (%s). Its first part: %.0f MB, %d packets.\n",
		float64(whole.octets)/1e6, whole.packets, "bench/generate, seed 1", float64(part.octets)/1e6, part.packets)
	fmt.Fprintf(w, "%d rounds in turns after one to warm up; wall seconds are the median, with the best in brackets.\n\n", opt.rounds)
	fmt.Fprintln(w, "| what | reads | wall s | CPU s | MB/s | packets/s | ns/packet | peak MiB | lines out |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|---|---|")
	for _, c := range all {
		reads := "all"
		if c.input == part {
			reads = "first part"
		}
		if c.gone != "" {
			fmt.Fprintf(w, "| %s | %s | left out: %s | | | | | | |\n", c.title, reads, c.gone)
			continue
		}
		t := c.median(wall)
		fmt.Fprintf(w, "| %s | %s | %.3f (%.3f) | %.2f | %.0f | %.0f | %.0f | %.0f | %s |\n", c.title, reads, t, c.best(wall), c.median(cpu),
			float64(c.input.octets)/1e6/t, float64(c.input.packets)/t, c.input.perPacket(t), c.most(peak), linesOut(c))
	}
	ratios(w, all)
	machine(w, opt, all)
}

// linesOut is what a contender wrote when it warmed up; to /dev/null it cannot be counted.
func linesOut(c *contender) string {
	if c.lines == 0 || c.id == idCat {
		return ""
	}
	return fmt.Sprint(c.lines)
}

// ratios compares by the time for a packet, so that a part can stand for the whole.
func ratios(w io.Writer, all []*contender) {
	fmt.Fprintln(w, "\n| ratio, by median time for a packet | measured | aim |\n|---|---|---|")
	for _, r := range []struct{ slow, fast, aim string }{
		{idTshark, idOneNull, "60 times at first, then 150"},
		{idTshark, idTwoNull, "100 times at first, then 300"},
		{idTwoNull, idCat, "at most 10 at first, then 4"},
		{idTextOne, idOneNull, "10 times at first, then 25"},
		{idTextTwo, idTwoNull, "10 times at first, then 25"},
		{idOneNull, idTwoNull, "1.5 times at first, then 1.8"},
		{idOneFile, idOneNull, ""},
		{idTwoFile, idTwoNull, ""},
	} {
		slow, fast := named(all, r.slow), named(all, r.fast)
		if slow == nil || fast == nil {
			fmt.Fprintf(w, "| %s / %s | not measured | %s |\n", r.slow, r.fast, r.aim)
			continue
		}
		ratio := slow.input.perPacket(slow.median(wall)) / fast.input.perPacket(fast.median(wall))
		fmt.Fprintf(w, "| %s / %s | %.2f | %s |\n", slow.title, fast.title, ratio, r.aim)
	}
	long, short := named(all, idTwoNull), named(all, idTwoPart)
	if long != nil && short != nil {
		fmt.Fprintf(w, "| imaplog's peak memory, all / first part | %.2f | 1 (flat) |\n", long.most(peak)/short.most(peak))
	}
}

// machine says where the figures come from.
func machine(w io.Writer, opt options, all []*contender) {
	fmt.Fprintf(w, "\n- machine: %s, %d processors, kernel %s\n", field("/proc/cpuinfo", "model name"), runtime.NumCPU(), text("/proc/sys/kernel/osrelease"))
	fmt.Fprintf(w, "- imaplog: %s\n- go: %s\n", first(opt.imaplog, "--version"), runtime.Version())
	if named(all, idTshark) != nil {
		fmt.Fprintf(w, "- tshark: %s\n", first("tshark", "--version"))
	}
	if _, err := exec.LookPath("taskset"); err != nil {
		fmt.Fprintln(w, "- taskset is not installed: cores were limited by GOMAXPROCS alone")
	}
}

// first gives the first line that a program prints.
func first(argv ...string) string {
	out, err := exec.Command(argv[0], argv[1:]...).Output()
	if err != nil {
		return "unknown: " + err.Error()
	}
	line, _, _ := strings.Cut(string(out), "\n")
	return line
}

func text(name string) string {
	b, err := os.ReadFile(name)
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(string(b))
}

// field gives the first value of that name in a file of "name : value" lines.
func field(name, key string) string {
	for line := range strings.Lines(text(name)) {
		if k, v, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(k) == key {
			return strings.TrimSpace(v)
		}
	}
	return "unknown"
}
