package imap

// NoLiteral says, after a line and before any octet behind it, that what looked like an announcement is text or that the server
// refused the literal: the next octets start a fresh line. Otherwise it does nothing.
func (s *Scanner) NoLiteral() {
	if s.literal && s.left == s.last.Size {
		s.literal, s.left = false, 0
		s.flags &^= Continued
	}
}

// Gap says that n octets were never seen. Inside a literal they are counted, and the scanner stays in step if the literal covers
// them. Anywhere else framing is lost: the carried start of a line is dropped (ask Pending before), what follows up to the next line
// end is flagged HeadLost, and that line and all after it Resync, until InStep.
func (s *Scanner) Gap(n uint64) (inStep bool) {
	if n == 0 {
		return s.flags&Resync == 0
	}
	if s.literal && n <= s.left {
		s.left -= n
		return true
	}
	s.literal, s.left, s.last = false, 0, Literal{}
	s.pending, s.tailLen = 0, 0
	s.dropCarry()
	s.flags = Resync | HeadLost
	return false
}

// InStep says, after a line flagged Resync and before any octet behind it, that the line is a plausible start of a message: framing
// is trusted again, and the announcement at that line's end, if any, is followed.
func (s *Scanner) InStep() {
	if s.flags&Resync == 0 {
		return
	}
	s.flags &^= Resync | HeadLost
	if s.last.Form != LiteralNone && s.pending == 0 {
		s.literal, s.left = true, s.last.Size
	}
}

// Pending is the number of octets of the unfinished line.
func (s *Scanner) Pending() int { return s.pending }

// LiteralLeft is the number of octets of the literal still to come; 0 outside of one.
func (s *Scanner) LiteralLeft() uint64 { return s.left }

// InLiteral says whether the next octet belongs to a literal, or ends one of which none is left.
func (s *Scanner) InLiteral() bool { return s.literal }

// Reset forgets everything but the limits.
func (s *Scanner) Reset() {
	s.dropCarry()
	*s = Scanner{MaxLine: s.MaxLine, MaxLiteral: s.MaxLiteral, carry: s.carry}
}
