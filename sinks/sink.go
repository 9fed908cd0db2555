package sinks

import (
	"context"

	"github.com/imaplog/imaplog/schemas"
)

// Sink takes records, in order, from one goroutine.
type Sink interface {
	// Write takes the batch and releases it when done with it.
	Write(ctx context.Context, b *schemas.Batch) error
	// Sync returns once all that was written so far is durable.
	Sync(ctx context.Context) error
	// Close syncs, and frees what the sink holds.
	Close() error
}
