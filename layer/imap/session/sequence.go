package session

// maxNumber stands for "*" and is the largest message number of any width.
const maxNumber = ^uint64(0)

// sequences is a command's sequence set, as far as it is needed to tell whose data a response is. The zero value holds everything.
type sequences struct {
	ranges [maxSequences]interval
	n      int
	known  bool // false: too long, "$" or none: everything may be in it
}

// reset makes it hold everything.
func (s *sequences) reset() { s.n, s.known = 0, false }

// parse reads a sequence-set (RFC 9051 section 9); false where it is none.
//
//	sequence-set = (seq-number / seq-range) ["," sequence-set] / seq-last-command
func (s *sequences) parse(b []byte) bool {
	s.n, s.known = 0, true
	if len(b) == 1 && b[0] == '$' {
		s.known = false
		return true
	}
	for {
		from, rest, ok := number(b)
		if !ok {
			return false
		}
		to := from
		if len(rest) > 0 && rest[0] == ':' {
			if to, rest, ok = number(rest[1:]); !ok {
				return false
			}
		}
		s.put(min(from, to), max(from, to))
		if len(rest) == 0 {
			return true
		}
		if rest[0] != ',' {
			return false
		}
		b = rest[1:]
	}
}

func (s *sequences) put(from, to uint64) {
	if s.n == len(s.ranges) {
		s.known = false
		return
	}
	s.ranges[s.n] = interval{from, to}
	s.n++
}

// has says whether message n can be in the set; last is the highest number there is, which "*" stands for, 0 where unknown.
func (s *sequences) has(n, last uint64) bool {
	if !s.known || n == 0 {
		return true
	}
	for _, r := range s.ranges[:s.n] {
		if r.from <= n && n <= r.to || r.to == maxNumber && (last == 0 || n == last) {
			return true
		}
	}
	return false
}

// number reads digits or "*" from the front of b.
func number(b []byte) (n uint64, rest []byte, ok bool) {
	if len(b) > 0 && b[0] == '*' {
		return maxNumber, b[1:], true
	}
	i := 0
	for i < len(b) && b[i]-'0' <= 9 {
		d := uint64(b[i] - '0')
		if n > (maxNumber-1-d)/10 {
			return 0, b, false
		}
		n = n*10 + d
		i++
	}
	return n, b[i:], i > 0
}

// countSet is the number of messages in a uid-set without "*", as COPYUID, APPENDUID, ESEARCH and VANISHED have it; false where it is none.
func countSet(b []byte) (total uint64, ok bool) {
	for {
		from, rest, ok := number(b)
		if !ok || from == maxNumber {
			return 0, false
		}
		to := from
		if len(rest) > 0 && rest[0] == ':' {
			if to, rest, ok = number(rest[1:]); !ok || to == maxNumber {
				return 0, false
			}
		}
		total += max(from, to) - min(from, to) + 1
		if len(rest) == 0 {
			return total, true
		}
		if rest[0] != ',' {
			return 0, false
		}
		b = rest[1:]
	}
}
