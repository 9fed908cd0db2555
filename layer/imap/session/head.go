package session

import (
	"bytes"
	"slices"
	"unicode"

	"github.com/imaplog/imaplog/layer/tls"
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// Limits of what is read before a connection is known to be IMAP.
const (
	maxStrangeKnown = 8    // lines on a port where IMAP is expected: a banner of some proxy, then IMAP
	maxStrangeMid   = 16   // lines of any port in a connection whose beginning was not seen: mail text may stand there
	maxUndecided    = 4096 // octets without a line end
)

// judgeHead looks at the first octets of a direction: a PROXY protocol header, TLS, or a line. It gives the octets that are left.
func (s *conn) judgeHead(dir flow.Direction, at capture.Stamp, b []byte) []byte {
	h := &s.half[dir]
	data, first := b, at
	if len(h.head) > 0 {
		first = h.start
		data = slices.Concat(h.head, b)
	}
	h.start = first
	if dir == flow.ToServer && !h.proxied && !s.flow.Midstream {
		switch n, verdict := s.proxyHeader(data); verdict {
		case tls.More:
			h.head = append([]byte(nil), data...)
			return nil
		case tls.Yes:
			h.proxied = true
			s.tlsFrom[dir] = uint64(n)
			h.head = nil
			return data[n:]
		}
	}
	switch tls.Record(data) {
	case tls.More:
		h.head = append([]byte(nil), data...)
		return nil
	case tls.Yes:
		s.implicitTLS(dir, first)
		return nil
	}
	h.mode = modeIMAP
	if !s.flow.Midstream && !plausibleStart(dir, data[0]) {
		if s.strange(dir, at); s.stopped {
			return nil
		}
	}
	if n := len(h.head); n > 0 {
		h.head = nil
		s.feed(dir, first, data[:n])
	}
	return b
}

// plausibleStart says whether IMAP can begin so where the beginning was seen: a greeting, a tag.
func plausibleStart(dir flow.Direction, c byte) bool {
	if dir == flow.ToClient {
		return c == '*'
	}
	return c > ' ' && c < 0x7f || c == '\r' || c == '\n' // an empty line before the first command harms nobody
}

// implicitTLS ends the reading of a connection that is TLS from the first octet.
func (s *conn) implicitTLS(dir flow.Direction, at capture.Stamp) {
	h := &s.half[dir]
	h.mode, h.head = modeOpaque, nil
	if s.isIMAP { // only this direction: the other spoke IMAP
		return
	}
	s.tls = tlsImplicit
	if s.flow.Midstream && !s.tlsPort() {
		s.tls = tlsSTARTTLS // what came before it is missing
	}
	s.tlsStart = at
	s.half[dir.Other()].mode = modeOpaque
}

// undecided gives up a direction that goes on without a line end before it was known to be IMAP.
func (s *conn) undecided(dir flow.Direction, at capture.Stamp) {
	if !s.isIMAP && s.half[dir].scan.Pending() > maxUndecided && !s.patient(dir) {
		s.reject(at)
	}
}

// strange counts a line that does not speak for IMAP before any other did.
func (s *conn) strange(dir flow.Direction, at capture.Stamp) {
	h := &s.half[dir]
	h.strange++
	h.plausible = 0
	limit := 1
	switch {
	case s.half[0].strange > 0 && s.half[1].strange > 0 && s.half[0].gaps+s.half[1].gaps == 0 && !s.flow.Midstream: // neither speaks it
	case s.patient(dir):
		return
	case s.flow.Midstream || h.gaps > 0:
		limit = maxStrangeMid
	case s.known:
		limit = maxStrangeKnown
	}
	if h.strange >= limit {
		s.reject(at)
	}
}

// believe says whether an untagged line makes IMAP of the connection: on a port where it is expected, every one; elsewhere the greeting,
// or, where that was not seen, the second line in a row in the case in which servers write. "* No breaking changes" is a list in a text.
func (s *conn) believe(line []byte, at capture.Stamp) bool {
	h := &s.half[flow.ToClient]
	switch {
	case s.known:
		return true
	case s.greeting && h.gaps == 0 && h.strange == 0 && isUpper(line):
		return true
	case !isUpper(line):
		h.plausible = 0
		s.strange(flow.ToClient, at)
		return false
	}
	h.plausible = min(h.plausible+1, 2)
	return h.plausible > 1
}

// isUpper says whether the name in "* NAME" or "* n NAME" has no lower-case letters.
func isUpper(line []byte) bool {
	word, rest, _ := cutTwo(line[2:])
	if _, left, ok := number(word); ok && len(left) == 0 {
		word, _, _ = cutTwo(rest)
	}
	return len(word) > 0 && bytes.IndexFunc(word, unicode.IsLower) < 0
}

// patient says whether a direction is read for as long as it takes: its beginning is missing, so that a whole message may have to
// go by first, and its port speaks for IMAP.
func (s *conn) patient(dir flow.Direction) bool {
	return (s.flow.Midstream || s.half[dir].gaps > 0) && s.known && !s.tlsPort()
}

// reject says that the connection is no IMAP. On a port for TLS whose beginning was not seen it is taken for TLS.
func (s *conn) reject(at capture.Stamp) {
	if s.isIMAP || s.stopped {
		return
	}
	s.half[flow.ToServer].mode, s.half[flow.ToClient].mode = modeNotIMAP, modeNotIMAP
	s.stopped = true
	for s.oldest != nil {
		s.worker.give(s.unlink(s.oldest))
	}
	s.current = nil
	if s.known && s.tlsPort() && (s.flow.Midstream || s.half[0].gaps+s.half[1].gaps > 0) {
		s.tls = tlsImplicit
		s.tlsStart = s.flow.First
		return
	}
	if s.known {
		s.noteAt(weirdNotIMAP, nil, "", at)
	}
}

// recognise says that a line of IMAP was seen.
func (s *conn) recognise(at capture.Stamp) {
	if s.isIMAP {
		return
	}
	s.isIMAP = true
	if s.flow.Midstream {
		s.noteAt(weirdMidstream, nil, "", at)
	}
}
