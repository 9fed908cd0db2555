package imap

import "bytes"

// DefaultMaxLine is the longest line text that a Scanner gives. RFC 7162 §4 asks for 8,192 octets of command line at least;
// servers allow 64 KiB, and a FETCH response with a long ENVELOPE needs it.
const DefaultMaxLine = 64 << 10

// keepCarry is the largest carry buffer that survives its line. Two directions of 100,000 idle flows then hold 200 MB at worst,
// and ordinary lines never allocate anew.
const keepCarry = 1 << 10

// Scanner cuts the octets of one direction into lines and literals, however they arrive. The zero value is ready to use.
// It never blocks, never fails, and keeps nothing but the start of a line whose end has not come. It is not safe for concurrent use.
//
//	for {
//		tok, b = s.Next(b)
//		if tok.Kind == imap.TokenNone { break }
//		...
//	}
//
// An announcement at a line's end is followed at once: the next octets are the literal. Where the caller knows better (the
// synchronising literal was refused, the line is text that only looks so), it calls NoLiteral after the line.
// Every literal that is followed ends in a TokenLiteral with Left 0, given when the next octet after it, or its last, is there:
// so {0} gives one without text, and so does a literal whose last octets fell into a gap.
type Scanner struct {
	MaxLine    int    // longest Text of a line; 0: DefaultMaxLine
	MaxLiteral uint64 // a larger announcement is flagged LiteralTooLarge; 0: no limit

	carry   []byte  // start of the unfinished line, at most MaxLine+1 octets: one for the CR
	pending int     // octets of the unfinished line, those that carry has no room for included
	left    uint64  // octets of the literal still to come
	last    Literal // announcement of the last line, for InStep
	spent   bool    // carry was given to the caller: it ends with this call
	literal bool    // a literal is next, even if left is 0
	flags   Flags   // of the line that is under way: NUL, Resync, Continued, HeadLost
	tailLen uint8   // octets of tail, the end of a line that is too long; 0 while carry holds it all
	tail    [maxAnnouncement + 1]byte
}

// Next takes octets from the front of b and returns the first token and what it left of b. The token is TokenNone, and rest empty,
// when b is used up; the start of a line is then carried to the next call. A whole line within b is a slice of b: nothing is copied.
func (s *Scanner) Next(b []byte) (tok Token, rest []byte) {
	if s.spent {
		s.dropCarry()
	}
	if len(b) == 0 {
		return Token{}, nil
	}
	if s.literal {
		return s.nextLiteral(b)
	}
	end := bytes.IndexByte(b, '\n')
	if end < 0 {
		s.hold(b)
		return Token{}, nil
	}
	return s.nextLine(b[:end]), b[end+1:]
}

// nextLiteral counts octets of the literal without a look at them.
func (s *Scanner) nextLiteral(b []byte) (Token, []byte) {
	n := int(min(s.left, uint64(len(b))))
	s.left -= uint64(n)
	if s.left == 0 {
		s.literal = false
		s.flags = Continued
	}
	return Token{Kind: TokenLiteral, Text: b[:n:n], Octets: n, Left: s.left}, b[n:]
}

// nextLine makes a token of the carried octets and b, which ends before the LF.
func (s *Scanner) nextLine(b []byte) Token {
	tok := Token{Kind: TokenLine, Octets: s.pending + len(b) + 1}
	text, end := b, b // end: the octets in which an announcement is looked for
	if s.pending > 0 {
		s.hold(b)
		text, end = s.carry, s.carry
		if s.tailLen > 0 {
			end = s.tail[:s.tailLen]
		}
		s.spent = true
	} else if bytes.IndexByte(b, 0) >= 0 {
		s.flags |= NUL
	}
	tok.Flags = s.flags
	size := tok.Octets - 1
	if n := len(end); n > 0 && end[n-1] == '\r' {
		end = end[:n-1]
		size--
	} else {
		tok.Flags |= BareLF
	}
	if limit := s.maxLine(); size > limit {
		tok.Flags |= TooLong
		size = limit
	}
	tok.Text = text[:size:size]
	s.announce(&tok, end)
	s.pending, s.tailLen = 0, 0
	return tok
}

// announce looks for a literal at the line's end, and follows it while framing is trusted.
func (s *Scanner) announce(tok *Token, end []byte) {
	s.last = Literal{}
	s.flags &= Resync
	if len(end) == 0 || end[len(end)-1] != '}' {
		return
	}
	lit, fault := parseAnnouncement(end)
	if fault {
		tok.Flags |= InvalidLiteral
	}
	if lit.Form == LiteralNone {
		return
	}
	if s.MaxLiteral > 0 && lit.Size > s.MaxLiteral {
		tok.Flags |= LiteralTooLarge
	}
	tok.Literal, s.last = lit, lit
	if s.flags&Resync == 0 {
		s.literal, s.left = true, lit.Size
	}
}

// hold adds b to the unfinished line, within the limit.
func (s *Scanner) hold(b []byte) {
	if bytes.IndexByte(b, 0) >= 0 {
		s.flags |= NUL
	}
	s.pending += len(b)
	room := s.maxLine() + 1 - len(s.carry)
	if len(b) <= room {
		s.carry = append(s.carry, b...)
		return
	}
	if s.tailLen == 0 {
		s.keepTail(s.carry)
	}
	s.carry = append(s.carry, b[:room]...)
	s.keepTail(b)
}

// keepTail keeps the last octets of a line that is too long.
func (s *Scanner) keepTail(b []byte) {
	if len(b) >= len(s.tail) {
		s.tailLen = uint8(copy(s.tail[:], b[len(b)-len(s.tail):]))
		return
	}
	drop := max(0, int(s.tailLen)+len(b)-len(s.tail))
	kept := copy(s.tail[:], s.tail[drop:s.tailLen])
	s.tailLen = uint8(kept + copy(s.tail[kept:], b))
}

func (s *Scanner) maxLine() int {
	if s.MaxLine <= 0 {
		return DefaultMaxLine
	}
	return s.MaxLine
}

// dropCarry forgets the carried octets, and the buffer where it is large.
func (s *Scanner) dropCarry() {
	s.spent = false
	s.carry = s.carry[:0]
	if cap(s.carry) > keepCarry {
		s.carry = nil
	}
}
