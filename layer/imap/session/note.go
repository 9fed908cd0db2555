package session

import (
	"strconv"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// note names an anomaly of a command, where its latest octet was.
func (s *conn) note(w weird, c *command, detail string) {
	at := s.flow.Last
	if c != nil {
		at = c.last
	}
	s.noteAt(w, c, detail, at)
}

// noteAt writes a weird record and marks the session and the command. A name's records are limited in number, its marks are not.
// detail must hold nothing that a client sent.
func (s *conn) noteAt(w weird, c *command, detail string, at capture.Stamp) {
	if !s.isIMAP && !s.known {
		return // nothing is said of a flow that may be anything
	}
	s.weirds.add(w)
	if c != nil {
		c.weird.add(w)
	}
	if int(s.weirdN[w]) >= min(s.sessions.config.Limits.Weirds, 255) {
		return
	}
	s.weirdN[w]++
	s.count.weirds++
	r := s.out.Weird(s.flow.First.Packet)
	s.fill(&r.Common, "weird", 'W', s.count.weirds, at, at)
	r.Name = w.String()
	r.Detail = detail
	if c != nil && !c.hide && !c.doubt && !c.secretName {
		r.Tag = s.out.TextN(c.view(c.tag), maxTag)
	}
}

// noteGap writes the weird record of a gap; the commands in it are marked.
func (s *conn) noteGap(dir flow.Direction, at capture.Stamp, n uint64) {
	c := s.oldest
	if dir == flow.ToServer {
		c = s.current
	}
	if !s.isIMAP && !s.known {
		return
	}
	var b [32]byte
	detail := append(append(b[:0], side(dir)...), ' ')
	detail = append(strconv.AppendUint(detail, n, 10), " octets"...)
	s.noteAt(weirdGap, c, s.out.Text(detail), at)
	if dir == flow.ToClient {
		for x := s.oldest; x != nil; x = x.next {
			x.weird.add(weirdGap)
		}
	}
}
