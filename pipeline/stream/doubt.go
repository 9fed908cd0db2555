package stream

import (
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
)

// refused says that the checksum of s forbids to take it at once.
func (t *Tracker) refused(h *half, s *packet.Segment) bool {
	if s.Checksum != packet.ChecksumWrong && s.Checksum != packet.ChecksumPartial {
		return false
	}
	switch t.opt.Checksums {
	case ChecksumsOn:
		return true
	case ChecksumsAuto:
		return s.Checksum == packet.ChecksumWrong && h.is(right) && !h.is(distrusted)
	}
	return false
}

// spoiled says that s is left out for its checksum, for good or until it is known better.
func (t *Tracker) spoiled(c *conn, d flow.Direction, s *packet.Segment) bool {
	h := &c.halves[d]
	if s.Checksum == packet.ChecksumRight {
		h.set(right)
	}
	if !t.refused(h, s) {
		return false
	}
	if t.opt.Checksums == ChecksumsAuto && t.doubt(c, d, s) {
		return true
	}
	t.discard(c, d, s.Stamp)
	return true
}

// discard counts and tells of a segment that is left out for good.
func (t *Tracker) discard(c *conn, d flow.Direction, at capture.Stamp) {
	t.stats.ChecksumDrops++
	c.note(d, flow.EventChecksum)
	t.anomaly(c, d, at, flow.AnomalyChecksum)
}

// doubt keeps the octets of a segment with a wrong checksum aside, where there is room: if the host takes no such segment, others
// with a right one bring its octets (disbelieve); if the host acknowledges what nothing else has brought, it did take it (believe).
func (t *Tracker) doubt(c *conn, d flow.Direction, s *packet.Segment) bool {
	h := &c.halves[d]
	r := run{seq: s.Seq, octets: s.Payload, arrival: c.segments, stamp: s.Stamp, ack: s.Ack, hasAck: s.Flags&packet.ACK != 0}
	if len(r.octets) == 0 || s.Flags&(packet.SYN|packet.RST) != 0 || c.finished || c.class == classClosed ||
		!h.is(based) || !h.reaches(r.seq) || !after(r.end(), h.next) {
		return false
	}
	if cost := h.cost(&r); c.heldMem()+cost > t.limits.flowHeld || t.pool.held+cost > t.limits.held {
		t.stats.MemoryDrops++
		return false
	}
	at := &h.doubt
	for *at != nil {
		at = &(*at).next
	}
	t.insert(h, at, r, r.len())
	h.clear(quiet | absent)
	c.plain = false
	return true
}

// believe takes what was kept aside for direction d as if it had come with right checksums, if it has the next octet: the other
// side acknowledged it, or the capture ended and nothing else had come. This direction's checksums tell nothing then (an
// offload, or an anonymised capture), and are not looked at any more; the listener is told once. It reports whether it did.
func (t *Tracker) believe(c *conn, d flow.Direction, at capture.Stamp) bool {
	h := &c.halves[d]
	found := false
	for p := h.doubt; p != nil; p = p.next {
		found = found || !after(p.seq, h.next) && after(p.end(), h.next)
	}
	if !found || c.finished {
		return false
	}
	h.set(distrusted)
	t.anomaly(c, d, at, flow.AnomalyChecksum)
	for p := h.doubt; p != nil; p = h.doubt {
		h.doubt = p.next
		r := run{seq: p.seq, octets: p.octets, ack: p.ack, hasAck: p.hasAck, arrival: p.arrival, stamp: p.stamp, wrong: true}
		t.cutDelivered(h, &r)
		t.hold(h, r)
		if after(p.end(), h.end) {
			h.end = p.end()
		}
		if o := &c.halves[d.Other()]; p.hasAck && o.is(based) && after(o.bound(p.ack), o.acked) && o.reaches(p.ack) {
			o.acked = o.bound(p.ack)
		}
		t.put(h, p)
	}
	return true
}

// disbelieve gives up what was kept aside and has been brought by right segments since.
func (t *Tracker) disbelieve(c *conn, at capture.Stamp) {
	for d := range c.halves {
		h := &c.halves[d]
		for link := &h.doubt; *link != nil; {
			p := *link
			if after(p.end(), h.next) {
				link = &p.next
				continue
			}
			*link = p.next
			t.put(h, p)
			t.discard(c, flow.Direction(d), at)
		}
	}
}
