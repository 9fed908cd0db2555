package schemas

import (
	"sync/atomic"
	"unsafe"
)

// Kind is the kind of a record.
type Kind uint8

const (
	KindTransaction Kind = 1 + iota
	KindSession
	KindWeird
	KindStats
)

// Record is one record of a batch and its place among all others.
type Record struct {
	Kind Kind
	// One of these, by Kind.
	Transaction *Transaction
	Session     *Session
	Weird       *Weird
	Stats       *Stats

	at, flow uint64
}

// Batch holds records and the octets that they point to. A worker fills it, a sink reads it; whoever holds it last
// calls Release, after which neither the records nor their strings may be used.
type Batch struct {
	// Records are in order once the batch has been merged.
	Records []Record

	at           uint64
	transactions arena[Transaction]
	sessions     arena[Session]
	weirds       arena[Weird]
	stats        arena[Stats]
	ints         arena[int64]
	uints        arena[uint64]
	uint32s      arena[uint32]
	bools        arena[bool]
	times        arena[Timestamp]
	strings      slab[string]
	numbers      slab[uint16]
	counts       slab[Count]
	pairs        slab[Pair]
	text         slab[byte]

	parts []*Batch // merged into this one and released with it
	heads []int    // of each part while merging: its first record not yet taken
	more  int32    // holders beyond the first
	pool  *Pool
}

// At sets the place in the source of the records that follow: the number of the packet, or of the tick before it.
func (b *Batch) At(packet uint64, tick bool) {
	b.at = 2*packet + 1
	if tick {
		b.at--
	}
}

// Transaction gives a cleared slot for a record of the flow that the numbered packet opened. The slot lives as long as
// the batch. Records of one flow keep the order in which they were taken.
func (b *Batch) Transaction(flow uint64) *Transaction {
	t := b.transactions.next()
	b.Records = append(b.Records, Record{Kind: KindTransaction, Transaction: t, at: b.at, flow: flow})
	return t
}

// Session gives a cleared slot, as Transaction does.
func (b *Batch) Session(flow uint64) *Session {
	s := b.sessions.next()
	b.Records = append(b.Records, Record{Kind: KindSession, Session: s, at: b.at, flow: flow})
	return s
}

// Weird gives a cleared slot, as Transaction does.
func (b *Batch) Weird(flow uint64) *Weird {
	w := b.weirds.next()
	b.Records = append(b.Records, Record{Kind: KindWeird, Weird: w, at: b.at, flow: flow})
	return w
}

// Stats gives a cleared slot; it stands after the records of all flows at its place.
func (b *Batch) Stats() *Stats {
	s := b.stats.next()
	b.Records = append(b.Records, Record{Kind: KindStats, Stats: s, at: b.at, flow: ^uint64(0)})
	return s
}

// Int, Uint, Uint32, Bool and Time give a pointer to a copy of v that lives as long as the batch.
func (b *Batch) Int(v int64) *int64          { return b.ints.put(v) }
func (b *Batch) Uint(v uint64) *uint64       { return b.uints.put(v) }
func (b *Batch) Uint32(v uint32) *uint32     { return b.uint32s.put(v) }
func (b *Batch) Bool(v bool) *bool           { return b.bools.put(v) }
func (b *Batch) Time(v Timestamp) *Timestamp { return b.times.put(v) }

// Strings, Numbers, Counts and Pairs give a copy of the list (not of the octets that its strings point to) that lives as long as the batch.
func (b *Batch) Strings(v []string) []string { return b.strings.copy(v) }
func (b *Batch) Numbers(v []uint16) []uint16 { return b.numbers.copy(v) }
func (b *Batch) Counts(v []Count) Counts     { return b.counts.copy(v) }
func (b *Batch) Pairs(v []Pair) Pairs        { return b.pairs.copy(v) }

// Len is the number of records.
func (b *Batch) Len() int { return len(b.Records) }

// Take moves the content into a batch of its own, leaving b empty: for a worker whose listeners keep b for good.
func (b *Batch) Take() *Batch {
	full := b.pool.Get()
	*full, *b = *b, *full
	b.at = full.at
	return full
}

// Retain adds a holder: one more call of Release is needed before the batch is recycled. Only who holds the batch may
// call it.
func (b *Batch) Retain() { atomic.AddInt32(&b.more, 1) }

// Release gives up the caller's hold. The last one recycles the batch and all that was merged into it.
func (b *Batch) Release() {
	if atomic.AddInt32(&b.more, -1) >= 0 {
		return
	}
	atomic.StoreInt32(&b.more, 0)
	for i, p := range b.parts {
		p.Release()
		b.parts[i] = nil
	}
	b.parts = b.parts[:0]
	b.reset()
	b.pool.put(b)
}

func (b *Batch) reset() {
	if cap(b.Records)*int(unsafe.Sizeof(Record{})) > keepOctets {
		b.Records = nil
	}
	clear(b.Records) // they point into blocks that may be let go
	b.Records = b.Records[:0]
	b.at = 0
	b.transactions.reset()
	b.sessions.reset()
	b.weirds.reset()
	b.stats.reset()
	b.ints.reset()
	b.uints.reset()
	b.uint32s.reset()
	b.bools.reset()
	b.times.reset()
	b.strings.reset()
	b.numbers.reset()
	b.counts.reset()
	b.pairs.reset()
	b.text.reset()
}
