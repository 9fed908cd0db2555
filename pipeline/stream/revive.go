package stream

import (
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
)

// past is where a connection stood when it was over for the Tracker.
type past struct {
	flip   flow.Direction
	sender flow.Sender // who sent the SYN that ended it
	next   [2]uint32   // by flow.Direction under flip
	window [2]uint16
	scale  [2]int8
}

// leave is the past of c, where sender ends it; nil where too little is known of it.
func (c *conn) leave(sender flow.Sender) *past {
	a, b := &c.halves[0], &c.halves[1]
	if !c.opened || a.bits&b.bits&based == 0 {
		return nil
	}
	return &past{
		flip: c.flip, sender: sender,
		next: [2]uint32{a.next, b.next}, window: [2]uint16{a.window, b.window}, scale: [2]int8{a.scale, b.scale},
	}
}

// renew ends c and begins the connection of s on the same addresses. Where a SYN does it to a connection that lives, what c had is
// remembered until the SYN is answered.
func (t *Tracker) renew(c *conn, s *packet.Segment) *conn {
	var k flow.Key
	sender := k.Fill(s)
	var old *past
	if c.class != classClosed {
		old = c.leave(sender)
		t.end(c, s.Stamp, flow.EndReused)
	}
	t.remove(c)
	c = t.add(&k, sender, s)
	c.past = old
	return c
}

// goesOn says that s continues a connection that was ended by a RST or SYN which its hosts did not take (RFC 5961 sections 3 and 4):
// whoever seemed to have sent it sends more octets, or acknowledges what came since; or, where no SYN-ACK answers a SYN, somebody
// goes on at both of the old numbers.
func (t *Tracker) goesOn(c *conn, d flow.Direction, s *packet.Segment) bool {
	if s.Flags&(packet.SYN|packet.RST|packet.ACK) != packet.ACK || t.refused(&c.halves[d], s) {
		return false
	}
	if c.class == classClosed {
		h, o := &c.halves[d], &c.halves[d.Other()]
		if !c.reset || !c.opened || d != c.resetBy || h.bits&o.bits&based == 0 || before(s.Seq, h.next) || !h.near(s.Seq) {
			return false
		}
		answers := after(s.Ack, o.next) && !after(s.Ack, o.end)
		return answers || len(s.Payload) > 0 && !before(s.Ack, o.acked) && !after(s.Ack, o.next)
	}
	p := c.past
	if p == nil || c.halves[0].bits&c.halves[1].bits&synSeen != 0 {
		return false
	}
	sender := flow.Sender(d ^ c.flip)
	was := flow.Direction(sender) ^ p.flip
	return s.Seq == p.next[was] && s.Ack == p.next[was.Other()] && (len(s.Payload) > 0 || sender == p.sender)
}

// keep holds what the other side of a RST sends after it, in case that the RST was not taken; else it is let go with the entry.
func (t *Tracker) keep(c *conn, d flow.Direction, s *packet.Segment) {
	h := &c.halves[d]
	r := run{seq: s.Seq, octets: s.Payload, ack: s.Ack, hasAck: true, arrival: c.segments, stamp: s.Stamp}
	if !c.reset || d == c.resetBy || s.Flags&(packet.SYN|packet.RST|packet.ACK) != packet.ACK || len(r.octets) == 0 {
		return
	}
	if !h.is(based) || before(r.seq, h.next) || !h.near(r.seq) {
		return
	}
	if cost := h.cost(&r); c.heldMem()+cost > t.limits.flowHeld || t.pool.held+cost > t.limits.held {
		return
	}
	if after(r.end(), h.end) {
		h.end = r.end()
	}
	t.hold(h, r)
}

// revive begins a connection where c was when it seemed to end, with what was kept since, and who was the server.
func (t *Tracker) revive(c *conn, s *packet.Segment) *conn {
	t.stats.Revived++
	old, k := c.past, c.key()
	k.Encap = t.table.Key(c.index).Encap
	if c.class == classClosed {
		old = c.leave(0)
	} else {
		t.end(c, s.Stamp, flow.EndReused)
	}
	kept := [2]*piece{c.halves[0].held, c.halves[1].held}
	c.halves[0].held, c.halves[1].held = nil, nil
	t.remove(c)
	c = t.add(&k, flow.Sender(old.flip), s)
	c.decided = true
	for d := range c.halves {
		h := &c.halves[d]
		h.begin(old.next[d], 0)
		h.window, h.scale = old.window[d], old.scale[d]
		for h.held = kept[d]; kept[d] != nil; kept[d] = kept[d].next {
			p := kept[d]
			h.heldMem += p.cost()
			p.arrival = 0
			if after(p.end(), h.end) {
				h.end = p.end()
			}
			half := &c.flow.Halves[d]
			half.Packets++
			half.Octets += uint64(len(p.octets))
		}
		if h.held != nil {
			t.move(c, classEstablished)
		}
	}
	return c
}

// withdraw forgets a RST ahead of the octets before it, if whoever seemed to have sent it goes on after the wait for them.
func (t *Tracker) withdraw(c *conn, d flow.Direction, s *packet.Segment) {
	h := &c.halves[d]
	if c.reset && c.resetAhead && d == c.resetBy && !before(s.Seq, h.next) && s.Time-c.resetTime >= t.limits.wait {
		c.reset = false
		t.stats.Revived++
	}
}
