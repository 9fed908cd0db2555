package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// stopped is the end of a run by a signal.
type stopped struct{ signal syscall.Signal }

func (s stopped) Error() string { return "stopped by " + s.signal.String() }

// untilSignal gives a context that SIGINT and SIGTERM end, with a stopped as its cause. A second signal ends the process at
// once. SIGPIPE and SIGXFSZ are ignored, so that a closed pipe and a file at its limit are errors of the write, and other
// outputs are still finished.
func untilSignal(parent context.Context) (ctx context.Context, release func()) {
	signal.Ignore(syscall.SIGPIPE, syscall.SIGXFSZ)
	ctx, cancel := context.WithCancelCause(parent)
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGINT, syscall.SIGTERM)
	go func() {
		if s, ok := <-c; ok {
			signal.Stop(c)
			cancel(stopped{s.(syscall.Signal)})
		}
	}()
	return ctx, func() {
		signal.Stop(c)
		close(c)
		cancel(nil)
	}
}
