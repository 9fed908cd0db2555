package stream

import (
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
)

// inOrder delivers the common segment: nothing is held or waited for, it brings the next octets or none, and acknowledges
// nothing that was not delivered. It reports false, having done nothing, for any other.
func (t *Tracker) inOrder(c *conn, d flow.Direction, s *packet.Segment) bool {
	h, o := &c.halves[d], &c.halves[d.Other()]
	if s.Flags&^packet.PSH != packet.ACK || s.Seq != h.next || after(s.Ack, o.next) || s.Missing != 0 ||
		s.Window == 0 || s.Checksum > packet.ChecksumRight || h.end != h.next {
		return false
	}
	if s.Checksum == packet.ChecksumRight {
		h.bits |= right
	}
	h.window = s.Window
	if after(s.Ack, o.acked) {
		o.acked = s.Ack
	}
	n := len(s.Payload)
	if n == 0 {
		if !h.is(notedAck) {
			h.set(notedAck)
			c.note(d, flow.EventAck)
		}
		return true
	}
	if !h.is(notedData) {
		h.set(notedData)
		c.note(d, flow.EventData)
	}
	if !c.finished {
		h.remember(s.Payload)
	}
	h.next += uint32(n)
	h.end = h.next
	c.flow.Halves[d].Delivered += uint64(n)
	if c.finished {
		return true
	}
	if !c.listener.Data(d, s.Stamp, s.Payload) {
		t.finish(c)
	}
	return true
}

// general takes any segment.
func (t *Tracker) general(c *conn, d flow.Direction, s *packet.Segment) {
	if t.spoiled(c, d, s) {
		t.advance(c, s.Stamp)
		return
	}
	if c.class == classClosed {
		t.stats.Strays++
		t.keep(c, d, s)
		return
	}
	if s.Flags&(packet.SYN|packet.RST|packet.ACK) == 0 {
		t.stats.Strays++
		t.advance(c, s.Stamp)
		return
	}
	h := &c.halves[d]
	h.clear(quiet | absent)
	seq := s.Seq
	if s.Flags&packet.SYN != 0 {
		if !t.handshake(c, d, s) {
			t.advance(c, s.Stamp)
			return
		}
		seq++
	}
	if h.is(based) && !h.reaches(seq) {
		t.stats.OutOfWindow++
		t.advance(c, s.Stamp)
		return
	}
	if s.Flags&packet.RST != 0 {
		t.rst(c, d, s)
		t.advance(c, s.Stamp)
		return
	}
	t.withdraw(c, d, s)
	t.letters(c, d, s)
	if len(s.Payload)+s.Missing > 0 {
		flip := c.flip
		t.consider(c, d, s)
		d ^= flip ^ c.flip
	}
	if s.Flags&packet.ACK != 0 {
		t.acknowledge(c, d.Other(), s)
	}
	if len(s.Payload)+s.Missing > 0 {
		t.payload(c, d, seq, s)
	}
	if s.Flags&packet.FIN != 0 && c.class != classClosed {
		t.fin(c, d, seq+uint32(len(s.Payload)+s.Missing))
	}
	t.advance(c, s.Stamp)
}

// reaches says that seq can belong to the direction.
func (h *half) reaches(seq uint32) bool {
	distance := int32(seq - h.next)
	return distance < maxWindow && distance > -maxWindow
}
