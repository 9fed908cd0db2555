package session

import (
	"bytes"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// link opens a command: it stands behind all that are open.
func (s *conn) link(c *command) {
	c.opened = uint32(s.open) + s.resumed
	if s.youngest == nil {
		s.oldest = c
	} else {
		s.youngest.next = c
	}
	s.youngest = c
	s.open++
	limits, more := &s.sessions.config.Limits, &s.worker.more[s.flow.Shard]
	if s.open > 1 {
		*more++
	}
	if s.open > limits.Pending || s.open > 1 && int(*more) > limits.PendingInAll/flow.Shards {
		s.note(weirdTooManyPending, s.oldest, "")
		s.giveUp(s.oldest, endLimit)
		s.gaveUp = true
	}
}

// unlink takes a command out of the open ones.
func (s *conn) unlink(c *command) *command {
	var before *command
	for x := s.oldest; x != c; x = x.next {
		before = x
	}
	if before == nil {
		s.oldest = c.next
	} else {
		before.next = c.next
	}
	if s.youngest == c {
		s.youngest = before
	}
	c.next = nil
	if s.open > 1 {
		s.worker.more[s.flow.Shard]--
	}
	s.open--
	return c
}

// find gives the oldest open command of a tag; nil for none.
func (s *conn) find(tag []byte) *command {
	h := hash(tag)
	tag = tag[:min(len(tag), maxTag)]
	for c := s.oldest; c != nil; c = c.next {
		if c.hash == h && bytes.Equal(c.view(c.tag), tag) {
			return c
		}
	}
	return nil
}

// hash is FNV-1a: it tells most tags apart before their octets are compared, and long tags beyond what is kept of them.
func hash(b []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range b {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// giveUp writes the record of a command that will have no answer.
func (s *conn) giveUp(c *command, why end) {
	s.unlink(c)
	if s.oldest != nil && (why == endGap || why == endLimit) { // others go on behind it
		s.shownTo = max(s.shownTo, c.depth)
	}
	if s.current == c {
		s.current = nil
		s.expect = expectCommand
	}
	verb, changes := c.verb, c.verb.changesState()
	s.emit(c, why)
	if why == endGap && changes {
		s.forget()
		if verb.authenticates() || verb == verbUnauthenticate {
			s.user = ""
		}
	}
}

// abandonLost gives up the commands before c whose answers can only have been in a gap.
func (s *conn) abandonLost(c *command) {
	for s.oldest != nil && s.oldest != c && s.oldest.lostAnswer && s.oldest != s.current {
		s.giveUp(s.oldest, endGap)
	}
}

// finish ends all that is open, in order.
func (s *conn) finish(at capture.Stamp, why flow.End) {
	s.endPartial()
	s.endReply()
	if c := s.current; c != nil && c.status != statusNone { // answered, and not all sent
		s.current = nil
		s.emit(c, endComplete)
	}
	for c := s.oldest; c != nil; c = c.next {
		if !c.hide {
			s.shownTo = max(s.shownTo, c.depth)
		}
	}
	for s.oldest != nil {
		c := s.oldest
		e := endOf(why)
		switch {
		case c.lostAnswer:
			e = endGap
		case s.bye && (why == flow.EndFin || why == flow.EndReset):
			e, c.status = endBye, statusBYE
		}
		if c == s.oldest && s.since.octets > 0 {
			s.takeResponse(c)
		}
		s.giveUp(c, e)
	}
}
