package sinks

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"github.com/imaplog/imaplog/schemas"
)

var ctx = context.Background()

// fake is a sink that remembers. Its zero value takes everything at once.
type fake struct {
	account Account
	gate    chan struct{} // nil: open; else each Write takes one from it
	failAt  int           // the Write that fails, from 1; 0: none

	mu      sync.Mutex
	got     []string // ids in order
	writes  int
	synced  int // records in got at the last Sync
	flushes int
	closes  int
}

var errFake = errors.New("the fake is full")

func (f *fake) Write(_ context.Context, b *schemas.Batch) error {
	defer b.Release()
	if f.gate != nil {
		<-f.gate
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.account.Parsed(b.Len())
	f.writes++
	if f.failAt != 0 && f.writes >= f.failAt {
		f.account.Dropped(b.Len(), DroppedWriteError)
		return errFake
	}
	for _, r := range b.Records {
		f.got = append(f.got, r.Weird.ID)
	}
	return nil
}

func (f *fake) Sync(context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.account.Delivered(len(f.got) - f.synced)
	f.synced = len(f.got)
	if f.failAt != 0 && f.writes >= f.failAt {
		return errFake
	}
	return nil
}

func (f *fake) Flush() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.flushes++
	return nil
}

func (f *fake) Close() error {
	f.closes++
	return f.Sync(ctx)
}

func (f *fake) Stats() schemas.SinkStats { return f.account.Stats() }

func (f *fake) records() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.got)
}

// batchOf gives a batch with a weird for each id.
func batchOf(pool *schemas.Pool, ids ...string) *schemas.Batch {
	b := pool.Get()
	for _, id := range ids {
		b.Weird(1).ID = id
	}
	return b
}

func balance(t *testing.T, s schemas.SinkStats, parsed, delivered, waiting, dropped uint64) {
	t.Helper()
	if s.Parsed != parsed || s.Delivered != delivered || s.Waiting != waiting || s.Dropped != dropped {
		t.Errorf("%+v, expected parsed %d, delivered %d, waiting %d, dropped %d", s, parsed, delivered, waiting, dropped)
	}
	if s.Parsed != s.Delivered+s.Waiting+s.Dropped {
		t.Errorf("%+v does not add up", s)
	}
}
