package session

import (
	"github.com/imaplog/imaplog/layer/imap"
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/schemas"
)

func newConn(s *Sessions, f *flow.Flow, out *schemas.Batch, known bool) *conn {
	c := &conn{sessions: s, worker: s.workers.get(out), flow: f, out: out, known: known}
	for i := range c.half {
		c.half[i].scan.MaxLine = s.config.Limits.Line
		c.half[i].scan.MaxLiteral = s.config.Limits.Literal
	}
	c.state.now = stateNotAuthenticated
	if f.Midstream {
		c.state.now = stateUnknown
		c.beWary()
		c.greeted = true
		for i := range c.half {
			c.half[i].scan.Gap(1) // its first line can be the end of one
			c.half[i].lost = true
		}
	}
	return c
}

// Data takes octets of one direction.
func (s *conn) Data(dir flow.Direction, at capture.Stamp, b []byte) (more bool) {
	if s.stopped {
		return false
	}
	if c := s.oldest; c != nil && dir == flow.ToClient {
		s.worker.touch(s, c)
	}
	s.half[dir].octets += uint64(len(b))
	s.left = 0
	s.feed(dir, at, b)
	s.settle()
	return !s.stopped
}

// feed reads octets as the direction's mode has it. Modes can change at each line.
func (s *conn) feed(dir flow.Direction, at capture.Stamp, b []byte) {
	h := &s.half[dir]
	for len(b) > 0 && !s.stopped {
		switch h.mode {
		case modeHead:
			b = s.judgeHead(dir, at, b)
		case modeIMAP:
			b = s.step(dir, at, b)
		case modeHeld:
			s.hold(at, b)
			return
		case modeSwitch:
			s.judgeSwitch(dir, at, b)
			return
		default:
			return
		}
	}
}

// step takes one token.
func (s *conn) step(dir flow.Direction, at capture.Stamp, b []byte) []byte {
	h := &s.half[dir]
	if dir == flow.ToClient {
		s.serverOctet(at)
	}
	if h.scan.Pending() == 0 && !h.scan.InLiteral() {
		h.start = at
		if s.layered && b[0] == 0 { // no line begins so, but each buffer of a security layer does: its length, below 2^24
			s.half[flow.ToServer].mode, s.half[flow.ToClient].mode = modeOpaque, modeOpaque
			return nil
		}
	}
	tok, rest := h.scan.Next(b)
	if dir == flow.ToClient {
		s.left = len(rest)
	}
	switch {
	case tok.Kind == imap.TokenNone:
		s.undecided(dir, at)
	case dir == flow.ToServer:
		s.clientToken(tok, at)
	default:
		s.serverToken(tok, at)
	}
	return rest
}

// Gap takes octets that were never seen.
func (s *conn) Gap(dir flow.Direction, at capture.Stamp, n uint64) (more bool) {
	if s.stopped {
		return false
	}
	h := &s.half[dir]
	h.gaps++
	s.noteGap(dir, at, n)
	switch h.mode {
	case modeHead:
		h.mode, h.head = modeIMAP, nil
		h.scan.Gap(n)
		h.lost = true
		s.forgetAll() // the greeting, or a login, may be in it
		s.beWary()
		s.greeted = s.greeted || dir == flow.ToClient
	case modeIMAP:
		if dir == flow.ToServer {
			s.clientGap(at, n)
		} else {
			s.serverGap(at, n)
		}
	case modeHeld:
		s.breakHeld()
	}
	s.settle()
	return !s.stopped
}

// settle stops the reading once neither direction can tell anything more.
func (s *conn) settle() {
	c, v := s.half[flow.ToServer].mode, s.half[flow.ToClient].mode
	if c >= modeOpaque && v >= modeOpaque {
		s.stopped = true
	}
}

// Anomaly takes what reassembly noticed.
func (s *conn) Anomaly(dir flow.Direction, at capture.Stamp, a flow.Anomaly) {
	switch {
	case !s.isIMAP && !s.known: // nothing is said of a flow that may be anything
	case a == flow.AnomalyOverlapMismatch:
		s.noteAt(weirdOverlapMismatch, s.oldest, side(dir), at)
	case a == flow.AnomalyChecksum:
		s.noteAt(weirdChecksumError, s.oldest, side(dir), at)
	}
}

// side names a direction's sender.
func side(dir flow.Direction) string {
	if dir == flow.ToServer {
		return "client"
	}
	return "server"
}

// Close writes what is still open, and the session's record.
func (s *conn) Close(at capture.Stamp, end flow.End) {
	s.resumeUnanswered()
	s.finish(at, end)
	if s.half[0].strange+s.half[1].strange > 0 {
		s.reject(at)
	}
	if s.isIMAP || s.known {
		s.emitSession(end)
	}
	s.release()
}

// release gives everything that is recycled back.
func (s *conn) release() {
	for c := s.oldest; c != nil; {
		next := c.next
		s.worker.give(c)
		c = next
	}
	s.oldest, s.youngest, s.current = nil, nil, nil
	s.recent.wipe()
	s.stopped = true
}
