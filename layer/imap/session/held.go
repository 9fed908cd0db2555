package session

import (
	"slices"

	"github.com/imaplog/imaplog/layer/imap"
	"github.com/imaplog/imaplog/layer/tls"
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// maxHeldParts is how many packets' stamps are kept with held octets; later ones share the last.
const maxHeldParts = 64

// held is what the client sent after STARTTLS or COMPRESS, until the server has answered it.
type held struct {
	verb   verb
	octets []byte
	parts  []heldPart
	over   bool   // octets had to be given up
	broken bool   // a gap fell into it
	total  uint64 // octets that came, those given up included
}

// heldPart says when octets of held came: those before end.
type heldPart struct {
	end int
	at  capture.Stamp
}

// holdFor stops the reading of the client's octets until c is answered.
func (s *conn) holdFor(c *command) {
	s.held = &held{verb: c.verb}
	s.half[flow.ToServer].mode = modeHeld
}

// hold keeps octets. Where the server's side is not seen there will be no answer: a TLS record's header decides, or, after
// COMPRESS, whether a command goes on.
func (s *conn) hold(at capture.Stamp, b []byte) {
	s.held.total += uint64(len(b))
	room := s.sessions.config.Limits.Held - len(s.held.octets)
	if len(b) > room {
		b = b[:room]
		if !s.held.over {
			s.held.over = true
			s.noteAt(weirdTooManyPending, s.oldest, "held octets", at)
		}
	}
	s.held.octets = append(s.held.octets, b...)
	if n := len(s.held.parts); n > 0 && (s.held.parts[n-1].at == at || n == maxHeldParts) {
		s.held.parts[n-1].end = len(s.held.octets)
	} else if len(b) > 0 {
		s.held.parts = append(s.held.parts, heldPart{len(s.held.octets), at})
	}
	if s.half[flow.ToClient].octets == 0 || s.half[flow.ToClient].lost {
		s.decideAlone(at)
	}
}

// breakHeld takes a gap: what stands before it was cut, and only what follows can be read, as behind any gap.
func (s *conn) breakHeld() {
	h := s.held
	s.count.partial += uint64(len(h.octets))
	h.octets, h.parts, h.broken = h.octets[:0], h.parts[:0], true
}

// decideAlone ends the wait without the server's answer, as soon as the octets tell.
func (s *conn) decideAlone(at capture.Stamp) {
	first := s.held.octets
	if s.held.verb == verbCompress {
		if plausibleStart(flow.ToServer, first[0]) {
			s.resume(0)
			return
		}
		s.opaqueAfterCompress()
		return
	}
	switch tls.Record(first) {
	case tls.Yes:
		s.startTLSDone(at)
	case tls.No:
		s.resume(0)
	}
}

// resume reads the held octets as commands; open is how many commands were open when they came and are not any more.
func (s *conn) resume(open uint32) {
	h := s.held
	s.held = nil
	s.half[flow.ToServer].mode = modeIMAP
	if h.broken || h.over {
		s.half[flow.ToServer].scan.Gap(1)
		s.half[flow.ToServer].lost = true
		s.forgetAll()
		s.beWary()
	}
	if h.over {
		return
	}
	s.resumed = open
	from := 0
	for _, p := range h.parts {
		s.feed(flow.ToServer, p.at, h.octets[from:p.end])
		from = p.end
	}
	s.resumed = 0
}

// resumeUnanswered reads what was held for an answer that never came: commands, unless the client went on as if the answer were OK.
func (s *conn) resumeUnanswered() {
	for !s.stopped && s.held != nil && len(s.held.octets) > 0 {
		first := s.held.octets
		if s.held.verb == verbCompress && !plausibleStart(flow.ToServer, first[0]) || s.held.verb == verbStartTLS && tls.Record(first) != tls.No {
			return
		}
		s.resume(0)
	}
}

// startTLSDone is the tagged OK of STARTTLS: what the client sent since its line must be TLS.
func (s *conn) startTLSDone(at capture.Stamp) {
	h := s.held
	s.held = nil
	s.startTLS = "done"
	s.tls = tlsSTARTTLS
	s.tlsStart = at
	for d := range s.half {
		s.half[d].mode = modeSwitch
		s.half[d].scan = imap.Scanner{}
	}
	s.tlsFrom[flow.ToServer] = s.half[flow.ToServer].octets - h.total
	s.tlsFrom[flow.ToClient] = s.half[flow.ToClient].octets - uint64(s.left)
	if len(h.octets) > 0 {
		s.afterOK = false
		s.judgeSwitch(flow.ToServer, h.parts[0].at, h.octets)
	}
	s.afterOK = true
}

// judgeSwitch looks at a direction's first octets after STARTTLS. Whatever is no TLS makes no transaction.
func (s *conn) judgeSwitch(dir flow.Direction, at capture.Stamp, b []byte) {
	h := &s.half[dir]
	data := b
	if len(h.head) > 0 {
		data = slices.Concat(h.head, b)
	}
	switch tls.Record(data) {
	case tls.More:
		h.head = append([]byte(nil), data...)
		return
	case tls.No:
		if dir == flow.ToClient {
			s.noteAt(weirdSTARTTLSResponseInjection, nil, "", at)
			break
		}
		s.noteAt(weirdSTARTTLSCommandInjection, nil, "", at)
		if s.afterOK {
			s.noteAt(weirdPlaintextAfterSTARTTLS, nil, "", at)
			s.tls = tlsNone
		}
	case tls.Yes:
		s.tls = tlsSTARTTLS
	}
	h.head = nil
	h.mode = modeOpaque
}

// opaqueAfterCompress ends the reading of both directions at the tagged OK of COMPRESS.
func (s *conn) opaqueAfterCompress() {
	s.held = nil
	s.compressed = true
	for d := range s.half {
		s.half[d].mode = modeOpaque
		s.half[d].scan = imap.Scanner{}
	}
}
