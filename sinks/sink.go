package sinks

import (
	"context"
	"errors"

	"github.com/imaplog/imaplog/schemas"
)

// Sink takes records, in order, from one goroutine.
type Sink interface {
	// Write takes the batch and releases it when done with it, also where it gives an error. After an error the sink takes
	// no more: each later call gives the error again.
	Write(ctx context.Context, b *schemas.Batch) error
	// Sync returns once all that was written so far is durable.
	Sync(ctx context.Context) error
	// Close syncs, and frees what the sink holds.
	Close() error
}

// Accounted is a sink that keeps an account. Stats may be called from any goroutine at any time.
type Accounted interface {
	Sink
	Stats() schemas.SinkStats
}

// Flusher is a sink that can hand on what it holds back, so that whoever reads along sees it now. It makes nothing durable.
type Flusher interface {
	Flush() error
}

// ErrClosedPipe says that the reader at the other end of a pipe has gone; to end quietly is right then.
var ErrClosedPipe = errors.New("the reader has closed the pipe")
