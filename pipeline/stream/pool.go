package stream

import "github.com/imaplog/imaplog/pipeline/capture"

// piece is a run of octets that are held, in memory of the Tracker's.
type piece struct {
	next    *piece
	seq     uint32
	n       uint32 // octets; more than len(octets) only if lost
	ack     uint32 // delivered only after the opposite octets before it
	arrival uint32 // the connection's segment count when it came
	hasAck  bool
	wrong   bool // its checksum was: a right copy of the same octets replaces it
	lost    bool // a snapped segment's missing octets: none are here
	counted bool // as an order wait
	stamp   capture.Stamp
	octets  []byte // of capacity smallBlock or largeBlock; nil if lost
}

func (p *piece) end() uint32 { return p.seq + p.n }

// Memory comes in two sizes, so that many short lines do not take a full segment's room each, and an Ethernet segment takes
// one block. A held octet is counted by the room it takes: that is what bounds memory.
const (
	smallBlock = 256
	largeBlock = 2048
	// pieceCost is counted for a piece's own state.
	pieceCost = 128
)

func (p *piece) cost() int { return cap(p.octets) + pieceCost }

// pool keeps pieces for use again. It belongs to one Tracker, and holds no more than was held at the highest.
type pool struct {
	bare, small, large *piece
	held               int // memory in use
}

func (p *pool) get(size int) *piece {
	list := &p.bare
	switch {
	case size > smallBlock:
		list, size = &p.large, largeBlock
	case size > 0:
		list, size = &p.small, smallBlock
	}
	got := *list
	if got == nil {
		got = new(piece)
		if size > 0 {
			got.octets = make([]byte, 0, size)
		}
	} else {
		*list = got.next
	}
	p.held += got.cost()
	return got
}

func (p *pool) put(x *piece) {
	p.held -= x.cost()
	list := &p.bare
	switch cap(x.octets) {
	case smallBlock:
		list = &p.small
	case largeBlock:
		list = &p.large
	}
	*x = piece{next: *list, octets: x.octets[:0]}
	*list = x
}

func (t *Tracker) get(h *half, size int) *piece {
	p := t.pool.get(size)
	h.heldMem += p.cost()
	return p
}

func (t *Tracker) put(h *half, p *piece) {
	h.heldMem -= p.cost()
	t.pool.put(p)
}

// release frees all that is held.
func (t *Tracker) release(h *half) {
	for p := h.held; p != nil; p = h.held {
		h.held = p.next
		t.put(h, p)
	}
}
