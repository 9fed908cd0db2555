package session

import (
	"github.com/imaplog/imaplog/layer/imap"
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// untagged takes the first line of an untagged response.
//
//	response-data = "*" SP (resp-cond-state / resp-cond-bye / mailbox-data / message-data / capability-data / …) CRLF
func (s *conn) untagged(tok imap.Token, at capture.Stamp) {
	if s.reply.counted && !s.greeting {
		s.since.untagged++
	}
	word, rest, _ := cutTwo(tok.Text[2:])
	if st := statusOf(word); st != statusNone {
		s.textLine()
		s.untaggedStatus(st, tok.Text, rest, at)
		return
	}
	if !s.isIMAP {
		if !s.plausibleResponse(tok.Text) || !s.known && !s.flow.Midstream {
			s.strange(flow.ToClient, at)
			return
		}
		if !s.believe(tok.Text, at) {
			return
		}
		s.recognise(at)
	}
	n, left, numbered := number(word)
	if numbered && len(left) == 0 {
		verb, args, _ := cutTwo(rest)
		s.numbered(n, verb, args, tok, at)
	} else {
		s.named(word, rest, tok, at)
	}
	if s.reply.kind == replyNone && tok.Literal.Form != imap.LiteralNone {
		s.reply.kind = replyOther
	}
	if s.reply.kind != replyNone && tok.Literal.Form != imap.LiteralNone && s.reply.counted {
		s.since.literals++
	}
	if tok.Literal.Form == imap.LiteralNone {
		s.endReply()
	}
}

// untaggedStatus takes OK, NO, BAD, BYE, PREAUTH without a tag: the greeting, a warning, a goodbye, a code.
func (s *conn) untaggedStatus(st status, line, rest []byte, at capture.Stamp) {
	t := parseText(rest)
	if !s.isIMAP && !s.believe(line, at) {
		return
	}
	s.recognise(at)
	if s.greeting {
		s.greet(st, t, at)
	}
	switch {
	case st == statusBYE:
		s.bye = true
		s.refuseLiteral()
	case fold(t.code, "CAPABILITY"):
		s.capabilities(t.args)
	case fold(t.code, "ALERT"):
		s.alerted(t.text)
		s.beforeTLS(at)
	case fold(t.code, "COPYUID"):
		s.copied(s.oldestOf(verbMove, verbCopy), t.args)
	case fold(t.code, "APPENDUID"):
		s.appended(s.oldestOf(verbReplace, verbAppend), t.args)
	case fold(t.code, "READ-ONLY"), fold(t.code, "READ-WRITE"):
		s.readOnly = s.now == stateSelected && s.selecting() == nil && len(t.code) == len("READ-ONLY")
	case fold(t.code, "UIDVALIDITY"):
		if c := s.oldestSelect(); c != nil {
			if n, _, ok := number(t.args); ok && n < 1<<32 {
				c.uidv, c.hasUIDV = uint32(n), true
			}
		}
	case fold(t.code, "CLOSED"):
		if c := s.oldestSelect(); c != nil {
			c.hasExists = false // what came before was the old mailbox's (RFC 7162 section 3.2.11)
		}
		s.exists = 0
	}
}

// greet takes the greeting.
func (s *conn) greet(st status, t respText, at capture.Stamp) {
	s.details().greetingStatus = st
	s.details().greeting = s.ownN(s.masked(t.text), maxText)
	s.details().guessSoftware(s.masked(t.text))
	if st == statusPREAUTH {
		s.now = stateAuthenticated
		s.noteAt(weirdPREAUTHGreeting, nil, "", at)
	}
}

// alerted keeps the text of an alert for the command whose answer comes next, without what any open command wants hidden.
func (s *conn) alerted(text []byte) {
	if s.open == 0 {
		return
	}
	p := s.details()
	if !p.hasAlert {
		p.alert = p.alert[:0]
	} else if len(p.alert) < maxText {
		p.alert = append(p.alert, "; "...)
	} else {
		return
	}
	p.alert, p.hasAlert = append(p.alert, s.masked(text)...), true
}

// masked is a text of the server without what any open command wants hidden, or one of late did.
func (s *conn) masked(text []byte) []byte {
	text = text[:min(len(text), 4*maxText)]
	if s.recent.repeats(text) {
		text = s.recent.mask(s.worker, text)
	}
	for c := s.oldest; c != nil; c = c.next {
		if c.doubt && len(text) > 0 {
			return hiddenBytes
		}
		if len(c.hidden) > 0 || c.hiddenAll {
			text = c.mask(nil, text)
		}
	}
	return text
}

// named takes data whose name stands first.
func (s *conn) named(word, rest []byte, tok imap.Token, at capture.Stamp) {
	switch {
	case fold(word, "CAPABILITY"):
		s.capabilities(rest)
		return
	case fold(word, "ENABLED"):
		s.enabled(rest)
		return
	case fold(word, "ID"):
		if tok.Literal.Form == imap.LiteralNone {
			s.serverID(rest)
		}
		return
	case fold(word, "SEARCH"):
		s.searched(s.oldestOf(verbSearch, verbSort), rest)
	case fold(word, "SORT"):
		s.searched(s.oldestOf(verbSort, verbSearch), rest)
	case fold(word, "THREAD"):
		s.threaded(rest)
	case fold(word, "ESEARCH"):
		s.esearched(rest)
	case fold(word, "VANISHED"):
		s.vanished(rest)
	}
	if imap.IsPayload(tok.Text) {
		s.beforeTLS(at)
	}
}

// numbered takes data about a message, or about how many there are.
//
//	message-data = nz-number SP ("EXPUNGE" / ("FETCH" SP msg-att))
func (s *conn) numbered(n uint64, verb, args []byte, tok imap.Token, at capture.Stamp) {
	s.beforeTLS(at)
	switch {
	case fold(verb, "FETCH"):
		s.reply.kind, s.reply.fetch = replyFetch, s.worker.takeFetch()
		s.reply.fetch.begin(n, false)
	case fold(verb, "UIDFETCH"):
		s.reply.kind, s.reply.fetch = replyFetch, s.worker.takeFetch()
		s.reply.fetch.begin(n, true)
	case fold(verb, "EXISTS"):
		if c := s.selecting(); c != nil {
			c.exists, c.hasExists = n, true
		} else {
			s.exists = n
		}
		return
	case fold(verb, "EXPUNGE"):
		s.expunged(1)
		return
	default:
		return
	}
	depth := s.sessions.config.Limits.Nesting
	if !s.reply.fetch.quick(args, tok.Literal, depth) && s.reply.fetch.line(args, tok.Literal, depth) {
		s.note(weirdNestingTooDeep, s.oldest, "")
	}
}

// beforeTLS notes data, or an alert, that came before TLS: a client may keep it and take it for protected.
func (s *conn) beforeTLS(at capture.Stamp) {
	if s.now != stateNotAuthenticated {
		return
	}
	if s.depth == 0 { // wait for the client: it may not be in the capture, and its login neither
		if !s.hasEarly {
			s.hasEarly, s.details().early = true, at
		}
		return
	}
	for c := s.oldest; c != nil; c = c.next {
		if c.verb.authenticates() { // it can have succeeded already
			return
		}
	}
	s.noteAt(weirdUntaggedBeforeTLS, s.oldest, "", at)
}
