package schemas

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// trace gives a batch's records by what stands in them.
func trace(b *Batch) []string {
	var out []string
	for _, r := range b.Records {
		switch r.Kind {
		case KindTransaction:
			out = append(out, r.Transaction.Tag)
		case KindStats:
			out = append(out, "stats")
		}
	}
	return out
}

// TestMergeDoesNotDependOnWorkers: the same records in 1, 2, 3 or 16 parts come out in one order, whichever parts are empty.
func TestMergeDoesNotDependOnWorkers(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for round := range 200 {
		type source struct{ packet, flow uint64 }
		var all []source
		for range r.IntN(60) {
			all = append(all, source{uint64(r.IntN(30)), uint64(r.IntN(10))})
		}
		slices.SortStableFunc(all, func(x, y source) int { return int(x.packet) - int(y.packet) })
		var want []string
		for _, workers := range []int{1, 2, 3, 16} {
			parts := make([]*Batch, workers)
			pool := &Pool{}
			for i := range parts {
				parts[i] = pool.Get()
			}
			for i, s := range all { // by packet only: at one packet a worker's flows may come in any order
				p := parts[s.flow%uint64(workers)]
				p.At(s.packet, s.flow%3 == 0)
				p.Transaction(s.flow).Tag = fmt.Sprint(s.packet, "/", s.flow, "/", i)
			}
			merged := pool.Get()
			merged.Merge(parts)
			if got := trace(merged); want == nil {
				want = got
			} else if !slices.Equal(got, want) {
				t.Fatalf("round %d, %d workers:\n%v\nexpected\n%v", round, workers, got, want)
			}
			if !slices.IsSortedFunc(merged.Records, order) || merged.Len() != len(all) {
				t.Fatalf("round %d, %d workers: %d of %d records, or not in order", round, workers, merged.Len(), len(all))
			}
			merged.Release()
			if len(pool.free) != workers+1 {
				t.Fatalf("%d of %d batches came back", len(pool.free), workers+1)
			}
		}
	}
}

func TestOrder(t *testing.T) {
	b := (*Pool)(nil).Get()
	put := func(packet uint64, tick bool, flow uint64, tag string) {
		b.At(packet, tick)
		b.Transaction(flow).Tag = tag
	}
	b.At(9, false)
	b.Stats()
	put(10, false, 1, "f")
	put(9, false, 2, "d")
	put(9, false, 1, "b")
	put(9, false, 1, "c")
	put(9, true, 3, "a")
	b.Sort()
	if got, want := trace(b), []string{"a", "b", "c", "d", "stats", "f"}; !slices.Equal(got, want) {
		t.Errorf("%v, expected %v", got, want)
	}
	part := (*Pool)(nil).Get()
	part.At(1, false)
	part.Transaction(1).Tag = "later"
	b.Merge([]*Batch{part})
	if got := trace(b); got[len(got)-1] != "later" || got[0] != "a" {
		t.Errorf("Merge does not append: %v", got)
	}
	b.Merge(nil)
	if b.Len() != 7 {
		t.Errorf("%d records after merging nothing", b.Len())
	}
}

func TestEqualRecordsKeepTheOrderOfTheParts(t *testing.T) {
	part := func(records ...uint64) *Batch {
		b := (*Pool)(nil).Get()
		for _, at := range records {
			b.At(at, false)
			b.Transaction(1)
		}
		return b
	}
	parts := []*Batch{part(5, 6), part(3, 5), part(3, 5, 6)}
	for i, p := range parts {
		for _, r := range p.Records {
			r.Transaction.Tag = fmt.Sprint(r.at/2, "/", i)
		}
	}
	b := (*Pool)(nil).Get()
	b.Merge(parts)
	if got, want := trace(b), []string{"3/1", "3/2", "5/0", "5/1", "5/2", "6/0", "6/2"}; !slices.Equal(got, want) {
		t.Errorf("%v, expected %v", got, want)
	}
}

func benchmarkMerge(b *testing.B, workers int) {
	parts := make([]*Batch, workers)
	const records = 340 // of 2,048 packets
	for i := range parts {
		parts[i] = &Batch{}
	}
	for i := range records {
		p := parts[i*7%workers]
		p.At(uint64(i*6), false)
		p.Weird(uint64(i))
	}
	merged := &Batch{}
	b.ReportAllocs()
	for b.Loop() {
		merged.Merge(parts)
		clear(merged.parts)
		merged.parts, merged.Records = merged.parts[:0], merged.Records[:0]
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/records, "ns/record")
}

func BenchmarkMerge(b *testing.B) {
	for _, n := range []int{1, 2, 4, 16} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchmarkMerge(b, n) })
	}
}
