package sinks

import (
	"errors"
	"slices"
	"testing"

	"github.com/imaplog/imaplog/schemas"
)

func TestFanGivesEveryBatchToEverySink(t *testing.T) {
	for n := range 4 {
		pool := &schemas.Pool{}
		var to []Sink
		var fakes []*fake
		for range n {
			f := &fake{}
			fakes, to = append(fakes, f), append(to, f)
		}
		fan := Fan(to...)
		for _, id := range []string{"a", "b"} {
			b := batchOf(pool, id)
			if err := fan.Write(ctx, b); err != nil {
				t.Fatal(err)
			}
			if got := pool.Get(); got != b {
				t.Fatalf("%d sinks: the batch was not released once, by the last", n)
			} else {
				got.Release()
			}
		}
		if err := errors.Join(fan.Sync(ctx), fan.Close()); err != nil {
			t.Fatal(err)
		}
		for _, f := range fakes {
			if !slices.Equal(f.got, []string{"a", "b"}) || f.closes != 1 || f.synced != 2 {
				t.Errorf("%d sinks: %+v", n, f.got)
			}
		}
	}
}

func TestFanGoesOnWhereOneFails(t *testing.T) {
	pool, bad, good := &schemas.Pool{}, &fake{failAt: 1}, &fake{}
	fan := Fan(bad, good)
	if err := fan.Write(ctx, batchOf(pool, "a")); !errors.Is(err, errFake) {
		t.Errorf("Write: %v", err)
	}
	if err := fan.Sync(ctx); !errors.Is(err, errFake) {
		t.Errorf("Sync: %v", err)
	}
	if err := fan.Close(); !errors.Is(err, errFake) {
		t.Errorf("Close: %v", err)
	}
	if !slices.Equal(good.got, []string{"a"}) || good.closes != 1 {
		t.Errorf("the other sink has %v", good.got)
	}
}

// TestFanOfQueues is the whole arrangement: a slow sink drops for itself alone, and no batch is recycled too early.
func TestFanOfQueues(t *testing.T) {
	pool, slow, fast := &schemas.Pool{}, &fake{gate: make(chan struct{})}, &fake{}
	a := newQueue(t, slow, QueueOptions{Full: Drop, Batches: 1})
	b := newQueue(t, fast, QueueOptions{Full: Block, Batches: 4})
	fan := Fan(a, b)
	var want []string
	for i := range 300 {
		id := string(rune('a' + i%26))
		want = append(want, id)
		if err := fan.Write(ctx, batchOf(pool, id)); err != nil {
			t.Fatal(err)
		}
	}
	close(slow.gate)
	if err := fan.Close(); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(fast.records(), want) {
		t.Error("the fast sink lost something")
	}
	s := a.Stats()
	balance(t, s, 300, uint64(len(slow.got)), 0, 300-uint64(len(slow.got)))
	if s.Dropped < 290 {
		t.Errorf("%+v: the slow sink had room for two", s)
	}
	if got := slow.records(); got[0] != "a" {
		t.Errorf("%v", got)
	}
}

func TestParseKinds(t *testing.T) {
	for _, row := range []struct {
		names []string
		want  Kinds
		bad   bool
	}{
		{nil, 0, false},
		{[]string{"transaction"}, KindsOf(schemas.KindTransaction), false},
		{[]string{"transaction, session", "weird"}, KindsOf(schemas.KindTransaction, schemas.KindSession, schemas.KindWeird), false},
		{[]string{"all"}, AllKinds, false},
		{[]string{"stats,stats"}, KindsOf(schemas.KindStats), false},
		{[]string{"sessions"}, 0, true},
	} {
		if got, err := ParseKinds(row.names...); got != row.want || (err != nil) != row.bad {
			t.Errorf("%v: %v %v", row.names, got, err)
		}
	}
}
