package stream

import (
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// deliver hands on the next octets of direction d, and then tells of lost ones behind them.
func (t *Tracker) deliver(c *conn, d flow.Direction, at capture.Stamp, octets []byte, lost int) {
	h := &c.halves[d]
	if n := len(octets); n > 0 {
		h.remember(octets)
		h.next += uint32(n)
		if after(h.next, h.end) {
			h.end = h.next
		}
		c.flow.Halves[d].Delivered += uint64(n)
		if !c.listener.Data(d, at, octets) {
			t.finish(c)
		}
	}
	if lost == 0 {
		return
	}
	if c.finished {
		t.skim(c, d, h.next+uint32(lost), 0)
		return
	}
	t.gap(c, d, c.now(at), lost)
}

// moment is a stamp and the arrival number of the connection's segment there.
type moment struct {
	capture.Stamp
	num uint32
}

// now is the moment of the latest segment, or of a tick after it.
func (c *conn) now(at capture.Stamp) moment { return moment{at, c.segments} }

// blocked says that octets of direction d that acknowledge ack must wait for opposite ones.
func (t *Tracker) blocked(c *conn, d flow.Direction, ack uint32, hasAck bool) bool {
	o := &c.halves[d.Other()]
	if o.is(soft) {
		return true // found midstream: earlier octets of the other side may still come
	}
	return hasAck && o.is(based) && !o.is(absent) && after(o.bound(ack), o.next) && o.reaches(ack)
}

// drain delivers what is held and may be, in direction d; it reports whether anything moved.
func (t *Tracker) drain(c *conn, d flow.Direction, at capture.Stamp, u urgency) (moved bool) {
	h := &c.halves[d]
	for !c.finished && h.held != nil {
		p := h.held
		if p.seq != h.next || h.is(soft) {
			return moved
		}
		if t.blocked(c, d, p.ack, p.hasAck) {
			if !p.counted {
				p.counted = true
				t.stats.OrderWaits++
			}
			return moved
		}
		if !c.decided || !c.opened {
			// It may turn the sides, so what is to be drained is looked at again.
			return t.ready(c, at, u)
		}
		t.shift(c, d)
		moved = true
	}
	return moved
}

// shift delivers the first piece held of direction d, whose turn it is.
func (t *Tracker) shift(c *conn, d flow.Direction) {
	h := &c.halves[d]
	p := h.held
	h.held = p.next
	at := h.witness(p)
	if p.lost {
		t.deliver(c, d, at, nil, int(p.n))
	} else {
		t.deliver(c, d, at, p.octets, 0)
	}
	t.put(h, p)
}

// witness is when p, the first piece, and all octets before it had been seen: the packet captured latest, and the latest time
// should the capture not be in the order of time.
func (h *half) witness(p *piece) capture.Stamp {
	at := p.stamp
	if h.seenNum != 0 {
		if !after(p.arrival, h.seenNum) {
			at = h.seen
		}
		at.Time = max(h.seen.Time, p.stamp.Time)
	}
	h.seen, h.seenNum = at, max(h.seenNum, p.arrival)
	if p.next == nil {
		h.seenNum = 0
	}
	return at
}

// ready says that octets may be delivered: it is known who is the server, and the listener was asked for.
func (t *Tracker) ready(c *conn, at capture.Stamp, u urgency) bool {
	if !t.settleSide(c, u) {
		return false
	}
	if !c.opened {
		t.listen(c, at)
	}
	return true
}
