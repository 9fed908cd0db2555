package session

// oldestOf gives the oldest open command of either verb: data goes to the oldest that can cause it. Where there is another one
// that could, both are marked.
func (s *conn) oldestOf(a, b verb) *command {
	var first *command
	for c := s.oldest; c != nil; c = c.next {
		if c.verb != a && c.verb != b {
			continue
		}
		if first == nil {
			first = c
			continue
		}
		first.shared, c.shared = true, true
		break
	}
	if first != nil {
		first.attributed = true
	}
	return first
}

// attributeFetch gives the data of a FETCH response to the oldest open command that can have caused it.
func (s *conn) attributeFetch(f *fetchData) {
	var first *command
	for c := s.oldest; c != nil; c = c.next {
		if !s.canCause(c, f) {
			continue
		}
		if first != nil {
			first.shared, c.shared = true, true
			break
		}
		first = c
	}
	if first == nil {
		return
	}
	first.attributed = true
	if f.hasBody {
		first.body += f.body
		first.hasBody = true
	}
	if first.wants&f.have == 0 {
		return
	}
	first.counted = true
	if n := f.number | f.uid; f.number != 0 && first.numbers.add(f.number) || f.number == 0 && n != 0 && first.numbers.add(n) {
		first.messages++
	}
}

// canCause says whether the response holds what c asked for, of a message that c named.
func (s *conn) canCause(c *command, f *fetchData) bool {
	if c.verb != verbFetch && c.verb != verbStore {
		return false
	}
	have := f.have | f.item // a value that was cut off counts
	wants := c.wants
	if wants&^itemUID != 0 {
		have &^= itemUID
	}
	if have&wants == 0 {
		return false
	}
	if c.uid {
		return f.uid == 0 || c.sequence.has(f.uid, 0)
	}
	return f.number == 0 || c.sequence.has(f.number, s.exists)
}

// searched counts the numbers of a SEARCH or SORT response: (RFC 9051 section 7.3.4, RFC 5256)
//
//	"SEARCH" *(SP nz-number)
func (s *conn) searched(c *command, rest []byte) {
	if c == nil {
		return
	}
	c.counted = true
	for len(rest) > 0 {
		var word []byte
		word, rest, _ = cutTwo(rest)
		if _, left, ok := number(word); ok && len(left) == 0 {
			c.messages++
		}
	}
}

// threaded counts the numbers of a THREAD response, which stand in nested parentheses (RFC 5256 section 5).
func (s *conn) threaded(rest []byte) {
	c := s.oldestOf(verbThread, verbThread)
	if c == nil {
		return
	}
	c.counted = true
	digit := false
	for _, x := range rest {
		d := x-'0' <= 9
		if d && !digit {
			c.messages++
		}
		digit = d
	}
}

// expunged counts messages that went, for the command that made them go.
func (s *conn) expunged(n uint64) {
	s.exists -= min(n, s.exists)
	if c := s.oldestOf(verbExpunge, verbMove); c != nil && c.verb == verbExpunge {
		c.messages, c.counted = c.messages+n, true
	}
}

// vanished takes (RFC 7162 section 3.2.10)
//
//	"VANISHED" [SP "(EARLIER)"] SP known-uids
//
// EARLIER answers a question about the past: nothing goes now.
func (s *conn) vanished(rest []byte) {
	if len(rest) > 0 && rest[0] == '(' {
		return
	}
	if n, ok := countSet(rest); ok {
		s.expunged(n)
	}
}

// copied takes COPYUID's arguments (RFC 4315 section 3): uidvalidity SP source set SP destination set.
func (s *conn) copied(c *command, args []byte) {
	if c == nil || c.counted { // MOVE: servers repeat it in the tagged response
		return
	}
	_, sets, _ := cutTwo(args)
	source, _, _ := cutTwo(sets)
	if n, ok := countSet(source); ok {
		c.messages, c.counted = c.messages+n, true
	}
}

// appended takes APPENDUID's arguments (RFC 4315 section 3): uidvalidity SP set. After REPLACE it comes untagged (RFC 8508 section 3.4).
func (s *conn) appended(c *command, args []byte) {
	if c == nil || c.counted {
		return
	}
	if _, set, ok := cutTwo(args); ok {
		if n, ok := countSet(set); ok {
			c.messages, c.counted = c.messages+n, true
		}
	}
}
