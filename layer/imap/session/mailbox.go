package session

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// inbox is the one name whose case does not matter (RFC 9051 section 5.1).
const inbox = "INBOX"

// keepMailbox keeps a mailbox name, decoded.
func (s *conn) keepMailbox(c *command, name []byte) span {
	if fold(name, inbox) {
		return c.keep([]byte(inbox), len(inbox))
	}
	if !s.utf8Names {
		if decoded, ok := appendUTF7(s.worker.decoded[:0], name); ok {
			s.worker.decoded = decoded
			name = decoded
		}
	}
	return c.keep(name, maxMailbox)
}

// mailboxAlphabet gives the values of modified base64: "," stands for "/" (RFC 3501 section 5.1.3).
var mailboxAlphabet = func() (t [256]int8) {
	for i := range t {
		t[i] = -1
	}
	for i, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,") {
		t[c] = int8(i)
	}
	return t
}()

// appendUTF7 appends a name in modified UTF-7 as UTF-8; false where the encoding is illegal (RFC 3501 section 5.1.3).
// "&-" is "&"; "&" up to "-" is UTF-16BE in modified base64.
func appendUTF7(dst, name []byte) ([]byte, bool) {
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c != '&' {
			if c < ' ' || c > '~' {
				return dst, false
			}
			dst = append(dst, c)
			continue
		}
		end := i + 1
		for end < len(name) && name[end] != '-' {
			end++
		}
		if end == len(name) {
			return dst, false
		}
		if end == i+1 {
			dst = append(dst, '&')
		} else {
			var ok bool
			if dst, ok = appendUTF16(dst, name[i+1:end]); !ok {
				return dst, false
			}
		}
		i = end
	}
	return dst, true
}

// appendUTF16 appends one run of modified base64.
func appendUTF16(dst, run []byte) ([]byte, bool) {
	var bits uint32
	var n int
	var unit [2]byte
	have := 0
	var high rune
	for _, c := range run {
		v := mailboxAlphabet[c]
		if v < 0 {
			return dst, false
		}
		bits = bits<<6 | uint32(v)
		if n += 6; n < 8 {
			continue
		}
		n -= 8
		unit[have] = byte(bits >> n)
		if have++; have < 2 {
			continue
		}
		have = 0
		r := rune(binary.BigEndian.Uint16(unit[:]))
		switch {
		case high != 0:
			if r = utf16.DecodeRune(high, r); r == utf8.RuneError {
				return dst, false
			}
			high = 0
		case utf16.IsSurrogate(r):
			high = r
			continue
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst, have == 0 && high == 0 && bits&(1<<n-1) == 0
}
