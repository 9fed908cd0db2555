package schemas

import (
	"encoding/binary"
	"strconv"
	"time"
	"unicode/utf8"
	"unsafe"
)

// AppendJSON appends the record as one JSON object, without a line end.
func (r *Record) AppendJSON(dst []byte) []byte {
	switch r.Kind {
	case KindTransaction:
		return r.Transaction.AppendJSON(dst)
	case KindSession:
		return r.Session.AppendJSON(dst)
	case KindWeird:
		return r.Weird.AppendJSON(dst)
	case KindStats:
		return r.Stats.AppendJSON(dst)
	}
	return dst
}

func appendUint(dst []byte, v uint64) []byte {
	if v < 10 { // most counters
		return append(dst, byte('0'+v))
	}
	return strconv.AppendUint(dst, v, 10)
}

func appendInt(dst []byte, v int64) []byte { return strconv.AppendInt(dst, v, 10) }

func appendBool(dst []byte, v bool) []byte {
	if v {
		return append(dst, "true"...)
	}
	return append(dst, "false"...)
}

// appendText appends s and the closing quote of the string that the caller has opened.
func appendText(dst []byte, s string) []byte {
	if plain(s) {
		dst = append(dst, s...)
	} else {
		dst = appendEscaped(dst, s)
	}
	return append(dst, '"')
}

const (
	lows  = 0x0101010101010101
	highs = 0x8080808080808080
)

// plain says whether s is ASCII that stands in a JSON string as it is.
func plain(s string) bool {
	b := unsafe.Slice(unsafe.StringData(s), len(s))
	if len(b) < 8 {
		for _, c := range b {
			if c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' {
				return false
			}
		}
		return true
	}
	for i := 0; i < len(b)-8; i += 8 {
		if special(binary.LittleEndian.Uint64(b[i:])) {
			return false
		}
	}
	return !special(binary.LittleEndian.Uint64(b[len(b)-8:]))
}

// special says whether one of eight octets may not stand in a JSON string as it is: one below n borrows into its high bit
// when n is taken from it, and one equal to c is 0 after xor with c. A borrow marks later octets only where an earlier
// one is special already.
func special(v uint64) bool {
	return (v|(v-' '*lows)|(v^'"'*lows-lows)|(v^'\\'*lows-lows))&highs != 0
}

// appendEscaped appends s as the inside of a JSON string (RFC 8259 section 7). Text is valid UTF-8 without controls already,
// but nothing that is handed in makes an invalid line. U+2028 and U+2029 end a line in JavaScript and are escaped too.
func appendEscaped(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			dst = appendASCII(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			dst = append(dst, `\ufffd`...)
		case r == '\u2028' || r == '\u2029':
			dst = append(dst, `\u202`...)
			dst = append(dst, hex[r&15])
		default:
			dst = append(dst, s[i:i+n]...)
		}
		i += n
	}
	return dst
}

func appendASCII(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\b':
		return append(dst, `\b`...)
	case '\f':
		return append(dst, `\f`...)
	case '\n':
		return append(dst, `\n`...)
	case '\r':
		return append(dst, `\r`...)
	case '\t':
		return append(dst, `\t`...)
	}
	if c < ' ' {
		return append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
	}
	return append(dst, c)
}

// appendTime appends t as an RFC 3339 string in UTC with nine digits, which makes time stamps sort as strings. An int64
// of nanoseconds spans the years 1677 to 2262, so there are always four digits for the year.
func appendTime(dst []byte, t Timestamp) []byte {
	at := time.Unix(0, int64(t)).UTC()
	year, month, day := at.Date()
	hour, minute, second := at.Clock()
	dst = append(dst, '"')
	dst = appendTwo(dst, year/100)
	dst = appendTwo(dst, year%100)
	dst = appendTwo(append(dst, '-'), int(month))
	dst = appendTwo(append(dst, '-'), day)
	dst = appendTwo(append(dst, 'T'), hour)
	dst = appendTwo(append(dst, ':'), minute)
	dst = appendTwo(append(dst, ':'), second)
	ns := at.Nanosecond()
	dst = append(dst, '.', byte('0'+ns/100_000_000))
	for unit := 1_000_000; unit > 0; unit /= 100 {
		dst = appendTwo(dst, ns/unit%100)
	}
	return append(dst, 'Z', '"')
}

func appendTwo(dst []byte, v int) []byte { return append(dst, byte('0'+v/10), byte('0'+v%10)) }
