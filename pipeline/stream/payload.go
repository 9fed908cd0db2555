package stream

import (
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
)

// payload takes a segment's octets, of which the first has the number seq.
func (t *Tracker) payload(c *conn, d flow.Direction, seq uint32, s *packet.Segment) {
	h := &c.halves[d]
	r := run{seq: seq, octets: s.Payload, lost: s.Missing, arrival: c.segments, stamp: s.Stamp}
	r.ack, r.hasAck, r.wrong = s.Ack, s.Flags&packet.ACK != 0, s.Checksum == packet.ChecksumWrong && t.opt.Checksums == ChecksumsAuto
	if !h.place(&r) {
		return
	}
	if h.is(finSeen) && after(r.end(), h.fin) {
		if h.is(finGuess) || before(h.next, h.fin) && before(r.seq, h.fin) {
			// Guessed; or ahead of the octets and now in the midst of some: no sender does that, and a receiver drops it.
			h.clear(finSeen | finGuess)
		} else {
			if after(r.end(), h.end) {
				h.end = r.end() // the other side may acknowledge them: then the FIN was none
			}
			r.cut(max(0, int(int32(h.fin-r.seq))))
		}
	}
	if c.finished {
		t.skimRun(c, d, &r)
		return
	}
	if r.len() == 1 && r.seq+1 == h.end && r.seq+1 == h.next {
		return // a keep-alive probe (RFC 9293 section 3.8.4); its octet may be anything
	}
	seen := t.cutDelivered(h, &r)
	if r.len() > 0 {
		if r.seq != h.next && !h.is(soft) {
			t.stats.OutOfOrder++
			c.flow.Halves[d].OutOfOrderPackets++
		}
		if after(r.end(), h.end) {
			h.end = r.end()
		}
		flip := c.flip
		more := t.take(c, d, r)
		d ^= flip ^ c.flip
		seen.octets += more.octets
		seen.mismatch = seen.mismatch || more.mismatch
	}
	t.repeated(c, d, s, seen)
}

// place sets where a direction begins by its first octets, where no SYN told; false: r is none that counts.
func (h *half) place(r *run) bool {
	if h.is(based) && !h.is(soft|ackBased) || h.is(synSeen) {
		return true
	}
	// A keep-alive probe repeats one octet before the next, often a NUL: it is no beginning.
	probe := len(r.octets) == 1 && r.lost == 0
	switch {
	case !h.is(based):
		if probe && r.octets[0] == 0 {
			return false
		}
		h.begin(r.seq, soft)
	case h.is(ackBased):
		if probe && r.seq+1 == h.next {
			return false
		}
		if int32(h.next-r.seq) > startSlack {
			return false
		}
		acked := h.acked
		h.begin(r.seq, soft)
		h.acked = acked
		if before(acked, r.seq) {
			h.acked = r.seq
		}
	case before(r.seq, h.next):
		if span(h.next, r.seq) > startSlack {
			return false
		}
		h.next, h.start = r.seq, r.seq
	}
	return true
}

// cutDelivered takes off what was delivered before.
func (t *Tracker) cutDelivered(h *half, r *run) (seen overlap) {
	if !before(r.seq, h.next) {
		return seen
	}
	n := min(span(h.next, r.seq), r.len())
	k := min(n, len(r.octets))
	seen.octets = k
	if k > 0 {
		seen.mismatch = h.differs(r.octets[:k], span(h.next, r.seq)-k)
	}
	r.skip(n)
	return seen
}

// take delivers r at once where it can, without a copy, and holds the rest.
func (t *Tracker) take(c *conn, d flow.Direction, r run) overlap {
	h := &c.halves[d]
	if r.seq == h.next && c.opened && !h.is(soft) && !t.blocked(c, d, r.ack, r.hasAck) {
		n := r.len()
		if h.held != nil {
			n = min(n, span(h.held.seq, r.seq))
			h.seen, h.seenNum = r.stamp, r.arrival
		}
		if n > 0 {
			head := r
			head.cut(n)
			r.skip(n)
			t.deliver(c, d, r.stamp, head.octets, head.lost)
		}
		if r.len() == 0 {
			return overlap{}
		}
		if c.finished {
			t.skimRun(c, d, &r)
			return overlap{}
		}
	}
	if cost := h.cost(&r); c.heldMem()+cost > t.limits.flowHeld || t.pool.held+cost > t.limits.held {
		return t.overflow(c, d, r)
	}
	return t.hold(h, r)
}

// overflow gives up what c waits for, since there is no room to hold r, and delivers r.
func (t *Tracker) overflow(c *conn, d flow.Direction, r run) (seen overlap) {
	t.stats.MemoryDrops++
	flip := c.flip
	t.settle(c, r.stamp)
	t.ready(c, r.stamp, pressed)
	d ^= flip ^ c.flip
	h := &c.halves[d]
	if !c.finished && t.blocked(c, d, r.ack, r.hasAck) {
		t.lose(c, d.Other(), c.now(r.stamp), c.halves[d.Other()].bound(r.ack))
	}
	if c.finished {
		t.skimRun(c, d, &r)
		return seen
	}
	seen = t.cutDelivered(h, &r)
	if r.len() == 0 {
		return seen
	}
	if after(r.seq, h.next) {
		t.gap(c, d, c.now(r.stamp), span(r.seq, h.next))
	}
	if !c.finished {
		t.deliver(c, d, r.stamp, r.octets, r.lost)
	} else {
		t.skimRun(c, d, &r)
	}
	return seen
}

// repeated accounts for octets that were seen before.
func (t *Tracker) repeated(c *conn, d flow.Direction, s *packet.Segment, seen overlap) {
	if seen.octets == 0 {
		return
	}
	t.stats.Retransmitted++
	half := &c.flow.Halves[d]
	half.RetransmittedPackets++
	half.RetransmittedOctets += uint64(seen.octets)
	c.note(d, flow.EventRetransmit)
	if seen.mismatch {
		t.stats.Overlaps++
		t.anomaly(c, d, s.Stamp, flow.AnomalyOverlapMismatch)
	}
}
