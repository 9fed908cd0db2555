package sinks

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/imaplog/imaplog/schemas"
)

func newQueue(t *testing.T, s Accounted, opt QueueOptions) *Queue {
	t.Helper()
	q, err := NewQueue(s, opt)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// TestQueueKeepsOrderAndLosesNothing also shows that Sync waits for all, and that Close ends the goroutine: the bubble
// fails where one is left.
func TestQueueKeepsOrderAndLosesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, pool := &fake{}, &schemas.Pool{}
		q := newQueue(t, f, QueueOptions{Name: "fake", Full: Block, Batches: 3})
		var want []string
		for i := range 500 {
			id := fmt.Sprint(i)
			want = append(want, id, id+"b")
			if err := q.Write(ctx, batchOf(pool, id, id+"b")); err != nil {
				t.Fatal(err)
			}
			if i%100 == 99 {
				if err := q.Sync(ctx); err != nil {
					t.Fatal(err)
				}
				balance(t, q.Stats(), uint64(len(want)), uint64(len(want)), 0, 0)
			}
		}
		if err := q.Close(); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(f.got, want) {
			t.Errorf("%d records, or not in order", len(f.got))
		}
		if s := q.Stats(); s.Name != "fake" {
			t.Errorf("%+v", s)
		}
		if err := q.Close(); err != nil || f.closes != 1 {
			t.Errorf("closed %d times, %v", f.closes, err)
		}
	})
}

func TestFullQueueBlocks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, pool := &fake{gate: make(chan struct{})}, &schemas.Pool{}
		q := newQueue(t, f, QueueOptions{Full: Block, Batches: 2})
		written := 0
		go func() {
			for range 10 {
				if err := q.Write(ctx, batchOf(pool, "x")); err != nil {
					t.Error(err)
				}
				written++
			}
		}()
		synctest.Wait()
		if written != 3 { // two in the queue, one in the sink's hands
			t.Errorf("%d batches went in, expected 3", written)
		}
		balance(t, q.Stats(), 4, 0, 4, 0)
		f.gate <- struct{}{}
		synctest.Wait()
		if written != 4 {
			t.Errorf("%d batches went in, expected 4", written)
		}
		close(f.gate)
		synctest.Wait()
		if err := q.Close(); err != nil || written != 10 {
			t.Errorf("%d batches, %v", written, err)
		}
		balance(t, q.Stats(), 10, 10, 0, 0)
	})
}

func TestBlockedWriteEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, pool := &fake{gate: make(chan struct{})}, &schemas.Pool{}
		q := newQueue(t, f, QueueOptions{Full: Block, Batches: 1})
		for range 2 {
			if err := q.Write(ctx, batchOf(pool, "x")); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
		}
		stop, cancel := context.WithCancel(ctx)
		result := make(chan error)
		go func() { result <- q.Write(stop, batchOf(pool, "y", "z")) }()
		synctest.Wait()
		cancel()
		if err := <-result; !errors.Is(err, context.Canceled) {
			t.Errorf("Write: %v", err)
		}
		if err := q.Sync(stop); !errors.Is(err, context.Canceled) {
			t.Errorf("Sync: %v", err)
		}
		balance(t, q.Stats(), 4, 0, 2, 2)
		close(f.gate)
		if err := q.Close(); err != nil {
			t.Error(err)
		}
		balance(t, q.Stats(), 4, 2, 0, 2)
		if by := q.Stats().DroppedBy; !slices.Equal(by, schemas.Counts{{Name: DroppedCancelled, N: 2}}) {
			t.Errorf("%v", by)
		}
	})
}

func TestFullQueueDrops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, pool := &fake{gate: make(chan struct{})}, &schemas.Pool{}
		q := newQueue(t, f, QueueOptions{Full: Drop, Batches: 2})
		for i := range 10 {
			if err := q.Write(ctx, batchOf(pool, fmt.Sprint(i))); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
		}
		balance(t, q.Stats(), 10, 0, 3, 7)
		close(f.gate)
		if err := q.Close(); err != nil {
			t.Error(err)
		}
		if !slices.Equal(f.got, []string{"0", "1", "2"}) {
			t.Errorf("%v", f.got)
		}
		balance(t, q.Stats(), 10, 3, 0, 7)
		if by := q.Stats().DroppedBy; !slices.Equal(by, schemas.Counts{{Name: DroppedQueueFull, N: 7}}) {
			t.Errorf("%v", by)
		}
	})
}

// TestErrorsSurface: at the next Write, in Sync and in Close, always the first one; and every batch is released.
func TestErrorsSurface(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, pool := &fake{failAt: 3}, &schemas.Pool{}
		q := newQueue(t, f, QueueOptions{Full: Block, Batches: 2})
		var failed error
		var batches []*schemas.Batch
		for i := range 5 {
			b := batchOf(pool, fmt.Sprint(i))
			b.Retain()
			batches = append(batches, b)
			err := q.Write(ctx, b)
			synctest.Wait()
			if i == 3 {
				failed = err
			} else if i < 3 && err != nil {
				t.Errorf("batch %d: %v", i, err)
			}
		}
		if !errors.Is(failed, errFake) {
			t.Errorf("Write: %v", failed)
		}
		if err := q.Sync(ctx); !errors.Is(err, errFake) {
			t.Errorf("Sync: %v", err)
		}
		if err := q.Close(); !errors.Is(err, errFake) {
			t.Errorf("Close: %v", err)
		}
		balance(t, q.Stats(), 5, 2, 0, 3)
		for i, b := range batches {
			b.Release()
			if got := pool.Get(); got != b {
				t.Errorf("batch %d was not released", i)
			}
		}
	})
}

// TestQueueFlushesWhenItRunsEmpty: whoever reads along sees the records of a quiet source.
func TestQueueFlushesWhenItRunsEmpty(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, pool := &fake{gate: make(chan struct{})}, &schemas.Pool{}
		q := newQueue(t, f, QueueOptions{Full: Block, Batches: 4})
		for range 4 {
			if err := q.Write(ctx, batchOf(pool, "x")); err != nil {
				t.Fatal(err)
			}
		}
		synctest.Wait()
		f.gate <- struct{}{}
		synctest.Wait()
		if f.flushes != 0 {
			t.Error("flushed while more was waiting")
		}
		close(f.gate)
		synctest.Wait()
		if f.flushes != 1 {
			t.Errorf("flushed %d times", f.flushes)
		}
		if err := q.Close(); err != nil {
			t.Error(err)
		}
	})
}

func TestQueueCountsOnlyWhatTheSinkTakes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, pool := &fake{}, &schemas.Pool{}
		q := newQueue(t, f, QueueOptions{Full: Block, Kinds: KindsOf(schemas.KindWeird)})
		other := pool.Get()
		other.Transaction(1)
		for _, b := range []*schemas.Batch{batchOf(pool, "a"), other, pool.Get()} {
			if err := q.Write(ctx, b); err != nil {
				t.Fatal(err)
			}
		}
		if err := q.Close(); err != nil {
			t.Error(err)
		}
		if f.writes != 1 {
			t.Errorf("%d batches reached the sink, expected the one that it wants", f.writes)
		}
		balance(t, q.Stats(), 1, 1, 0, 0)
	})
}

func TestQueueMustBeToldWhatToDo(t *testing.T) {
	if _, err := NewQueue(&fake{}, QueueOptions{}); err == nil {
		t.Error("a queue without a policy")
	}
}

// TestAccountAddsUpAtEveryMoment looks from another goroutine while records are parsed, delivered and dropped.
func TestAccountAddsUpAtEveryMoment(t *testing.T) {
	f, pool := &fake{}, &schemas.Pool{}
	q := newQueue(t, f, QueueOptions{Full: Drop, Batches: 2})
	const batches, each = 3000, 3
	stop, looked := make(chan struct{}), make(chan uint64)
	go func() {
		n, last := uint64(0), schemas.SinkStats{}
		for {
			s := q.Stats()
			if s.Parsed != s.Delivered+s.Waiting+s.Dropped || s.Waiting > batches*each {
				t.Errorf("%+v does not add up", s)
			}
			if s.Parsed < last.Parsed || s.Delivered < last.Delivered || s.Dropped < last.Dropped {
				t.Errorf("%+v after %+v", s, last)
			}
			last = s
			n++
			select {
			case <-stop:
				looked <- n
				return
			default:
			}
		}
	}()
	for i := range batches {
		if err := q.Write(ctx, batchOf(pool, "a", "b", "c")); err != nil {
			t.Fatal(err)
		}
		if i%50 == 0 {
			if err := q.Sync(ctx); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := q.Close(); err != nil {
		t.Fatal(err)
	}
	close(stop)
	if n := <-looked; n < 10 {
		t.Errorf("looked only %d times", n)
	}
	s := q.Stats()
	balance(t, s, batches*each, uint64(len(f.got)), 0, batches*each-uint64(len(f.got)))
}
