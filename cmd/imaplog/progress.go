package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/imaplog/imaplog/pipeline"
)

// refresh is how often the progress line is drawn anew: often enough to look alive, too seldom to cost anything.
const refresh = 200 * time.Millisecond

// meter draws a progress line on a terminal while a run lasts.
type meter struct {
	to    io.Writer
	run   pipeline.Progress
	read  func() (octets, total int64) // of the files; total is negative where nobody knows it
	stop  chan struct{}
	ended chan struct{}
}

// terminal says whether the file is one.
func terminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && f.Name() != os.DevNull
}

// start draws until the function it gives is called, which wipes the line.
func (m *meter) start() (end func()) {
	m.stop, m.ended = make(chan struct{}), make(chan struct{})
	go func() {
		defer close(m.ended)
		every := time.NewTicker(refresh)
		defer every.Stop()
		for begun := time.Now(); ; {
			select {
			case <-m.stop:
				fmt.Fprint(m.to, "\r\x1b[K")
				return
			case now := <-every.C:
				fmt.Fprintf(m.to, "\r\x1b[K%s", m.line(now.Sub(begun)))
			}
		}
	}()
	return func() {
		close(m.stop)
		<-m.ended
	}
}

// line is the progress after the given time.
func (m *meter) line(d time.Duration) string {
	octets, total := m.read()
	of := ""
	if total > 0 {
		of = fmt.Sprintf(" of %s (%d %%)", size(total), octets*100/total)
	}
	packets := m.run.Packets.Load()
	return fmt.Sprintf("%s%s, %.0f packets/s, %d records", size(octets), of, float64(packets)/d.Seconds(), m.run.Records.Load())
}

// size writes a number of octets as people read it.
func size(n int64) string {
	const unit = 1000
	if n < unit {
		return fmt.Sprintf("%d B", n)
	}
	f, p := float64(n)/unit, 0
	for ; f >= unit && p < 4; p++ {
		f /= unit
	}
	return fmt.Sprintf("%.1f %cB", f, "kMGTP"[p])
}
