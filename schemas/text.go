package schemas

import (
	"encoding/binary"
	"unicode/utf8"
	"unsafe"
)

// Text copies p into the batch as a record's string: valid UTF-8 stays as it is, every other octet and every control
// character is written \xNN, a backslash \\. The string lives as long as the batch.
func (b *Batch) Text(p []byte) string { return b.TextN(p, len(p)*4) }

// TextN is Text, cut to at most limit octets; no cut falls inside a code point or an escape.
func (b *Batch) TextN(p []byte, limit int) string {
	if n := min(limit, len(p)); n <= 0 {
		return ""
	} else if clean(p[:n]) {
		run := b.text.run(n)
		copy(run, p)
		return unsafe.String(unsafe.SliceData(run), n)
	}
	most := min(limit, 4*len(p)) // an octet becomes four at most
	run := b.text.run(most)
	out := AppendText(run[:0], p, limit)
	b.text.back(most - len(out))
	return unsafe.String(unsafe.SliceData(out), len(out))
}

// clean says whether p is ASCII that needs no escape: what nearly all of IMAP is.
func clean(p []byte) bool {
	for len(p) >= 8 {
		v := binary.LittleEndian.Uint64(p)
		// As in special, and 0x7f and above carry into the high bit when 1 is added.
		if (v|(v-' '*lows)|(v+lows)|(v^'\\'*lows-lows))&highs != 0 {
			return false
		}
		p = p[8:]
	}
	for _, c := range p {
		if c < ' ' || c >= 0x7f || c == '\\' {
			return false
		}
	}
	return true
}

// Concat joins strings that are fit for a record already into one that lives as long as the batch.
func (b *Batch) Concat(parts ...string) string {
	n := 0
	for _, s := range parts {
		n += len(s)
	}
	if n == 0 {
		return ""
	}
	out := b.text.run(n)[:0]
	for _, s := range parts {
		out = append(out, s...)
	}
	return unsafe.String(unsafe.SliceData(out), len(out))
}

const hex = "0123456789abcdef"

// AppendText appends p to dst as Batch.TextN writes it: at most limit octets.
func AppendText(dst, p []byte, limit int) []byte {
	end := len(dst) + limit
	for len(p) > 0 {
		c := p[0]
		switch {
		case c == '\\':
			if len(dst)+2 > end {
				return dst
			}
			dst = append(dst, '\\', '\\')
			p = p[1:]
		case c >= ' ' && c < 0x7f:
			if len(dst) == end {
				return dst
			}
			dst = append(dst, c)
			p = p[1:]
		default:
			r, n := utf8.DecodeRune(p)
			if n > 1 && r >= 0xa0 { // C1 controls are written out
				if len(dst)+n > end {
					return dst
				}
				dst = append(dst, p[:n]...)
				p = p[n:]
				continue
			}
			if len(dst)+4 > end {
				return dst
			}
			dst = append(dst, '\\', 'x', hex[c>>4], hex[c&15])
			p = p[1:]
		}
	}
	return dst
}
