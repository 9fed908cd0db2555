package main

import (
	"os"
	"syscall"
)

// peakOf gives the most memory that the process had, in octets: ru_maxrss is in kB on Linux, getrusage(2).
func peakOf(p *os.ProcessState) int64 {
	if usage, ok := p.SysUsage().(*syscall.Rusage); ok {
		return usage.Maxrss << 10
	}
	return 0
}
