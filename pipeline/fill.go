package pipeline

import (
	"context"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// readAhead is how many batches may lie ready: with one, the source is read while the batch before is decoded.
const readAhead = 1

// filling is what one Fill gave.
type filling struct {
	load *load
	err  error
}

// fill reads the source for read. It has a goroutine of its own, since a source can block, as a quiet pipe does, and a run
// must end all the same: a Fill that blocks then is left behind.
func (r *reader) fill(ctx context.Context, filled chan<- filling) {
	for {
		l := r.loads.get()
		if !l.returns {
			l.returns = true
			l.OnFree(func(*capture.Batch) { r.loads.put(l) })
		}
		err := r.src.Fill(&l.Batch)
		select {
		case filled <- filling{l, err}:
		case <-ctx.Done():
			return
		}
		if err != nil {
			return
		}
	}
}
