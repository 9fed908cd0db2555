package session

import "bytes"

// maxRecent is how many octets of secrets a session remembers beyond the commands that brought them: the last few.
const maxRecent = 1024

// recent are secrets whose commands have been answered. Servers repeat them in answers to the next command, and in alerts.
type recent struct {
	hidden []byte     // a line each
	starts [64]uint64 // runs that a repetition can begin with, two bits each: nearly every text passes at one look
	room   [maxRecent]byte
}

// remember keeps what c wants hidden.
func (s *conn) remember(c *command) {
	r := s.recent
	if r == nil {
		r = &recent{}
		r.hidden = r.room[:0]
		s.recent = r
	}
	for c.remembered < len(c.hidden) {
		line, _, _ := bytes.Cut(c.hidden[c.remembered:], []byte{'\n'})
		c.remembered += len(line) + 1
		r.add(line)
	}
}

// add keeps one secret in the place of the oldest ones.
func (r *recent) add(line []byte) {
	if len(line) < leastEcho {
		return
	}
	line = line[:min(len(line), maxRecent/2)]
	if drop := len(r.hidden) + len(line) + 1 - maxRecent; drop > 0 {
		end := drop + bytes.IndexByte(r.hidden[drop-1:], '\n')
		n := copy(r.hidden, r.hidden[end:])
		clear(r.hidden[n:])
		r.hidden = r.hidden[:n]
		clear(r.starts[:])
	}
	r.hidden = append(append(r.hidden, line...), '\n')
	for i := 0; i+leastEcho <= len(r.hidden); i++ {
		for _, n := range places(r.hidden[i:]) {
			r.starts[n>>6] |= 1 << (n & 63)
		}
	}
}

// repeats says whether the text may repeat one of them.
func (r *recent) repeats(text []byte) bool {
	if r == nil {
		return false
	}
	for i := 0; i+leastEcho <= len(text); i++ {
		n := places(text[i:])
		if r.starts[n[0]>>6]&(1<<(n[0]&63)) != 0 && r.starts[n[1]>>6]&(1<<(n[1]&63)) != 0 {
			return true
		}
	}
	return false
}

// mask is text without them; it lives until the worker's next.
func (r *recent) mask(w *worker, text []byte) []byte {
	w.masked = maskRuns(w.masked[:0], text, r.hidden)
	return w.masked
}

// wipe overwrites them.
func (r *recent) wipe() {
	if r != nil {
		*r = recent{}
	}
}
