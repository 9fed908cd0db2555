package pipeline

import (
	"context"
	"errors"
	"io"
	"runtime"
	"sync"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
	"github.com/imaplog/imaplog/pipeline/stream"
	"github.com/imaplog/imaplog/schemas"
)

// Source is where packets come from.
type Source interface {
	// Fill replaces the batch's packets by the next ones of the source, with one holder. io.EOF ends the source; no
	// packets and no error mean that it is quiet for now and only Now has moved on.
	Fill(b *capture.Batch) error
}

// Filter chooses packets before they are decoded.
type Filter interface {
	Match(p *capture.Packet) bool
}

// Open is told of each new connection at its first payload. It may return nil where nobody cares. out belongs to the
// connection's worker, stays the same for good and takes the connection's records.
type Open func(f *flow.Flow, out *schemas.Batch) stream.Listener

// Options are Run's settings; the zero value of each has a sane meaning.
type Options struct {
	// Workers is the number of workers, at most flow.Shards; 0 is one for each processor that Go may use.
	Workers int
	// Ports are the TCP ports to look at; nil is all of them.
	Ports *Ports
	// Filter, where it is set, leaves packets out.
	Filter Filter
	// Seed makes the flow hash unpredictable: fixed for files, so that runs agree; random on wires.
	Seed uint64
	// StatsInterval is the packet time in nanoseconds between two stats records; 0 means one at the end only.
	StatsInterval capture.Time
	// Sensor is the sensor's name in stats records.
	Sensor string
	// Packet and Stream are the settings of the stages.
	Packet packet.Options
	Stream stream.Options
	// Progress, where it is set, is kept up to date for other goroutines.
	Progress *Progress
}

// queue is how many parts may wait for a worker or for the merger: enough to smooth out an uneven load, few enough that
// their chunks stay warm.
const queue = 4

// Run reads the source to its end, or until ctx is done, and hands every batch of records to deliver: from one goroutine,
// in the order of the source, each batch for deliver to release. The same source gives the same records whatever the
// number of workers.
//
// Open flows are closed at the end (flow.EndOfCapture, or flow.EndStopped where ctx ended it) and their records delivered.
// Run returns the last stats record's counters, and the first error of the source or of deliver; after an error of deliver
// nothing more is delivered. A stats record is always a batch of its own.
func Run(ctx context.Context, src Source, opt Options, open Open, deliver func(*schemas.Batch) error) (schemas.Stats, error) {
	n := opt.Workers
	if n <= 0 {
		n = runtime.GOMAXPROCS(0)
	}
	n = min(n, flow.Shards)

	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	batches := &schemas.Pool{}
	workers := make([]*worker, n)
	var wg sync.WaitGroup
	for i := range workers {
		workers[i] = newWorker(i, n, opt, open, batches)
		wg.Go(workers[i].run)
	}

	r := newReader(src, opt, workers)
	var readErr error
	wg.Go(func() { readErr = r.run(ctx) })

	m := merger{workers: workers, batches: batches, sensor: opt.Sensor, progress: opt.Progress}
	deliverErr := m.run(func(b *schemas.Batch) error {
		err := deliver(b)
		if err != nil {
			cancel(err)
		}
		return err
	})
	wg.Wait()
	if deliverErr != nil {
		return m.stats, deliverErr
	}
	if errors.Is(readErr, io.EOF) {
		readErr = nil
	}
	return m.stats, readErr
}
