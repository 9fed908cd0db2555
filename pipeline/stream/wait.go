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
