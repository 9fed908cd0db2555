package session

import (
	"bytes"

	"github.com/imaplog/imaplog/layer/imap"
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// commandLine is a command's first line, taken apart.
type commandLine struct {
	tag, name, args []byte
	spec            *imap.Command
	valid           bool
	odd             bool // more spaces than the grammar has
}

// parseCommand reads (RFC 9051 section 9)
//
//	command = tag SP (command-any / command-auth / command-nonauth / command-select) CRLF
//
// Servers pass over a space too many, and so does this.
func parseCommand(b []byte) (l commandLine) {
	var found bool
	n := len(b)
	b = trimSpace(b)
	l.odd = len(b) != n
	if l.tag, b, found = cutTwo(b); !found || !imap.IsTag(l.tag) {
		return l
	}
	n = len(b)
	b = trimSpace(b)
	l.odd = l.odd || len(b) != n
	l.name, l.args, _ = cutTwo(b)
	if !imap.IsAtom(l.name) {
		return l
	}
	l.valid = true
	l.spec, _ = imap.LookupCommand(l.name)
	if l.spec != nil && l.spec.Name() == imap.CmdUID {
		sub, rest, _ := cutTwo(l.args)
		if uid, ok := l.spec.Sub(sub); ok {
			l.spec, l.args = uid, rest
		}
	}
	return l
}

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
	s.suspect(line.tag)
	if c.spec == nil {
		sp := c.keep(line.name, maxName)
		upper(c.buf[:sp.off], c.view(sp))
		c.name, c.noMore = sp, true
		c.hide = s.now != stateAuthenticated && s.now != stateSelected
		c.secretName = s.wary || line.odd || otherProtocol(line)
	} else {
		c.verb, c.uid = verbOf(c.spec), c.spec.IsUID()
	}
	c.doubt = s.wary || line.odd || tok.Flags.Any(imap.Resync)
	if s.find(line.tag) != nil {
		s.note(weirdTagReused, c, "")
	}
	c.sequence.reset()
	r := &s.worker.reading
	r.parser = imap.Parser{MaxDepth: s.sessions.config.Limits.Nesting}
	r.walker = imap.NewArgWalker(c.spec)
	if tok.Flags.Has(imap.TooLong) {
		c.noMore, c.hiddenAll = true, true
		c.octets = uint64(tok.Octets)
		c.rest = c.octets
	} else {
		s.readArgs(c, r, line.args, tok.Literal)
	}
	if tok.Literal.Form != imap.LiteralNone || c.verb == verbLogin { // it goes on, or must be asked what is missing
		c.reading = *r
	}
	if s.hasEarly {
		s.hasEarly = false
		s.noteAt(weirdUntaggedBeforeTLS, nil, "", s.profile.early)
	}
	s.link(c)
	s.current = c
	return c
}

// lineEnd goes on after a line of the command: with the literal that it announced, or with what follows a whole command.
func (s *conn) lineEnd(c *command, tok imap.Token, at capture.Stamp) {
	c.last = at
	if tok.Literal.Form == imap.LiteralNone {
		if endsLikeLiteral(tok.Text) || c.rest > 0 && bytes.Count(tok.Text, []byte{'"'})%2 == 1 { // a quoted string goes on in the next line
			s.beWary()
		}
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
	if (c.verb == verbAppend || c.verb == verbReplace) && c.literalKind == imap.ArgMessage {
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
	if len(c.hidden) > 0 {
		s.remember(c)
	}
	c.done, c.last = at.Time, at
	c.firstSeen = false
	s.unseenFirst++
}
