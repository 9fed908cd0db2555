package stream

import "github.com/imaplog/imaplog/pipeline/flow"

// finish is called when nobody listens any more: what is held is only counted, and nothing is held from now on.
func (t *Tracker) finish(c *conn) {
	if c.finished {
		return
	}
	c.finished, c.plain = true, false
	for d := range c.halves {
		h := &c.halves[d]
		h.clear(soft)
		for p := h.held; p != nil; p = h.held {
			h.held = p.next
			if !p.lost {
				t.skim(c, flow.Direction(d), p.seq, int(p.n))
			}
			t.put(h, p)
		}
		for p := h.doubt; p != nil; p = h.doubt {
			h.doubt = p.next
			t.put(h, p)
		}
	}
}

// skim counts n octets from seq on that nobody listens to. Holes are passed over, and remembered as a number, so that octets which
// come late are counted once.
func (t *Tracker) skim(c *conn, d flow.Direction, seq uint32, n int) {
	h, half := &c.halves[d], &c.flow.Halves[d]
	if after(seq, h.next) {
		h.lost += seq - h.next
		h.next = seq
	}
	if old := min(span(h.next, seq), n); old > 0 {
		late := min(uint32(old), h.lost)
		h.lost -= late
		half.Delivered += uint64(late)
		if repeated := uint64(old) - uint64(late); repeated > 0 {
			t.stats.Retransmitted++
			half.RetransmittedPackets++
			half.RetransmittedOctets += repeated
		}
		n -= old
	}
	h.next += uint32(n)
	half.Delivered += uint64(n)
	if after(h.next, h.end) {
		h.end = h.next
	}
}

// skimRun counts the octets of r that nobody listens to, and passes over its lost ones.
func (t *Tracker) skimRun(c *conn, d flow.Direction, r *run) {
	t.skim(c, d, r.seq, len(r.octets))
	if r.lost > 0 && after(r.end(), c.halves[d].next) {
		t.skim(c, d, r.end(), 0)
	}
}
