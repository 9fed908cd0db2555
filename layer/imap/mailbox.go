package imap

import (
	"unicode/utf16"
	"unicode/utf8"
)

// DecodeMailbox gives a mailbox name as people read it: modified UTF-7 resolved (RFC 3501 §5.1.3), INBOX in upper case whatever its
// case was (RFC 9051 §5.1). A name that is not legally encoded stays as sent.
func DecodeMailbox(name string) string { return string(AppendMailbox(nil, viewBytes(name))) }

// AppendMailbox appends what DecodeMailbox gives to dst. Where UTF8=ACCEPT or IMAP4rev2 is enabled names are UTF-8: do not call it there.
func AppendMailbox(dst, name []byte) []byte {
	if IsInbox(name) {
		return append(dst, "INBOX"...)
	}
	start := len(dst)
	for i := 0; i < len(name); {
		c := name[i]
		i++
		if c != '&' {
			if c < 0x20 || c > 0x7e {
				return append(dst[:start], name...)
			}
			dst = append(dst, c)
			continue
		}
		var ok bool
		if dst, i, ok = appendShifted(dst, name, i); !ok {
			return append(dst[:start], name...)
		}
	}
	return dst
}

// IsInbox says whether name is INBOX in any case.
func IsInbox(name []byte) bool { return equalFold(name, "INBOX") }

// appendShifted decodes from after "&" up to "-": nothing is "&" itself, else it is base64 of UTF-16BE without padding, "," for "/".
// Not legal are printable ASCII, half a surrogate pair, bits left over, and a shift right after a shift.
func appendShifted(dst, name []byte, i int) (_ []byte, next int, ok bool) {
	if i < len(name) && name[i] == '-' {
		return append(dst, '&'), i + 1, true
	}
	var bits uint32
	var have uint
	var high rune
	for ; i < len(name) && name[i] != '-'; i++ {
		d := base64Value(name[i])
		if d < 0 {
			return dst, i, false
		}
		bits, have = bits<<6|uint32(d), have+6
		if have < 16 {
			continue
		}
		have -= 16
		unit := rune(bits >> have & 0xffff)
		switch {
		case high != 0:
			r := utf16.DecodeRune(high, unit)
			if r == utf8.RuneError {
				return dst, i, false
			}
			dst, high = utf8.AppendRune(dst, r), 0
		case unit >= 0xd800 && unit < 0xdc00:
			high = unit
		case unit >= 0xdc00 && unit < 0xe000, unit >= 0x20 && unit < 0x7f:
			return dst, i, false
		default:
			dst = utf8.AppendRune(dst, unit)
		}
	}
	legal := i < len(name) && high == 0 && have < 6 && bits&(1<<have-1) == 0
	if i+2 < len(name) && name[i+1] == '&' && name[i+2] != '-' {
		legal = false
	}
	return dst, i + 1, legal
}

const base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,"

func base64Value(c byte) int {
	switch {
	case c-'A' < 26:
		return int(c - 'A')
	case c-'a' < 26:
		return int(c-'a') + 26
	case isDigit(c):
		return int(c-'0') + 52
	case c == '+':
		return 62
	case c == ',':
		return 63
	}
	return -1
}

// EncodeMailbox gives name, which is UTF-8, in modified UTF-7. Octets that are no UTF-8 become U+FFFD.
func EncodeMailbox(name string) string {
	out := make([]byte, 0, len(name))
	shifted := false
	var bits uint32
	var have uint
	flush := func() {
		if !shifted {
			return
		}
		if have > 0 {
			out = append(out, base64Alphabet[bits<<(6-have)&0x3f])
		}
		out = append(out, '-')
		shifted, bits, have = false, 0, 0
	}
	for _, r := range name {
		if r >= 0x20 && r < 0x7f {
			flush()
			out = append(out, byte(r))
			if r == '&' {
				out = append(out, '-')
			}
			continue
		}
		if !shifted {
			out = append(out, '&')
			shifted = true
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			bits, have = bits<<16|uint32(unit), have+16
			for have >= 6 {
				have -= 6
				out = append(out, base64Alphabet[bits>>have&0x3f])
			}
			bits &= 1<<have - 1
		}
	}
	flush()
	return string(out)
}
