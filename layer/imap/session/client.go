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
		s.readArgs(c, tok.Text, tok.Literal)
		s.lineWeirds(c, tok, at)
		s.lineEnd(c, tok, at)
		return
	case expectSASL:
		if isSASLLine(tok.Text) {
			s.half[flow.ToServer].scan.NoLiteral()
			s.clientSASL(c, tok, at)
			return
		}
	case expectDone:
		if isDone(tok.Text) {
			s.clientDone(c, tok, at)
			return
		}
	case expectLate:
		if isSASLLine(tok.Text) {
			s.half[flow.ToServer].scan.NoLiteral()
			s.clientSASL(c, tok, at)
			s.leave()
			return
		}
		s.leave()
	}
	s.clientCommand(tok, at)
}

// isSASLLine says whether a line can be base64, "*", or the empty answer: no command is without a space (RFC 9051 section 6.2.2).
func isSASLLine(b []byte) bool { return bytes.IndexByte(b, ' ') < 0 }

func isDone(b []byte) bool { return fold(bytes.TrimSpace(b), "DONE") }

// clientCommand takes a line that must be a command.
func (s *conn) clientCommand(tok imap.Token, at capture.Stamp) {
	scan := &s.half[flow.ToServer].scan
	line := parseCommand(tok.Text)
	switch {
	case len(tok.Text) == 0 || isDone(tok.Text): // a stray end of an IDLE that the server ended
		scan.NoLiteral()
		return
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
		if !s.known && !s.fits(tok.Text) || s.spokeOtherwise() {
			scan.NoLiteral()
			s.strange(flow.ToServer, at)
			return
		}
		s.recognise(at)
	}
	c := s.openCommand(line, tok, at)
	s.lineWeirds(c, tok, at)
	s.lineEnd(c, tok, at)
}

// spokeOtherwise says whether the client, whose first octets were seen, began with something else: a line that happens to look like a
// command does not make IMAP of it.
func (s *conn) spokeOtherwise() bool {
	h := &s.half[flow.ToServer]
	return h.strange > 0 && h.gaps == 0 && !s.flow.Midstream
}

// commandLine is a command's first line, taken apart.
type commandLine struct {
	tag, name, args []byte
	spec            *imap.Command
	valid           bool
}

// parseCommand reads (RFC 9051 section 9)
//
//	command = tag SP (command-any / command-auth / command-nonauth / command-select) CRLF
func parseCommand(b []byte) (l commandLine) {
	var found bool
	if l.tag, b, found = bytes.Cut(b, space); !found || !imap.IsTag(l.tag) {
		return l
	}
	l.name, l.args, _ = bytes.Cut(b, space)
	if !imap.IsAtom(l.name) {
		return l
	}
	l.valid = true
	l.spec, _ = imap.LookupCommand(l.name)
	if sub, rest, _ := bytes.Cut(l.args, space); l.spec != nil {
		if uid, ok := l.spec.Sub(sub); ok {
			l.spec, l.args = uid, rest
		}
	}
	return l
}

var space = []byte{' '}

// openCommand makes a command of its first line.
func (s *conn) openCommand(line commandLine, tok imap.Token, at capture.Stamp) *command {
	c := s.worker.take()
	s.depth++
	c.depth = s.depth
	c.first = s.half[flow.ToServer].start
	c.last = at
	c.dropped = s.flow.DroppedPackets
	c.hash = hash(line.tag)
	c.tag = c.keep(line.tag, maxTag)
	c.spec = line.spec
	c.request = uint64(tok.Octets)
	if s.find(line.tag) != nil {
		s.note(weirdTagReused, c, "")
	}
	if c.spec == nil {
		sp := c.keep(line.name, maxName)
		upper(c.buf[:sp.off], c.view(sp))
		c.name, c.noMore = sp, true
		c.hide = s.now != stateAuthenticated && s.now != stateSelected
		c.secretName = c.hide && s.wary
	} else {
		c.verb, c.uid = verbOf(c.spec), c.spec.IsUID()
		s.wary = false
	}
	c.parser.MaxDepth = s.sessions.config.Limits.Nesting
	c.walker = imap.NewArgWalker(c.spec)
	if tok.Flags.Has(imap.TooLong) {
		c.noMore, c.hiddenAll = true, true
		c.octets = uint64(tok.Octets)
		c.rest = c.octets
	} else {
		s.readArgs(c, line.args, tok.Literal)
	}
	if p := s.details(); p.hasEarly {
		p.hasEarly = false
		s.noteAt(weirdUntaggedBeforeTLS, nil, "", p.early)
	}
	s.countCommand(c)
	s.link(c)
	s.current = c
	return c
}

// lineEnd goes on after a line of the command: with the literal that it announced, or with what follows a whole command.
func (s *conn) lineEnd(c *command, tok imap.Token, at capture.Stamp) {
	c.last = at
	if tok.Literal.Form == imap.LiteralNone {
		s.wholeCommand(c, at)
		return
	}
	s.expect = expectRest
	c.literals++
	c.announced = tok.Literal.Size
	c.asked = at.Time
	c.waiting = tok.Literal.Form == imap.LiteralSync
	if c.waiting {
		c.owe(at.Time)
		c.firstSeen = false
		s.unseenFirst++
	}
	if c.verb == verbAppend || c.verb == verbReplace {
		c.hasBody = true
	}
}

// wholeCommand takes a command whose last line end was seen.
func (s *conn) wholeCommand(c *command, at capture.Stamp) {
	c.finishArgs()
	s.expect = expectCommand
	s.completed(c, at)
	if c.status != statusNone { // the answer came first
		s.current = nil
		s.emit(c, endComplete)
		return
	}
	switch c.verb {
	case verbAuthenticate:
		s.expect = expectSASL
		c.owe(at.Time)
	case verbIdle:
		s.expect = expectDone
		c.lineDone = at.Time
		c.owe(at.Time)
	case verbStartTLS, verbCompress:
		s.current = nil
		s.holdFor(c)
	default:
		s.current = nil
	}
}

// completed sets when the command was all there, as far as is known.
func (s *conn) completed(c *command, at capture.Stamp) {
	c.complete = true
	c.done, c.last = at.Time, at
	c.firstSeen = false
	s.unseenFirst++
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
	s.expect, s.current = expectCommand, nil
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
