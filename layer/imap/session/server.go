package session

import (
	"github.com/imaplog/imaplog/layer/imap"
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// replyKind is what a server's response is, as far as its lines must be told apart.
type replyKind uint8

const (
	replyNone  replyKind = iota
	replyOther           // untagged data that nothing is read of but its frame
	replyFetch
)

// reply is the untagged response that is under way.
type reply struct {
	kind    replyKind
	counted bool       // it began while a command was open
	fetch   *fetchData // of a FETCH response; belongs to the worker
}

// serverOctet notes the time of a server octet for those who wait for one.
func (s *conn) serverOctet(at capture.Stamp) {
	if s.unseenFirst > 0 {
		s.unseenFirst = 0
		for c := s.oldest; c != nil; c = c.next {
			if (c.complete || c.waiting) && !c.firstSeen {
				c.firstSeen, c.firstAt = true, at.Time
			}
		}
	}
	if !s.prevSeen {
		s.prevSeen, s.prevFirst = true, at.Time
	}
	if s.reply.kind == replyNone && s.half[flow.ToClient].scan.Pending() == 0 {
		s.reply.counted = s.open > 0
	}
}

// serverToken takes one step of the server's side.
func (s *conn) serverToken(tok imap.Token, at capture.Stamp) {
	s.greeting = !s.greeted && tok.Kind == imap.TokenLine && len(tok.Text) > 0 && tok.Text[0] == '*'
	s.greeted = true
	if !s.greeting {
		s.countServer(uint64(tok.Octets))
	}
	switch {
	case tok.Kind == imap.TokenLiteral:
		s.serverLiteral(tok)
		return
	case tok.Flags.Any(imap.Resync) && !s.serverResync(tok, at):
		return
	}
	s.serverWeirds(tok, at)
	switch {
	case s.reply.kind != replyNone:
		s.replyLine(tok.Text, tok)
	case len(tok.Text) > 0 && tok.Text[0] == '+' && (len(tok.Text) == 1 || tok.Text[1] == ' '):
		s.textLine()
		s.continuation(at)
	case len(tok.Text) > 1 && tok.Text[0] == '*' && tok.Text[1] == ' ':
		s.untagged(tok, at)
	default:
		s.textLine()
		s.tagged(tok, at)
	}
}

// textLine says that the line ends in text: an announcement at its end is none (RFC 9051 section 9, resp-text).
func (s *conn) textLine() { s.half[flow.ToClient].scan.NoLiteral() }

// countServer counts octets for the command whose answer is to come, or for the session if none was open.
func (s *conn) countServer(n uint64) {
	if s.reply.counted {
		s.since.octets += n
	} else {
		s.count.unsolicited += n
	}
}

// continuation is a "+" line: it goes to the oldest open command that waits for one.
func (s *conn) continuation(at capture.Stamp) {
	for c := s.oldest; c != nil; c = c.next {
		if c.nowed == 0 {
			continue
		}
		c.waited += max(0, int64(at.Time-c.owed[0]))
		c.nowed--
		copy(c.owed[:], c.owed[1:])
		c.plus++
		if c.verb == verbIdle {
			c.plusSeen, c.idleFrom = true, at.Time
		}
		return
	}
}

// tagged is a line that is neither untagged nor a continuation request.
//
//	response-tagged = tag SP resp-cond-state CRLF
func (s *conn) tagged(tok imap.Token, at capture.Stamp) {
	tag, rest, found := cutTwo(tok.Text)
	word, text, _ := cutTwo(rest)
	st := statusOf(word)
	if !found || !imap.IsTag(tag) || st == statusNone {
		if !s.isIMAP {
			s.strange(flow.ToClient, at)
		}
		return
	}
	c := s.find(tag)
	switch {
	case st == statusBYE || st == statusPREAUTH:
		if s.isIMAP && st == statusBYE {
			s.noteAt(weirdTaggedBYE, c, "", at)
		}
	case c != nil:
		s.answer(c, st, text, at)
	case s.isIMAP && s.sawEveryCommand():
		s.noteAt(weirdUnknownTag, nil, "", at)
	}
}

// sawEveryCommand says whether a tag that is not known was never sent.
func (s *conn) sawEveryCommand() bool {
	h := &s.half[flow.ToServer]
	return !s.flow.Midstream && h.gaps == 0 && h.octets > 0 && !s.gaveUp
}

// statusOf reads a status word in any case.
func statusOf(word []byte) status {
	switch {
	case len(word) == 0 || word[0] < 'A': // most: the number of a message
		return statusNone
	case fold(word, imap.StatusOK):
		return statusOK
	case fold(word, imap.StatusNO):
		return statusNO
	case fold(word, imap.StatusBAD):
		return statusBAD
	case fold(word, imap.StatusBYE):
		return statusBYE
	case fold(word, imap.StatusPreauth):
		return statusPREAUTH
	}
	return statusNone
}

// serverLiteral takes octets of a literal in a response.
func (s *conn) serverLiteral(tok imap.Token) {
	s.since.literalOctets += uint64(tok.Octets) * b2u(s.reply.counted)
	if s.reply.kind == replyFetch {
		s.reply.fetch.octets(uint64(tok.Octets), tok.Left == 0)
	}
}

func b2u(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// replyLine takes a line of the response that is under way, and ends the response with its last.
func (s *conn) replyLine(text []byte, tok imap.Token) {
	if s.reply.kind == replyFetch && s.reply.fetch.line(text, tok.Literal, s.sessions.config.Limits.Nesting) {
		s.note(weirdNestingTooDeep, s.oldest, "")
	}
	if tok.Literal.Form != imap.LiteralNone {
		if s.reply.counted {
			s.since.literals++
		}
		return
	}
	s.endReply()
}

// endReply ends the response that is under way, whole or cut.
func (s *conn) endReply() {
	kind := s.reply.kind
	s.reply.kind = replyNone
	if kind == replyFetch {
		s.attributeFetch(s.reply.fetch)
		s.worker.giveFetch(s.reply.fetch)
		s.reply.fetch = nil
	}
}
