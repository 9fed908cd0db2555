package session

import (
	"github.com/imaplog/imaplog/layer/imap"
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// serverGap takes octets of the server that were never seen: they belong to every command that was open.
func (s *conn) serverGap(at capture.Stamp, n uint64) {
	h := &s.half[flow.ToClient]
	inLiteral := h.scan.InLiteral()
	for c := s.oldest; c != nil; c = c.next {
		c.response.gap += n
	}
	if s.open > 0 {
		s.since.octets += n
	}
	pending := h.scan.Pending()
	if h.scan.Gap(n) {
		if inLiteral {
			s.since.literalOctets += n * b2u(s.open > 0)
			if s.reply.kind == replyFetch {
				s.reply.fetch.octets(n, false)
			}
		}
		return
	}
	s.countServer(uint64(pending))
	h.lost = true
	s.greeted = true
	s.prevKnown = false
	s.endReply()
	for c := s.oldest; c != nil; c = c.next {
		c.lostAnswer = true
		c.nowed = 0
	}
	if s.half[flow.ToServer].mode == modeHeld && len(s.held.octets) > 0 {
		s.decideAlone(at)
	}
}

// serverResync takes a line after a gap and says whether it is believed: the start of a response with a name that is known,
// or the answer to an open command.
func (s *conn) serverResync(tok imap.Token, at capture.Stamp) bool {
	h := &s.half[flow.ToClient]
	if !s.plausibleResponse(tok.Text) {
		if !s.isIMAP {
			s.strange(flow.ToClient, at)
		}
		return false
	}
	h.scan.InStep()
	h.lost = false
	return true
}

func (s *conn) plausibleResponse(line []byte) bool {
	tag, rest, found := cutTwo(line)
	if !found {
		return false
	}
	if len(tag) == 1 && tag[0] == '*' {
		return imap.IsPayload(line)
	}
	word, _, _ := cutTwo(rest)
	st := statusOf(word)
	return imap.IsTag(tag) && (st == statusOK || st == statusNO || st == statusBAD) && s.find(tag) != nil
}
