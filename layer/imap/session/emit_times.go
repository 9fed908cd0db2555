package session

import (
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/schemas"
)

// emitTimes tells how long it took, in microseconds (see RECORDS: Completion).
func (s *conn) emitTimes(t *schemas.Transaction, c *command) {
	out := s.out
	done, known := c.completion()
	if c.complete && !c.lost {
		t.ClientUS = out.Int(max(0, int64(c.done-c.first.Time)-c.waited) / 1000)
	}
	if c.waited > 0 || c.plus > 0 || c.answers > 0 {
		t.ContinuationUS = out.Int(c.waited / 1000)
	}
	if c.verb == verbIdle && c.plusSeen && c.doneSeen {
		t.IdleUS = out.Int(c.idle / 1000)
	}
	if c.status == statusNone || c.status == statusBYE {
		return
	}
	at := c.answeredAt.Time
	t.DurationUS = out.Int(micro(c.first.Time, at))
	if !known {
		return
	}
	t.LatencyUS = out.Int(micro(done, at))
	from, first, seen := done, c.firstAt, c.firstSeen
	if c.prevKnown && c.prev >= done {
		from, first, seen = c.prev, c.prevFirst, true
	}
	if c.lostAnswer && !c.prevKnown && c.opened > 0 {
		return // the previous tagged response may be in the gap
	}
	t.ServiceUS = out.Int(micro(from, at))
	if seen && done <= at {
		t.FirstResponseUS = out.Int(micro(from, first))
	}
}

// completion is when the command was complete, for its latency; false where that cannot be told.
func (c *command) completion() (done capture.Time, known bool) {
	if c.verb == verbIdle {
		switch {
		case !c.plusSeen:
			return c.lineDone, c.complete && !c.lost
		case !c.doneSeen:
			return 0, false
		}
	}
	if !c.complete && !c.lost {
		return c.answeredAt.Time, true // the answer came before the end: 0
	}
	return c.done, c.complete && !c.lost
}

// micro is the time from one to another, never below 0.
func micro(from, to capture.Time) int64 { return max(0, int64(to-from)) / 1000 }
