package stream

import (
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// needed says that something waits behind what direction d lacks. An acknowledgement alone is none: it may be forged, and the
// octets may yet be sent.
func (t *Tracker) needed(c *conn, d flow.Direction) bool {
	h, o := &c.halves[d], &c.halves[d.Other()]
	return h.held != nil || o.held != nil || h.doubt != nil
}

// lose gives up the octets of direction d from the next one up to end, or up to the first held one, unless they are there and
// only their checksum was doubted. A single octet at the very end that nobody saw is more likely the number of a FIN that was not
// captured.
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

// gap tells of n octets of direction d that were never seen, and declared lost at that moment.
func (t *Tracker) gap(c *conn, d flow.Direction, at moment, n int) {
	h := &c.halves[d]
	h.next += uint32(n)
	if after(h.next, h.end) {
		h.end = h.next
	}
	h.clear(ackBased)
	h.forget()
	if h.held != nil {
		h.seen, h.seenNum = at.Stamp, at.num
	}
	t.stats.Gaps++
	t.stats.GapOctets += uint64(n)
	c.flow.Halves[d].Gaps++
	c.flow.Halves[d].GapOctets += uint64(n)
	c.note(d, flow.EventGap)
	if !c.listener.Gap(d, at.Stamp, uint64(n)) {
		t.finish(c)
	}
}

// declared is the moment that a gap of h before its next octets dates from. An acknowledgement declares it; the wait after it is
// only for octets that the capture might have out of order. Without one it is now.
func (c *conn) declared(h *half, at capture.Stamp) moment {
	if h.wait == waitAcked && after(h.waitAck, h.next) {
		return moment{h.waitBegan, h.waitSegments}
	}
	return c.now(at)
}
