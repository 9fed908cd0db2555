package sinks

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/imaplog/imaplog/schemas"
)

// Policy is what a full queue does. Its zero value is none on purpose.
type Policy uint8

const (
	// Block makes Write wait: right for capture files, where nothing need be lost.
	Block Policy = 1 + iota
	// Drop gives up the batch and counts it: right for a wire, which does not wait.
	Drop
)

// DefaultQueue is the usual bound in batches. A batch holds the records of 2,048 packets, usually some 300 KB, so that
// a full queue holds about 10 MB: 65,000 packets, which a wire of a million packets per second brings while a disk syncs.
const DefaultQueue = 32

// QueueOptions are the settings of a queue.
type QueueOptions struct {
	// Name is the sink's name in the account.
	Name string
	// Kinds are those that the sink takes; no others count as meant for it. None means all.
	Kinds Kinds
	// Batches bounds the queue; 0 means DefaultQueue.
	Batches int
	// Full is what happens at the bound; it must be set.
	Full Policy
}

// Queue is a bounded queue with a goroutine of its own before a sink. It keeps the order. Write, Sync and Close are for
// one goroutine at a time, Stats for any.
type Queue struct {
	opt     QueueOptions
	sink    Accounted
	in      chan item
	done    chan struct{} // closed when the goroutine has ended
	failed  atomic.Pointer[failure]
	account Account // what is parsed and what is dropped before the sink
	closed  bool
}

// item is a batch or, where reply is set, a wish to sync.
type item struct {
	batch   *schemas.Batch
	records int
	ctx     context.Context
	reply   chan error
}

// failure boxes an error for an atomic pointer.
type failure struct{ err error }

// NewQueue starts a queue before the sink, which is the queue's from now on. Close ends its goroutine.
func NewQueue(sink Accounted, opt QueueOptions) (*Queue, error) {
	if opt.Full != Block && opt.Full != Drop {
		return nil, errors.New("a queue must be told what to do when it is full")
	}
	if opt.Batches <= 0 {
		opt.Batches = DefaultQueue
	}
	if opt.Kinds == 0 {
		opt.Kinds = AllKinds
	}
	q := &Queue{opt: opt, sink: sink, in: make(chan item, opt.Batches), done: make(chan struct{})}
	go q.run()
	return q, nil
}

// Write queues the batch. An error of the sink surfaces here at the next call, or in Sync or Close.
func (q *Queue) Write(ctx context.Context, b *schemas.Batch) error {
	n := q.opt.Kinds.Count(b)
	q.account.Parsed(n)
	if err := q.err(); err != nil || n == 0 {
		q.drop(b, n, DroppedWriteError)
		return err
	}
	it := item{batch: b, records: n}
	select {
	case q.in <- it:
		return nil
	default:
	}
	if q.opt.Full == Drop {
		q.drop(b, n, DroppedQueueFull)
		return nil
	}
	select {
	case q.in <- it:
		return nil
	case <-ctx.Done():
		q.drop(b, n, DroppedCancelled)
		return ctx.Err()
	}
}

func (q *Queue) drop(b *schemas.Batch, n int, reason string) {
	q.account.Dropped(n, reason)
	b.Release()
}

// Sync waits until all that was queued has been written, and the sink has synced.
func (q *Queue) Sync(ctx context.Context) error {
	it := item{ctx: ctx, reply: make(chan error, 1)} // buffered: the goroutine never waits for who has given up
	select {
	case q.in <- it:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-it.reply:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Close writes what is queued, closes the sink and ends the goroutine. A second call does nothing.
func (q *Queue) Close() error {
	if q.closed {
		return nil
	}
	q.closed = true
	close(q.in)
	<-q.done
	closing := q.sink.Close()
	if err := q.err(); err != nil {
		return err // what Close says is but its echo
	}
	return closing
}

// Stats gives the account of queue and sink together.
func (q *Queue) Stats() schemas.SinkStats {
	// The sink is asked first: what it has settled by then was parsed here before, so that waiting is never below 0.
	behind := q.sink.Stats()
	all := q.account.Stats()
	for _, c := range behind.DroppedBy {
		all.DroppedBy = add(all.DroppedBy, c.Name, c.N)
	}
	all.Name = q.opt.Name
	all.Delivered += behind.Delivered
	all.Dropped += behind.Dropped
	all.Waiting = all.Parsed - all.Delivered - all.Dropped
	return all
}

func (q *Queue) err() error {
	if f := q.failed.Load(); f != nil {
		return f.err
	}
	return nil
}
