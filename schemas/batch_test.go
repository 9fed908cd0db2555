package schemas

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
)

// TestSlotsNeverMove keeps pointers over many blocks.
func TestSlotsNeverMove(t *testing.T) {
	pool := &Pool{}
	b := pool.Get()
	const n = 5*arenaBlock + 3
	var kept []*Transaction
	for i := range n {
		tr := b.Transaction(uint64(i))
		tr.Depth = uint32(i)
		tr.Text = b.Text(fmt.Append(nil, "text ", i))
		tr.LatencyUS, tr.Messages, tr.UIDValidity, tr.Peek = b.Int(int64(i)), b.Uint(uint64(i)), b.Uint32(uint32(i)), b.Bool(i%2 == 0)
		tr.Items = b.Strings([]string{tr.Text, b.Concat("a", "", tr.Text)})
		tr.VLAN = b.Numbers([]uint16{uint16(i), 7})
		kept = append(kept, tr)
	}
	for i, tr := range kept {
		want := fmt.Sprint("text ", i)
		if tr.Depth != uint32(i) || tr.Text != want || *tr.LatencyUS != int64(i) || *tr.Messages != uint64(i) || *tr.UIDValidity != uint32(i) ||
			*tr.Peek != (i%2 == 0) || !slices.Equal(tr.Items, []string{want, "a" + want}) || !slices.Equal(tr.VLAN, []uint16{uint16(i), 7}) {
			t.Fatalf("record %d is %+v", i, tr)
		}
	}
	if b.Len() != n {
		t.Errorf("%d records, expected %d", b.Len(), n)
	}
}

func TestSlotsAreClearedForTheirNextUse(t *testing.T) {
	pool := &Pool{}
	for range 2 {
		b := pool.Get()
		for range arenaBlock + 1 {
			tr, s, w, st := b.Transaction(1), b.Session(1), b.Weird(1), b.Stats()
			if tr.Tag != "" || tr.Peek != nil || s.User != "" || w.Name != "" || st.Sinks != nil {
				t.Fatal("a slot holds an earlier record's values")
			}
			tr.Tag, tr.Peek, s.User, w.Name, st.Sinks = "a", b.Bool(true), "u", "gap", Sinks{{}}
		}
		b.Release()
	}
}

func TestSlabRunsDoNotOverlap(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	var s slab[byte]
	for round := range 3 {
		var runs [][]byte
		for i := range 2000 {
			n := r.IntN(100)
			if i%100 == 0 {
				n = slabBlock + r.IntN(slabBlock) // a run that needs a block of its own
			}
			run := s.run(n)
			if len(run) != n || cap(run) != n {
				t.Fatalf("asked for %d, got %d of %d", n, len(run), cap(run))
			}
			if back := r.IntN(n + 1); i%2 == 0 {
				s.back(back)
				run = run[: n-back : n-back]
			}
			for j := range run {
				run[j] = byte(i)
			}
			runs = append(runs, run)
		}
		for i, run := range runs {
			for _, c := range run {
				if c != byte(i) {
					t.Fatalf("round %d: run %d was overwritten by %d", round, i, c)
				}
			}
		}
		s.reset()
	}
}

// TestBurstsAreLetGo reaches keepOctets: after a burst, the batch keeps no more than that of each.
func TestBurstsAreLetGo(t *testing.T) {
	pool := &Pool{}
	b := pool.Get()
	for range 3 * keepOctets / 1000 {
		tr := b.Transaction(1)
		tr.Text = b.TextN([]byte(strings.Repeat("x", 1000)), 1000)
	}
	b.Text(make([]byte, 2*keepOctets))
	b.Release()
	if b = pool.Get(); octets(b.text.blocks, 1) > keepOctets || octets(b.transactions.blocks, 1000) > keepOctets*3/2 {
		t.Errorf("%d octets of text and %d of transactions are kept", octets(b.text.blocks, 1), octets(b.transactions.blocks, 1000))
	}
	if len(b.text.blocks) == 0 || len(b.transactions.blocks) == 0 {
		t.Error("nothing is kept")
	}
}

func octets[T any](blocks [][]T, each int) int {
	n := 0
	for _, b := range blocks {
		n += len(b) * each
	}
	return n
}

// use does with a batch what a worker does for a few records.
func use(b *Batch, text []byte) {
	for i := range 200 {
		b.At(uint64(i), false)
		tr := b.Transaction(uint64(i))
		tr.Text, tr.LatencyUS = b.TextN(text, 256), b.Int(3)
		s := b.Session(uint64(i))
		s.Commands, s.ClientID = b.Counts([]Count{{"FETCH", 3}}), b.Pairs([]Pair{{"name", "x"}})
		s.Mailboxes, s.CertificateNotAfter = b.Strings([]string{"INBOX"}), b.Time(5)
	}
}

// TestReleaseTakesAllBack looks at every arena and slab, and for pointers that would keep alive what is let go.
func TestReleaseTakesAllBack(t *testing.T) {
	pool := &Pool{}
	b := pool.Get()
	use(b, []byte("text"))
	b.Weird(1)
	b.Stats()
	b.Uint(1)
	b.Uint32(1)
	b.Bool(true)
	b.Numbers([]uint16{1})
	for _, when := range []string{"filled", "released"} {
		v := reflect.ValueOf(b).Elem()
		stores := 0
		for i := range v.NumField() {
			if v.Field(i).Kind() != reflect.Struct {
				continue
			}
			stores++
			if used := v.Field(i).FieldByName("used").Int(); (used > 0) != (when == "filled") {
				t.Errorf("%s: %d of %s in use", when, used, v.Type().Field(i).Name)
			}
		}
		if stores < 14 {
			t.Errorf("only %d arenas and slabs", stores)
		}
		if when == "filled" {
			b.Release()
		}
	}
	for _, r := range b.Records[:cap(b.Records)] {
		if r != (Record{}) {
			t.Fatalf("%+v is kept", r)
		}
	}
}

func TestSteadyStateDoesNotAllocate(t *testing.T) {
	pool := &Pool{}
	worker, parts := [2]*Batch{pool.Get(), pool.Get()}, make([]*Batch, 2)
	text := []byte("some text \xff with octets to escape")
	round := func() {
		for i := range worker {
			use(worker[i], text)
			parts[i] = worker[i].Take()
		}
		all := pool.Get()
		all.Merge(parts)
		all.Release()
	}
	for range 3 { // until every batch has played every part
		round()
	}
	if n := testing.AllocsPerRun(50, round); n != 0 {
		t.Errorf("%v allocations for each round", n)
	}
}

func TestTakeLeavesTheBatchEmpty(t *testing.T) {
	for name, pool := range map[string]*Pool{"pool": {}, "none": nil} {
		b := pool.Get()
		b.At(7, false)
		b.Weird(1).Name = "gap"
		full := b.Take()
		if b.Len() != 0 || full.Len() != 1 || full.Records[0].Weird.Name != "gap" {
			t.Errorf("%s: %d left, %d taken", name, b.Len(), full.Len())
		}
		b.Weird(2).Name = "midstream"
		if full.Records[0].Weird.Name != "gap" || b.Records[0].at != full.Records[0].at {
			t.Errorf("%s: the batches share slots, or the place was lost", name)
		}
		full.Release()
		if b.Records[0].Weird.Name != "midstream" {
			t.Errorf("%s: releasing the one emptied the other", name)
		}
	}
}

func TestLastHolderRecycles(t *testing.T) {
	pool := &Pool{}
	part, b := pool.Get(), pool.Get()
	part.Weird(1).Name = "gap"
	b.Merge([]*Batch{part})
	b.Retain()
	b.Retain()
	for range 2 {
		b.Release()
		if len(pool.free) != 0 || b.Records[0].Weird.Name != "gap" {
			t.Fatal("recycled while someone holds it")
		}
	}
	b.Release()
	if len(pool.free) != 2 {
		t.Errorf("%d batches are back, expected the merged one and its part", len(pool.free))
	}
	if again := pool.Get(); again.Len() != 0 || again.more != 0 {
		t.Error("a recycled batch is not empty")
	}
}

// TestPoolIsSafe is for the race detector: batches go round between goroutines, and each holder reads.
func TestPoolIsSafe(t *testing.T) {
	pool, ch := &Pool{}, make(chan *Batch, 4)
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for b := range ch {
				for _, r := range b.Records {
					if r.Transaction.Tag != "a1" {
						t.Error("a record changed under its reader")
					}
				}
				b.Release()
			}
		})
	}
	for range 2000 {
		b := pool.Get()
		b.Transaction(1).Tag = b.Text([]byte("a1"))
		b.Retain()
		b.Retain()
		ch <- b
		ch <- b
		ch <- b
	}
	close(ch)
	wg.Wait()
	if len(pool.free) > 8 {
		t.Errorf("%d batches were made for at most 6 alive", len(pool.free))
	}
}
