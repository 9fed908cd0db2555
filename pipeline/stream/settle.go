package stream

import (
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// settle delivers all that c holds, giving up whatever is missing.
func (t *Tracker) settle(c *conn, at capture.Stamp) {
	for !c.finished {
		if t.drain(c, flow.ToServer, at, pressed) || t.drain(c, flow.ToClient, at, pressed) {
			continue
		}
		if !t.cross(c) && !t.press(c, at) {
			return
		}
	}
}

// press removes one obstacle of what is held; it reports false where nothing is.
func (t *Tracker) press(c *conn, at capture.Stamp) bool {
	if c.halves[0].held == nil && c.halves[1].held == nil {
		return false
	}
	if !c.opened {
		return t.ready(c, at, pressed)
	}
	if both := &c.halves; (both[0].bits|both[1].bits)&soft != 0 {
		both[0].clear(soft | synData)
		both[1].clear(soft | synData)
		return true
	}
	first := -1
	for d := range c.halves {
		h := &c.halves[d]
		p := h.held
		switch {
		case p == nil:
			continue
		case p.seq == h.next:
			// It waits for opposite octets that it acknowledges.
			o := flow.Direction(d).Other()
			t.lose(c, o, c.declared(&c.halves[o], at), c.halves[o].bound(p.ack))
			return true
		case first < 0 || before(p.arrival, c.halves[first].held.arrival):
			first = d
		}
	}
	h := &c.halves[first]
	t.lose(c, flow.Direction(first), c.declared(h, at), h.held.seq)
	return true
}

// conclude ends the connection when both sides have closed, or one has reset it, and nothing is under way.
func (t *Tracker) conclude(c *conn, at capture.Stamp) {
	a, b := &c.halves[0], &c.halves[1]
	if a.done() && b.done() && a.bits&b.bits&finGuess == 0 {
		t.end(c, at, flow.EndFin)
		return
	}
	if !c.reset {
		return
	}
	waited := at.Time-c.resetTime >= t.limits.wait || c.segments-c.resetSegments >= t.limits.segments
	still := a.held == nil && b.held == nil && a.wait == waitNone && b.wait == waitNone && !c.resetAhead
	if waited || still {
		t.end(c, at, flow.EndReset)
	}
}
