package imap

// LiteralForm says whether a literal's octets follow at once.
type LiteralForm uint8

// The forms of a literal.
const (
	LiteralNone    LiteralForm = iota // no literal is announced
	LiteralSync                       // {n}: the sender waits for "+" before the octets (RFC 3501 §4.3)
	LiteralNonSync                    // {n+}: the octets follow at once (RFC 7888)
)

// Literal is the announcement of a literal at the end of a line. From a server every form is followed by its octets at once.
type Literal struct {
	Size   uint64      // octets that follow the line end, at most 2^63-1
	Form   LiteralForm // LiteralNone: no announcement
	Binary bool        // "~" stands before it: NUL octets are allowed (RFC 3516 §4.2)
}

// maxLiteralSize is the largest number64 (RFC 9051 §9): "unsigned 63-bit integer".
const maxLiteralSize = 1<<63 - 1

// maxAnnouncement is how far back from the line end "{" is looked for. The longest sensible announcement has 24 octets;
// the rest is room for leading zeros, which the grammar allows.
const maxAnnouncement = 64

// ParseLiteral reads the announcement at the end of a line that was taken without its line end (RFC 9051 §9):
//
//	literal  = "{" number64 ["+"] "}" CRLF *CHAR8
//	literal8 = "~{" number64 ["+"] "}" CRLF *OCTET
//
// It is false where there is none, and where the number has more than 63 bits. "{n-}" is text.
func ParseLiteral(line []byte) (Literal, bool) {
	lit, fault := parseAnnouncement(line)
	return lit, lit.Form != LiteralNone && !fault
}

// parseAnnouncement is ParseLiteral that also tells a number that is too large (fault) from no announcement.
func parseAnnouncement(line []byte) (lit Literal, fault bool) {
	end := len(line) - 1
	if end < 2 || line[end] != '}' {
		return Literal{}, false
	}
	form := LiteralSync
	if line[end-1] == '+' {
		form = LiteralNonSync
		end--
	}
	limit := max(0, len(line)-maxAnnouncement)
	open := end - 1
	for open >= limit && isDigit(line[open]) {
		open--
	}
	if open < limit || line[open] != '{' || open == end-1 {
		return Literal{}, false
	}
	size, ok := parseNumber63(line[open+1 : end])
	if !ok {
		return Literal{}, true
	}
	return Literal{Size: size, Form: form, Binary: open > 0 && line[open-1] == '~'}, false
}

// parseNumber63 reads digits; false if there is none, another octet, or more than 63 bits.
func parseNumber63(b []byte) (n uint64, ok bool) {
	if len(b) == 0 {
		return 0, false
	}
	for _, c := range b {
		d := uint64(c - '0')
		if d > 9 || n > (maxLiteralSize-d)/10 {
			return 0, false
		}
		n = n*10 + d
	}
	return n, true
}

func isDigit(c byte) bool { return c-'0' <= 9 }
