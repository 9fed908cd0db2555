package stream

import (
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
)

// acknowledge takes the acknowledgement number of s for the octets of direction d, which s's receiver sends.
func (t *Tracker) acknowledge(c *conn, d flow.Direction, s *packet.Segment) {
	o, ack := &c.halves[d], s.Ack
	if c.synAckTime != 0 && c.flow.ClientRTT < 0 && d == flow.ToClient && s.Flags&packet.SYN == 0 {
		c.flow.ClientRTT = max(0, int64(s.Time-c.synAckTime))
	}
	if !o.is(based) {
		if s.Flags&packet.SYN != 0 {
			o.begin(ack, 0)
		} else {
			o.begin(ack, ackBased)
		}
		return
	}
	if o.is(synData) {
		t.judgeSynData(o, ack)
	}
	if o.is(finSeen) && after(ack, o.fin+1) && (o.is(finGuess) || o.reaches(ack) && after(o.end, o.fin+1) && !after(ack, o.end)) {
		o.clear(finSeen | finGuess) // not where the octets end
	}
	ack = o.bound(ack)
	if !after(ack, o.acked) || !o.reaches(ack) {
		return
	}
	o.acked = ack
	switch {
	case o.is(ackBased) && c.class == classOpening:
		o.begin(ack, ackBased)
	case c.finished:
		if after(ack, o.next+1) {
			t.skim(c, d, ack, 0)
		} else if ack == o.next+1 && !o.is(finSeen) && c.halves[d.Other()].is(finSeen) {
			o.fin = o.next
			o.set(finSeen | finGuess)
		}
	case o.is(absent) && o.held == nil && after(ack, o.next) && c.opened && len(s.Payload)+s.Missing > 0:
		t.lose(c, d, c.now(s.Stamp), ack)
	}
}

// judgeSynData keeps the octets of a SYN if the other side took them, which its acknowledgement tells (RFC 7413 section 4.2.2): a
// server without Fast Open leaves them, and the client sends them again.
func (t *Tracker) judgeSynData(o *half, ack uint32) {
	if ack == o.start {
		for at := &o.held; *at != nil; {
			if p := *at; !p.hasAck {
				*at = p.next
				t.put(o, p)
			} else {
				at = &p.next
			}
		}
	}
	if !before(ack, o.start) {
		o.clear(soft | synData)
	}
}
