package imap

import (
	"bytes"
	"strconv"
	"strings"
)

// maxQuoted is the longest quoted string that is sent: some servers read a quoted string into a buffer of 1,024 octets.
const maxQuoted = 1000

// word appends an atom in upper case.
func (b Builder) word(part, s string) Builder {
	if !IsAtom(viewBytes(s)) {
		return b.fault(part, "is not an atom")
	}
	b.message = append(b.message, strings.ToUpper(s)...)
	return b
}

// atom appends a space and an atom as it is.
func (b Builder) atom(part, s string) Builder {
	if !IsAtom(viewBytes(s)) {
		return b.fault(part, "is not an atom")
	}
	return b.space(s)
}

func (b Builder) space(s string) Builder {
	b.message = append(append(b.message, ' '), s...)
	return b
}

// text appends a space and text that is on the wire as it is; nothing for no text.
func (b Builder) text(part, s string) Builder {
	if s == "" {
		return b
	}
	return b.plain(part, s).space(s)
}

// plain refuses what would end or break the line.
func (b Builder) plain(part, s string) Builder {
	if strings.ContainsAny(s, "\r\n\x00") {
		return b.fault(part, "holds a CR, LF or NUL octet")
	}
	return b
}

// required is text that must not be empty.
func (b Builder) required(part, s string) Builder {
	if s == "" {
		return b.fault(part, "is empty")
	}
	return b.text(part, s)
}

// astring appends a space and s as an atom, a quoted string or a literal (RFC 9051 §9):
//
//	astring = 1*ASTRING-CHAR / string
//	string  = quoted / literal
func (b Builder) astring(part, s string) Builder {
	if s != "" && !strings.EqualFold(s, "NIL") && isAstring(s) {
		return b.space(s)
	}
	return b.string(part, s)
}

func isAstring(s string) bool {
	for i := range len(s) {
		if octets[s[i]]&(octetAtom|octetTag) == 0 {
			return false
		}
	}
	return true
}

// string appends a space and s quoted, or as a literal if it has line ends or 8-bit octets, or is long. NUL fits neither.
func (b Builder) string(part, s string) Builder {
	if strings.IndexByte(s, 0) >= 0 {
		return b.fault(part, "holds a NUL octet")
	}
	b.message = append(b.message, ' ')
	if len(s) > maxQuoted || strings.ContainsFunc(s, func(r rune) bool { return r == '\r' || r == '\n' || r >= 0x80 }) {
		return b.literal(viewBytes(s))
	}
	b.message = append(b.message, '"')
	for i := range len(s) {
		if s[i] == '"' || s[i] == '\\' {
			b.message = append(b.message, '\\')
		}
		b.message = append(b.message, s[i])
	}
	b.message = append(b.message, '"')
	return b
}

// literal appends octets as a literal, as a binary one if they hold NUL.
func (b Builder) literal(octets []byte) Builder {
	return b.literalAs(octets, b.form)
}

func (b Builder) literalAs(octets []byte, form LiteralForm) Builder {
	if bytes.IndexByte(octets, 0) >= 0 {
		b.message = append(b.message, '~')
	}
	b.message = strconv.AppendInt(append(b.message, '{'), int64(len(octets)), 10)
	if form == LiteralNonSync {
		b.message = append(b.message, '+')
	}
	b.message = append(append(b.message, "}\r\n"...), octets...)
	return b
}

func (b Builder) mailbox(name string) Builder {
	if name == "" {
		return b.fault("mailbox", "is empty")
	}
	return b.astring("mailbox", EncodeMailbox(name))
}

func (b Builder) sequence(set string) Builder {
	if !IsSequenceSet(viewBytes(set)) {
		return b.fault("sequence set", "is not legal")
	}
	return b.space(set)
}

// list appends a space and words in parentheses; those that words brings along are not doubled.
func (b Builder) list(part, words string) Builder {
	words = unwrapped(words)
	if strings.ContainsAny(words, "()") {
		return b.fault(part, "holds a parenthesis")
	}
	return b.plain(part, words).space("(" + words + ")")
}

// unwrapped takes the parentheses off that enclose all of s.
func unwrapped(s string) string {
	if len(s) >= 2 && s[0] == '(' && len(listOctets(viewBytes(s[1:]))) == len(s)-2 && s[len(s)-1] == ')' {
		return s[1 : len(s)-1]
	}
	return s
}
