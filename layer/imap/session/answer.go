package session

import (
	"bytes"

	"github.com/imaplog/imaplog/layer/imap"
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// answer pairs a tagged response with its command.
func (s *conn) answer(c *command, st status, text []byte, at capture.Stamp) {
	s.recognise(at)
	s.abandonLost(c)
	c.status = st
	c.answeredAt = at
	c.prev, c.prevKnown, c.prevFirst = s.prev, s.prevKnown, s.prevFirst
	s.takeResponse(c)
	s.unlink(c)
	s.trust(c)
	if c.rest > 0 && c.literals > 0 && st != statusOK { // its literal may have been refused without our seeing it
		s.beWary()
	}
	s.shownTo = max(s.shownTo, c.depth)
	c.hiddenAll = c.hiddenAll || c.secretName || c.doubt && !c.believed()
	t := parseText(text)
	s.takeText(c, t)
	s.infer(c)
	s.freeze(c)
	if c.verb.changesState() || c.verb == verbLogout {
		for x := s.oldest; x != nil && x.depth < c.depth; x = x.next {
			s.freeze(x)
		}
	}
	s.apply(c)
	if fold(t.code, "CAPABILITY") {
		s.capabilities(t.args)
	}
	c.after = s.user
	s.prev, s.prevKnown = at.Time, true
	s.prevSeen = false
	s.answered(c, at)
}

// answered writes the record, or waits for the rest of the command. Then the layers below may change.
func (s *conn) answered(c *command, at capture.Stamp) {
	scan := &s.half[flow.ToServer].scan
	if c != s.current {
		v, st := c.verb, c.status
		s.emit(c, endComplete)
		s.switchLayer(v, st, at)
		return
	}
	switch {
	case !c.complete:
		if c.waiting && (c.status == statusNO || c.status == statusBAD) {
			scan.NoLiteral()
			s.refused(c)
			s.leave()
		}
	case s.expect == expectSASL && c.plus > 0 && c.status != statusOK && !c.cancelled:
		s.expect = expectLate
	case s.expect == expectSASL && c.status != statusOK && !c.cancelled:
		s.tagShape = shape(c.view(c.tag))
		s.leave()
	default:
		s.leave()
	}
}

// refused makes a command whole whose synchronising literal the server did not want: it ends with its line.
func (s *conn) refused(c *command) {
	c.waiting, c.refused = false, true
	c.literals--
	c.finishArgs()
	c.complete, c.done = true, c.asked
	s.beWary()
}

// refuseLiteral is the same for a BYE, after which the command stays open.
func (s *conn) refuseLiteral() {
	c := s.current
	if c == nil || c.complete || !c.waiting {
		return
	}
	s.half[flow.ToServer].scan.NoLiteral()
	s.refused(c)
	s.leave()
}

// switchLayer acts on the answer to STARTTLS and COMPRESS.
func (s *conn) switchLayer(v verb, st status, at capture.Stamp) {
	switch {
	case s.half[flow.ToServer].mode != modeHeld || v != s.held.verb:
	case st != statusOK:
		if v == verbStartTLS {
			s.startTLS = "refused"
		}
		s.resume(1)
	case v == verbStartTLS:
		s.startTLSDone(at)
	default:
		s.opaqueAfterCompress()
	}
}

// takeResponse gives c what came since the previous tagged response.
func (s *conn) takeResponse(c *command) {
	gap := c.response.gap
	c.response = s.since
	c.response.gap = gap
	s.since = response{}
	if p := s.profile; p != nil && p.hasAlert {
		c.response.alert = c.keep(p.alert, 4*maxText)
		p.hasAlert = false
	}
}

// takeText keeps code and text for the record, without what repeats the command's secrets.
func (s *conn) takeText(c *command, t respText) {
	s.takeCode(c, t.code)
	c.codeArgs = s.keepMasked(c, t.args, maxText)
	c.text = s.keepMasked(c, t.text, 4*maxText)
	switch {
	case fold(t.code, "APPENDUID"):
		s.appended(c, t.args)
	case fold(t.code, "COPYUID"):
		s.copied(c, t.args)
	case fold(t.code, "READ-ONLY"):
		c.readOnly = true
	}
}

// takeCode keeps the response code. One that nobody registered may repeat a secret.
func (s *conn) takeCode(c *command, code []byte) {
	if !knownCode(code) {
		if sp := s.keepMasked(c, code, maxName); !bytes.Equal(c.view(sp), code) {
			c.code = c.keep(hiddenBytes, maxName)
			return
		}
	}
	sp := c.keep(code, maxName)
	upper(c.buf[:sp.off], c.view(sp))
	c.code = sp
}

// keepMasked keeps a text of the server without what the command wants hidden, and what others of late did.
func (s *conn) keepMasked(c *command, text []byte, limit int) span {
	if len(text) == 0 {
		return span{}
	}
	text = text[:min(len(text), 4*maxText)]
	w := s.worker
	if len(c.hidden) > 0 || c.hiddenAll {
		w.decoded = c.mask(w.decoded[:0], text)
		text = w.decoded
	}
	if s.recent.repeats(text) {
		text = s.recent.mask(s.worker, text)
	}
	return c.keep(text, limit)
}

// cutTwo cuts b at its first space. What stands before it is a word, for which a loop is faster than a search.
func cutTwo(b []byte) (first, rest []byte, ok bool) {
	for i, x := range b {
		if x == ' ' {
			return b[:i], b[i+1:], true
		}
	}
	return b, nil, false
}

// lineWeirds notes what is odd about a line of the client.
func (s *conn) lineWeirds(c *command, tok imap.Token, at capture.Stamp) {
	if tok.Flags.Any(imap.BareLF | imap.NUL | imap.TooLong | imap.LiteralTooLarge | imap.InvalidLiteral) {
		s.flagWeirds(c, tok.Flags, "client", at)
	}
}

// serverWeirds does so for the server.
func (s *conn) serverWeirds(tok imap.Token, at capture.Stamp) {
	if s.isIMAP && tok.Flags.Any(imap.BareLF|imap.NUL|imap.TooLong|imap.LiteralTooLarge|imap.InvalidLiteral) {
		s.flagWeirds(s.oldest, tok.Flags, "server", at)
	}
}

func (s *conn) flagWeirds(c *command, f imap.Flags, detail string, at capture.Stamp) {
	for _, x := range [...]struct {
		flag imap.Flags
		w    weird
	}{
		{imap.BareLF, weirdBareLF}, {imap.NUL, weirdNULOctet}, {imap.TooLong, weirdLineTooLong},
		{imap.LiteralTooLarge, weirdLiteralTooLong}, {imap.InvalidLiteral, weirdInvalidLiteral},
	} {
		if f.Any(x.flag) {
			s.noteAt(x.w, c, detail, at)
		}
	}
}
