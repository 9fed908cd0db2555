package session

import (
	"bytes"

	"github.com/imaplog/imaplog/layer/imap"
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// expectation is what the client's next line is.
type expectation uint8

const (
	expectCommand expectation = iota
	expectRest                // of the current command, after a literal
	expectSASL                // lines of the current AUTHENTICATE
	expectDone                // the end of the current IDLE
	expectLate                // a SASL line that crossed the server's refusal, or a command
)

// clientToken takes one step of the client's side.
func (s *conn) clientToken(tok imap.Token, at capture.Stamp) {
	if tok.Kind == imap.TokenLiteral {
		s.clientLiteral(tok, at)
		return
	}
	if tok.Flags.Any(imap.Resync) {
		s.clientResync(tok, at)
		return
	}
	c := s.current
	switch s.expect {
	case expectRest:
		c.request += uint64(tok.Octets)
		s.readArgs(c, &c.reading, tok.Text, tok.Literal)
		s.lineWeirds(c, tok, at)
		s.lineEnd(c, tok, at)
		return
	case expectSASL:
		if isSASLLine(tok.Text) || !s.canBeCommand(tok.Text) {
			s.half[flow.ToServer].scan.NoLiteral()
			s.clientSASL(c, tok, at)
			return
		}
		s.beWary()
	case expectDone:
		if isDone(tok.Text) {
			s.clientDone(c, tok, at)
			return
		}
	case expectLate:
		if isSASLLine(tok.Text) || !s.canBeCommand(tok.Text) {
			s.half[flow.ToServer].scan.NoLiteral()
			s.clientSASL(c, tok, at)
			s.leave()
			return
		}
		s.beWary()
		s.leave()
	}
	s.clientCommand(tok, at)
}

// isSASLLine says whether a line can be base64, "*", or the empty answer: no command is without a space (RFC 9051 section 6.2.2).
// A line with a space is an answer too, of a client that knows no base64, unless it is a command without fault.
func isSASLLine(b []byte) bool { return bytes.IndexByte(b, ' ') < 0 }

func isDone(b []byte) bool { return fold(bytes.TrimSpace(b), "DONE") }

// clientCommand takes a line that must be a command.
func (s *conn) clientCommand(tok imap.Token, at capture.Stamp) {
	scan := &s.half[flow.ToServer].scan
	line := parseCommand(tok.Text)
	switch {
	case len(tok.Text) == 0 || isDone(tok.Text):
		scan.NoLiteral()
		if c := s.idling(); c != nil && len(tok.Text) > 0 { // something was sent before it, which is not allowed
			s.clientDone(c, tok, at)
		}
		return // else a stray end of an IDLE that the server ended
	case !line.valid || !s.isIMAP && line.spec == nil:
		scan.NoLiteral()
		if !s.isIMAP {
			s.strange(flow.ToServer, at)
			return
		}
		s.noteAt(weirdInvalidTag, nil, "", at)
		s.lineWeirds(nil, tok, at)
		return
	}
	if !s.isIMAP {
		if !s.known && !s.speaksIMAP(line.tag, tok.Text) || s.spokeOtherwise() {
			scan.NoLiteral()
			s.strange(flow.ToServer, at)
			return
		}
		if s.known { // on other ports the server's answer must fit
			s.recognise(at)
		}
	}
	c := s.openCommand(line, tok, at)
	s.lineWeirds(c, tok, at)
	if line.odd {
		s.noteAt(weirdInvalidTag, c, "spaces", at)
	}
	s.lineEnd(c, tok, at)
}

// idling gives the open IDLE whose end did not come.
func (s *conn) idling() *command {
	for c := s.oldest; c != nil; c = c.next {
		if c.verb == verbIdle && c.plusSeen && !c.doneSeen {
			return c
		}
	}
	return nil
}

// speaksIMAP says whether a client's first line makes IMAP of a connection on any port: a command whose arguments fit, not behind
// more than the end of a line whose beginning is missing. "Connection: close" is a tag and a command.
func (s *conn) speaksIMAP(tag, line []byte) bool {
	return s.half[flow.ToServer].strange <= 1 && tag[len(tag)-1] != ':' && s.fits(line)
}

// spokeOtherwise says whether the client, whose first octets were seen, began with something else: a line that happens to look like a
// command does not make IMAP of it.
func (s *conn) spokeOtherwise() bool {
	h := &s.half[flow.ToServer]
	return h.strange > 0 && h.gaps == 0 && !s.flow.Midstream
}

// clientLiteral takes octets of the current command's literal.
func (s *conn) clientLiteral(tok imap.Token, at capture.Stamp) {
	c := s.current
	if c == nil {
		return
	}
	c.waiting = false
	c.goesOn()
	c.last = at
	c.request += uint64(tok.Octets)
	c.literalOctets += uint64(tok.Octets)
	if c.literalKind == imap.ArgMessage {
		c.body += uint64(tok.Octets)
	}
	c.keepLiteralOctets(tok.Text)
	if tok.Left == 0 {
		s.endLiteral(c)
	}
}

// clientSASL takes a line of a SASL exchange.
func (s *conn) clientSASL(c *command, tok imap.Token, at capture.Stamp) {
	c.goesOn()
	c.request += uint64(tok.Octets)
	c.lost = false
	s.completed(c, at)
	s.lineWeirds(c, tok, at)
	if len(tok.Text) == 1 && tok.Text[0] == '*' {
		c.cancelled = true
		return
	}
	s.saslLine(c, tok.Text)
	c.owe(at.Time)
}

// clientDone takes the end of an IDLE.
func (s *conn) clientDone(c *command, tok imap.Token, at capture.Stamp) {
	if c == s.current {
		s.expect, s.current = expectCommand, nil
	}
	c.request += uint64(tok.Octets)
	c.doneSeen = true
	if c.plusSeen {
		c.goesOn()
		c.idle = max(0, int64(at.Time-c.idleFrom))
	}
	c.lost = false
	s.completed(c, at)
	s.lineWeirds(c, tok, at)
}

// owe says that from now on the server owes a continuation request or the answer.
func (c *command) owe(at capture.Time) {
	if c.nowed == maxOwed {
		copy(c.owed[:], c.owed[1:])
		c.nowed--
	}
	c.owed[c.nowed] = at
	c.nowed++
}

// goesOn says that the client answers a continuation request, if one came.
func (c *command) goesOn() {
	if c.plus > 0 {
		c.plus--
		c.answers++
	}
}
