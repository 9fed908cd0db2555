package sinks

import (
	"context"
	"errors"

	"github.com/imaplog/imaplog/schemas"
)

// Fan gives a sink that hands each batch to all sinks; the batch is released once all are done with it. A sink that
// fails does not keep the others from theirs; errors are joined. It blocks as long as one of them does: put a Queue
// before each.
func Fan(to ...Sink) Sink { return fan(to) }

type fan []Sink

func (f fan) Write(ctx context.Context, b *schemas.Batch) error {
	for i := 1; i < len(f); i++ {
		b.Retain()
	}
	if len(f) == 0 {
		b.Release()
	}
	return f.each(func(s Sink) error { return s.Write(ctx, b) })
}

func (f fan) Sync(ctx context.Context) error {
	return f.each(func(s Sink) error { return s.Sync(ctx) })
}

func (f fan) Close() error { return f.each(Sink.Close) }

func (f fan) each(do func(Sink) error) error {
	var failed error
	for _, s := range f {
		if err := do(s); err != nil {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}
