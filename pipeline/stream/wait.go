package stream

import (
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// waitKind says what a direction's octets wait for.
type waitKind uint8

const (
	waitNone  waitKind = iota
	waitAcked          // octets that the other side has acknowledged and that may still be captured
	waitStart          // earlier octets, at the beginning of a direction found midstream
	waitHole           // octets in front of held ones, which nobody is there to acknowledge
	waitSide           // a hint who is the server
)

// urgency says whether a decision can wait for more segments.
type urgency uint8

const (
	patient urgency = iota
	pressed
)

// advance delivers all that may be, starts and ends waits, and ends the connection when its time has come.
func (t *Tracker) advance(c *conn, at capture.Stamp) {
	for c.class != classClosed {
		if t.drain(c, flow.ToServer, at, patient) || t.drain(c, flow.ToClient, at, patient) {
			continue
		}
		if !t.cross(c) && !t.expire(c, at) {
			break
		}
	}
	if c.class == classClosed {
		return
	}
	t.disbelieve(c, at)
	t.conclude(c, at)
	c.plain = c.isPlain()
}

// cross resolves two directions that wait for each other: one of the two segments is a repetition, sent after the answer to its
// first copy. That is the one captured later; its octets are the older.
func (t *Tracker) cross(c *conn) bool {
	if !c.opened || c.finished {
		return false
	}
	for d := range c.halves {
		h := &c.halves[d]
		if h.held == nil || h.held.seq != h.next || h.is(soft) {
			return false
		}
	}
	if after(c.halves[0].held.arrival, c.halves[1].held.arrival) {
		t.shift(c, flow.ToServer)
	} else {
		t.shift(c, flow.ToClient)
	}
	return true
}

// expire looks at what each direction waits for and gives up what has been waited for long enough; it reports whether it did.
func (t *Tracker) expire(c *conn, at capture.Stamp) bool {
	waits := c.reset
	for d := range c.halves {
		h := &c.halves[d]
		k := t.reason(c, flow.Direction(d))
		if k != h.wait || k == waitAcked && !after(h.waitAck, h.next) {
			h.wait, h.waitAck = k, h.acked
			h.waitBegan, h.waitSegments = at, c.segments
			h.set(quiet)
		}
		if k == waitNone {
			continue
		}
		waits = true
		if t.due(c, h, at) && t.needed(c, flow.Direction(d)) {
			t.giveUp(c, flow.Direction(d), at)
			return true
		}
	}
	if waits {
		t.await(c)
	} else {
		t.unwait(c)
	}
	return false
}

// reason is what direction d waits for.
func (t *Tracker) reason(c *conn, d flow.Direction) waitKind {
	h, o := &c.halves[d], &c.halves[d.Other()]
	if c.finished || !h.is(based) {
		return waitNone
	}
	missing := h.held == nil || h.held.seq != h.next
	switch {
	case h.held != nil && h.is(soft):
		return waitStart
	case missing && after(h.bound(h.acked), h.next) && (c.opened || h.held != nil || o.held != nil || h.doubt != nil):
		return waitAcked
	case h.held == nil:
		return waitNone
	case missing && (o.is(absent) || c.flow.Halves[d.Other()].Packets == 0):
		return waitHole
	case !missing && !c.decided:
		return waitSide
	}
	return waitNone
}

// due says that a wait is over: by packet time, or by the later segments of the connection.
func (t *Tracker) due(c *conn, h *half, at capture.Stamp) bool {
	waited := at.Time - h.waitBegan.Time
	if h.wait == waitHole || h.wait == waitSide {
		return waited >= capture.Time(holeWait)
	}
	return waited >= t.limits.wait || c.segments-h.waitSegments >= t.limits.segments
}

// needed says that something waits behind what direction d lacks. An acknowledgement alone is none: it may be forged, and the
// octets may yet be sent.
func (t *Tracker) needed(c *conn, d flow.Direction) bool {
	h, o := &c.halves[d], &c.halves[d.Other()]
	return h.held != nil || o.held != nil || h.doubt != nil
}

// giveUp ends the wait of direction d without what was waited for.
func (t *Tracker) giveUp(c *conn, d flow.Direction, at capture.Stamp) {
	h := &c.halves[d]
	switch {
	case h.wait == waitStart:
		h.clear(soft | synData)
	case t.believe(c, d, at):
	case !c.opened:
		t.ready(c, at, pressed)
	case h.wait == waitHole:
		t.lose(c, d, c.now(at), h.held.seq)
	default:
		if h.is(quiet) {
			h.set(absent)
		}
		t.lose(c, d, c.declared(h, at), h.bound(h.waitAck))
	}
}

// lose gives up the octets of direction d from the next one up to end, or up to the first held one, unless they are there and only
// their checksum was doubted. A single octet at the very end
// that nobody saw is more likely the number of a FIN that was not captured.
func (t *Tracker) lose(c *conn, d flow.Direction, at moment, end uint32) {
	h := &c.halves[d]
	if after(h.bound(h.acked), h.next) && t.believe(c, d, at.Stamp) {
		return
	}
	if h.held != nil && before(h.held.seq, end) {
		end = h.held.seq
	}
	switch n := span(end, h.next); {
	case c.finished:
		t.skim(c, d, end, 0)
	case n == 1 && h.held == nil && !h.is(finSeen) && !after(h.acked, end):
		h.fin = h.next
		h.set(finSeen | finGuess)
	case n > 0:
		if h.is(finGuess) {
			h.clear(finSeen | finGuess)
		}
		t.gap(c, d, at, n)
	}
}

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

// await notes that c has to be looked at on each tick.
func (t *Tracker) await(c *conn) {
	if c.waits == 0 {
		t.waiting = append(t.waiting, c)
		c.waits = uint32(len(t.waiting))
	}
}

func (t *Tracker) unwait(c *conn) {
	if c.waits == 0 {
		return
	}
	last := t.waiting[len(t.waiting)-1]
	t.waiting[c.waits-1] = last
	last.waits = c.waits
	t.waiting = t.waiting[:len(t.waiting)-1]
	c.waits = 0
}
