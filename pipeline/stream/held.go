package stream

import (
	"bytes"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// run is what a segment brings: octets, then lost ones.
type run struct {
	seq     uint32
	octets  []byte
	lost    int
	ack     uint32
	hasAck  bool
	wrong   bool // its checksum
	arrival uint32
	stamp   capture.Stamp
}

func (r *run) len() int    { return len(r.octets) + r.lost }
func (r *run) end() uint32 { return r.seq + uint32(r.len()) }

// skip takes n octets off the front.
func (r *run) skip(n int) {
	r.seq += uint32(n)
	k := min(n, len(r.octets))
	r.octets = r.octets[k:]
	r.lost -= n - k
}

// cut leaves the first n octets.
func (r *run) cut(n int) {
	if n <= len(r.octets) {
		r.octets, r.lost = r.octets[:n], 0
	} else if n < r.len() {
		r.lost = n - len(r.octets)
	}
}

// overlap is what hold found of a run that was there before.
type overlap struct {
	octets   int
	mismatch bool
}

// cost is an upper bound of the memory that holding r in h takes: its blocks, one more for each held piece that it runs
// over, and one for the lost octets.
func (h *half) cost(r *run) int {
	blocks := (len(r.octets) + largeBlock - 1) / largeBlock
	for p := h.held; p != nil && before(p.seq, r.end()); p = p.next {
		if after(p.end(), r.seq) {
			blocks++
		}
	}
	room := largeBlock
	if len(r.octets) <= smallBlock {
		room = smallBlock
	}
	return blocks*(room+pieceCost) + pieceCost
}

// hold copies r in where nothing is held yet. Octets that are there stay (the first copy wins, unless only the later one has a
// right checksum); known losses give way.
func (t *Tracker) hold(h *half, r run) (seen overlap) {
	at := &h.held
	for r.len() > 0 {
		p := *at
		switch {
		case p == nil || !before(p.seq, r.end()):
			t.insert(h, at, r, r.len())
			return seen
		case before(r.seq, p.seq):
			n := span(p.seq, r.seq)
			at = t.insert(h, at, r, n)
			r.skip(n)
		case !before(r.seq, p.end()):
			at = &p.next
		case p.lost && len(r.octets) > 0:
			t.fillLost(h, at, r.seq, r.seq+uint32(len(r.octets)))
		default:
			n := min(span(p.end(), r.seq), r.len())
			k := min(n, len(r.octets))
			if !p.lost {
				off := span(r.seq, p.seq)
				seen.octets += k
				seen.mismatch = seen.mismatch || !bytes.Equal(p.octets[off:off+k], r.octets[:k])
				if p.wrong && !r.wrong {
					copy(p.octets[off:], r.octets[:k])
				}
			}
			r.skip(n)
		}
	}
	return seen
}

// fillLost takes the octets from up to end out of the known loss at *at, so that others can be put there.
func (t *Tracker) fillLost(h *half, at **piece, from, end uint32) {
	p := *at
	if after(p.end(), end) {
		tail := t.get(h, 0)
		octets := tail.octets
		*tail = *p
		tail.octets, tail.seq, tail.n = octets, end, uint32(span(p.end(), end))
		p.next, p.n = tail, uint32(span(end, p.seq))
	}
	if after(from, p.seq) {
		p.n = uint32(span(from, p.seq))
		return
	}
	*at = p.next
	t.put(h, p)
}

// insert puts the first n octets of r at *at and returns the place behind them.
func (t *Tracker) insert(h *half, at **piece, r run, n int) **piece {
	r.cut(n)
	for r.len() > 0 {
		k := min(len(r.octets), largeBlock)
		p := t.get(h, k)
		p.octets = append(p.octets[:0], r.octets[:k]...)
		p.lost = k == 0
		if p.lost {
			k = r.lost
		}
		p.seq, p.n, p.ack, p.hasAck = r.seq, uint32(k), r.ack, r.hasAck
		p.arrival, p.stamp, p.wrong = r.arrival, r.stamp, r.wrong
		p.next, *at = *at, p
		at = &p.next
		r.skip(k)
	}
	return at
}
