package imap

import "bytes"

// ValueKind tells what a Parser found.
type ValueKind uint8

// The kinds of a value.
const (
	ValueNone    ValueKind = iota // the fragment is used up
	ValueAtom                     // anything unquoted, sections included: BODY.PEEK[HEADER.FIELDS (TO)]<0.9>
	ValueNumber                   // digits of at most 63 bits
	ValueNIL                      // NIL in any case
	ValueFlag                     // an atom that starts with a backslash
	ValueQuoted                   // quoted string
	ValueLiteral                  // the literal announced at the fragment's end; feed what follows it
	ValueOpen                     // (
	ValueClose                    // )
	ValueInvalid                  // an octet that fits nowhere, or a quoted string without its end: Text is all up to the fragment's end
	ValueTooDeep                  // more open parentheses than allowed: nothing of the message is parsed from here on
)

// Value is one step of a Parser. Its octets belong to the fragment.
type Value struct {
	Kind    ValueKind
	Escaped bool    // a quoted string holds a backslash: AppendText takes it off
	Section bool    // an atom goes on after the literal that follows: a literal inside BODY[…]
	Text    []byte  // octets as sent; of a quoted string those between the quotes; empty for a literal
	Number  uint64  // of ValueNumber
	Literal Literal // of ValueLiteral
}

// AppendText appends the value's octets to dst, the escapes of a quoted string resolved (RFC 9051 §9, quoted).
func (v Value) AppendText(dst []byte) []byte {
	if !v.Escaped {
		return append(dst, v.Text...)
	}
	for i := 0; i < len(v.Text); i++ {
		if v.Text[i] == '\\' && i+1 < len(v.Text) {
			i++
		}
		dst = append(dst, v.Text[i])
	}
	return dst
}

// Len is the number of octets that AppendText would append; of a literal, those it announces.
func (v Value) Len() uint64 {
	if v.Kind == ValueLiteral {
		return v.Literal.Size
	}
	n := uint64(len(v.Text))
	if v.Escaped {
		for i := 0; i+1 < len(v.Text); i++ {
			if v.Text[i] == '\\' {
				n--
				i++
			}
		}
	}
	return n
}

// IsString says whether the value can be an astring (RFC 9051 §9): unquoted, quoted or a literal.
func (v Value) IsString() bool {
	switch v.Kind {
	case ValueAtom, ValueNumber, ValueNIL, ValueQuoted, ValueLiteral:
		return true
	}
	return false
}

// Is says whether the value is the unquoted word, in any case; word is given in upper case.
func (v Value) Is(word string) bool {
	return (v.Kind == ValueAtom || v.Kind == ValueNIL) && equalFold(v.Text, word)
}

// equalFold compares octets with an upper-case ASCII word, in any case.
func equalFold(b []byte, word string) bool {
	if len(b) != len(word) {
		return false
	}
	for i, c := range b {
		if c-'a' < 26 {
			c -= 0x20
		}
		if c != word[i] {
			return false
		}
	}
	return true
}

func hasPrefixFold(b []byte, word string) bool {
	return len(b) >= len(word) && equalFold(b[:len(word)], word)
}

// IsSequenceSet says whether b is a sequence set (RFC 9051 §9), or "$" (RFC 5182):
//
//	sequence-set = (seq-number / seq-range) ["," sequence-set]
//	seq-range    = seq-number ":" seq-number
//	seq-number   = nz-number / "*"
func IsSequenceSet(b []byte) bool {
	if len(b) == 1 && b[0] == '$' {
		return true
	}
	for {
		part, rest, more := bytes.Cut(b, comma)
		from, to, ranged := bytes.Cut(part, colon)
		if !isSequenceNumber(from) || ranged && !isSequenceNumber(to) {
			return false
		}
		if !more {
			return true
		}
		b = rest
	}
}

var comma, colon = []byte{','}, []byte{':'}

func isSequenceNumber(b []byte) bool {
	if len(b) == 1 && b[0] == '*' {
		return true
	}
	n, ok := parseNumber63(b)
	return ok && n > 0 && n <= 1<<32-1
}
