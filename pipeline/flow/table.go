package flow

import "github.com/imaplog/imaplog/pipeline/packet"

// Table finds connections: a Key goes in, and out comes the small index under which its owner keeps the state. It is not
// safe for concurrent use; each shard has its own. Indices of removed keys are used again, last removed first, so the
// same calls always give the same indices.
type Table struct {
	slots   []slot // a power of two, at most half full: probing stays short
	entries []entry
	free    []uint32
	used    int
	limit   int
}

// slot is a place of the open addressing; index is one more than the entry's, 0 where the slot is free.
type slot struct {
	hash  uint32
	index uint32
}

type entry struct {
	key  Key
	hash uint32
}

const smallestTable = 16

// NewTable makes a table that holds at most limit keys. It grows as keys come.
func NewTable(limit int) *Table {
	return &Table{slots: make([]slot, smallestTable), limit: limit}
}

// Len is the number of keys.
func (t *Table) Len() int { return t.used }

// Full says that Insert would refuse.
func (t *Table) Full() bool { return t.used >= t.limit }

// Find looks up the connection of s, whose Hash is set, and says which of its endpoints sent s. It needs no Key: one of a
// connection's two directions is its key's order, and the other the reverse.
func (t *Table) Find(s *packet.Segment) (index uint32, from Sender, ok bool) {
	h, mask := uint32(s.Hash), uint32(len(t.slots)-1)
	for i := h & mask; ; i = (i + 1) & mask {
		x := t.slots[i]
		if x.index == 0 {
			return 0, 0, false
		}
		if x.hash != h {
			continue
		}
		k := &t.entries[x.index-1].key
		if k.Encap != s.EncapKey {
			continue
		}
		if k.Low.is(&s.Src, s.SrcPort) && k.High.is(&s.Dst, s.DstPort) {
			return x.index - 1, SenderLow, true
		}
		if k.High.is(&s.Src, s.SrcPort) && k.Low.is(&s.Dst, s.DstPort) {
			return x.index - 1, SenderHigh, true
		}
	}
}

// Guess gives the index of a key whose hash begins like this one, if there is any.
func (t *Table) Guess(hash uint64) (index uint32, ok bool) {
	h, mask := uint32(hash), uint32(len(t.slots)-1)
	for i := h & mask; ; i = (i + 1) & mask {
		x := t.slots[i]
		if x.hash == h || x.index == 0 {
			return x.index - 1, x.index != 0
		}
	}
}

func (e *Endpoint) is(addr *packet.Addr, port uint16) bool { return e.Port == port && e.Addr == *addr }

// Insert adds k, which must not be there, and gives its index; hash is its segments' Hash. It refuses when the table holds its limit.
func (t *Table) Insert(hash uint64, k *Key) (index uint32, ok bool) {
	if t.Full() {
		return 0, false
	}
	if 2*(t.used+1) > len(t.slots) {
		t.grow()
	}
	e := entry{key: *k, hash: uint32(hash)}
	if n := len(t.free); n > 0 {
		index = t.free[n-1]
		t.free = t.free[:n-1]
		t.entries[index] = e
	} else {
		index = uint32(len(t.entries))
		t.entries = append(t.entries, e)
	}
	t.place(slot{e.hash, index + 1})
	t.used++
	return index, true
}

// Remove takes out the key at index, which must be there. The slots behind it move up, so that no tombstones are left.
func (t *Table) Remove(index uint32) {
	mask := uint32(len(t.slots) - 1)
	i := t.entries[index].hash & mask
	for t.slots[i].index != index+1 {
		i = (i + 1) & mask
	}
	for j := (i + 1) & mask; t.slots[j].index != 0; j = (j + 1) & mask {
		home := t.slots[j].hash & mask
		// The one at j may move to i unless its home lies cyclically in (i, j].
		if (j-home)&mask >= (j-i)&mask {
			t.slots[i] = t.slots[j]
			i = j
		}
	}
	t.slots[i] = slot{}
	t.free = append(t.free, index)
	t.used--
}

func (t *Table) place(s slot) {
	mask := uint32(len(t.slots) - 1)
	i := s.hash & mask
	for t.slots[i].index != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = s
}

func (t *Table) grow() {
	old := t.slots
	t.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.index != 0 {
			t.place(s)
		}
	}
}

// Key is the key at index, which must be there.
func (t *Table) Key(index uint32) *Key { return &t.entries[index].key }
