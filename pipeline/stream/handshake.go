package stream

import (
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
)

// renews says that s begins a new connection between the endpoints of c, rather than belonging to it.
func (t *Tracker) renews(c *conn, d flow.Direction, s *packet.Segment) bool {
	h, o := &c.halves[d], &c.halves[d.Other()]
	switch s.Flags & (packet.SYN | packet.ACK | packet.RST) {
	case packet.SYN:
		if h.is(based) && h.start == s.Seq+1 {
			return false // its own, repeated or captured late
		}
		if h.is(synSeen) {
			return true
		}
		if h.is(soft) || !h.is(based) {
			// Captured after the first segments; or both sides open at once (RFC 9293 section 3.5, figure 8).
			late := h.is(soft) && span(h.start, s.Seq+1) <= startSlack
			simultaneous := !h.is(based) && o.is(synSeen) && c.class == classOpening
			return !late && !simultaneous
		}
		return true
	case packet.SYN | packet.ACK:
		return c.class == classClosed && !(h.is(based) && h.start == s.Seq+1)
	case packet.RST, packet.RST | packet.ACK:
		return false
	}
	// The addresses may be in use again without their SYN having been captured.
	return c.class == classClosed && len(s.Payload) > 0 && h.is(based) && !h.near(s.Seq)
}

// near says that seq is within a common window of what was delivered.
func (h *half) near(seq uint32) bool {
	distance := int32(seq - h.next)
	return distance < startSlack && -distance < startSlack+int32(min(h.next-h.start, maxWindow))
}

// handshake takes the SYN of a connection that it does not renew; it reports false where the rest of s counts for nothing.
func (t *Tracker) handshake(c *conn, d flow.Direction, s *packet.Segment) bool {
	h, o := &c.halves[d], &c.halves[d.Other()]
	answers := s.Flags&packet.ACK != 0
	if h.is(spoiltSyn) && s.Checksum == packet.ChecksumRight && h.start != s.Seq+1 && h.held == nil && h.next == h.start {
		h.clear(based | synSeen | synData | soft | spoiltSyn)
	}
	if h.is(based) && !h.is(soft|ackBased) && h.start != s.Seq+1 {
		t.stats.OutOfWindow++
		return false // a stray SYN-ACK
	}
	if h.is(synSeen) && h.start != s.Seq+1 {
		return false
	}
	if answers {
		c.note(d, flow.EventSynAck)
		if c.synTime != 0 && c.synAckTime == 0 && d == flow.ToClient {
			c.flow.ServerRTT = max(0, int64(s.Time-c.synTime))
		}
		c.synAckTime = s.Time
	} else {
		c.note(d, flow.EventSyn)
		c.synTime = s.Time
	}
	h.scale = s.WindowScale
	if h.is(synSeen) {
		return true
	}
	c.flow.Midstream = false
	if s.Checksum == packet.ChecksumWrong {
		h.set(spoiltSyn)
	}
	switch {
	case h.held != nil:
		h.next, h.start = s.Seq+1, s.Seq+1
		h.clear(soft)
		h.set(synSeen)
	case h.is(based) && !h.is(ackBased|soft):
		h.set(synSeen)
	default:
		h.begin(s.Seq+1, synSeen)
	}
	if len(s.Payload) > 0 && !answers && !o.is(synSeen) && h.held == nil && h.next == h.start {
		h.set(soft | synData)
	}
	return true
}

// fin takes a FIN whose number is seq.
func (t *Tracker) fin(c *conn, d flow.Direction, seq uint32) {
	h := &c.halves[d]
	c.note(d, flow.EventFin)
	if !h.is(based) {
		h.begin(seq, 0)
	}
	if h.is(finSeen) && !h.is(finGuess) || before(seq, h.end) || before(seq, h.next) {
		return
	}
	h.fin = seq
	h.set(finSeen)
	h.clear(finGuess)
	if c.class == classEstablished || c.class == classOpening {
		t.move(c, classClosing)
	}
}

// rst takes a RST. It counts in the window only: from what the other side has acknowledged to the end of the room that it
// has left (RFC 9293 section 3.5.3, RFC 5961 section 3); before the connection stands, if it acknowledges the SYN.
func (t *Tracker) rst(c *conn, d flow.Direction, s *packet.Segment) {
	h, o := &c.halves[d], &c.halves[d.Other()]
	switch {
	case h.is(based):
		room := uint32(o.window) << max(0, o.scale)
		if o.scale < 0 || room < 1<<16 {
			room = 1 << 16
		}
		first, last := h.acked, h.end
		if after(first, last) {
			first, last = last, first
		}
		if before(s.Seq, first) || after(s.Seq, last+room) {
			t.stats.OutOfWindow++
			return
		}
	case s.Flags&packet.ACK != 0 && o.is(based):
		if before(s.Ack, o.start) || after(s.Ack, o.end) {
			t.stats.OutOfWindow++
			return
		}
	default:
		t.stats.OutOfWindow++
		return
	}
	c.note(d, flow.EventReset)
	if !c.reset {
		c.reset, c.resetBy = true, d
		c.resetAhead = h.is(based) && after(s.Seq, h.next)
		c.resetTime, c.resetSegments = s.Time, c.segments
	}
}
