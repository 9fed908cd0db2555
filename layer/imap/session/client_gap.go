package session

import (
	"github.com/imaplog/imaplog/layer/imap"
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// clientGap takes octets of the client that were never seen. Inside a literal they are counted; elsewhere the line is lost.
func (s *conn) clientGap(at capture.Stamp, n uint64) {
	h := &s.half[flow.ToServer]
	c := s.current
	pending, inLiteral := h.scan.Pending(), h.scan.InLiteral()
	if h.scan.Gap(n) {
		if c != nil && inLiteral {
			c.waiting = false
			c.goesOn()
			c.request += n
			c.requestGap += n
			c.literalOctets += n
			c.literalHole = true
			if c.literalKind == imap.ArgMessage {
				c.body += n
			}
		}
		return
	}
	h.lost = true
	s.forgetAll()
	s.beWary()
	s.count.partial += uint64(pending)
	if c == nil {
		return
	}
	c.requestGap += n
	c.lost = true
	if s.expect != expectRest {
		return // SASL lines or DONE may follow
	}
	c.waiting = false
	c.finishArgs()
	s.expect, s.current = expectCommand, nil
	s.completed(c, at)
	if c.status != statusNone {
		s.emit(c, endComplete)
	}
}

// clientResync takes a line after a gap: only what is plausible is believed, and nothing else is ever shown.
func (s *conn) clientResync(tok imap.Token, at capture.Stamp) {
	h := &s.half[flow.ToServer]
	line := parseCommand(tok.Text)
	switch {
	case line.valid && line.spec != nil && s.fits(tok.Text) && (s.isIMAP || s.known || s.speaksIMAP(line.tag, tok.Text)):
		h.scan.InStep()
		h.lost = false
		s.leave()
		s.clientCommand(tok, at)
	case s.expect == expectDone && isDone(tok.Text):
		h.scan.InStep()
		h.lost = false
		s.clientDone(s.current, tok, at)
	default:
		s.count.partial += uint64(tok.Octets)
		if !s.isIMAP {
			s.strange(flow.ToServer, at)
		}
	}
}

// leave says that the client is done with the current command.
func (s *conn) leave() {
	c := s.current
	s.expect, s.current = expectCommand, nil
	if c != nil && c.status != statusNone {
		s.emit(c, endComplete)
	}
}

// fits says whether a whole line is a command whose arguments are what it takes: text of a message seldom is.
func (s *conn) fits(line []byte) bool {
	w := s.worker
	w.decoded = append(append(w.decoded[:0], line...), '\n')
	fits := imap.IsPayload(w.decoded)
	clear(w.decoded)
	return fits
}

// endPartial counts what the connection's end cut off.
func (s *conn) endPartial() {
	h := &s.half[flow.ToServer]
	if h.mode == modeIMAP {
		s.count.partial += uint64(h.scan.Pending())
	}
	if c := s.current; c != nil && s.expect == expectRest {
		c.request += uint64(h.scan.Pending())
		s.count.partial -= uint64(h.scan.Pending())
		c.finishArgs()
	}
}
