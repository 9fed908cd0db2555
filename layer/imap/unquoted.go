package imap

// unquoted reads an atom, a number, NIL, a flag, a sequence set, a list pattern: everything up to a space or parenthesis, with the
// brackets of a section as a whole:
//
//	fetch-att = … / "BODY" section ["<" number "." nz-number ">"] / "BINARY" …
func (p *Parser) unquoted(start int) Value {
	i := start
	if !p.section {
		for i < len(p.b) && octets[p.b[i]]&octetWord != 0 {
			i++
			if p.b[i-1] == '[' && isSectionName(p.b[start:i-1]) {
				p.section = true
				break
			}
		}
	}
	if p.section {
		end, found := sectionEnd(p.b, i)
		if !found && p.literal.Form != LiteralNone {
			p.pos = len(p.b)
			return Value{Kind: ValueAtom, Text: p.b[start:], Section: true}
		}
		p.section = false
		if found {
			i = end
		}
		for i < len(p.b) && octets[p.b[i]]&octetWord != 0 {
			i++
		}
	}
	p.pos = i
	return unquotedValue(p.b[start:i:i])
}

func unquotedValue(text []byte) Value {
	v := Value{Kind: ValueAtom, Text: text}
	if len(text) == 0 {
		return v
	}
	switch c := text[0]; {
	case c == '\\':
		v.Kind = ValueFlag
	case isDigit(c):
		if n, ok := parseNumber63(text); ok {
			v.Kind, v.Number = ValueNumber, n
		}
	case equalFold(text, "NIL"):
		v.Kind = ValueNIL
	}
	return v
}

// isSectionName says whether a "[" after b opens a section: BODY, BODY.PEEK, BINARY, BINARY.PEEK, BINARY.SIZE. Elsewhere it is an
// octet like others, as in the mailbox [Gmail]/Spam.
func isSectionName(b []byte) bool {
	return hasPrefixFold(b, "BODY") || hasPrefixFold(b, "BINARY")
}

// sectionEnd finds the place after "]", past quoted strings: a header name may hold one.
func sectionEnd(b []byte, i int) (end int, found bool) {
	quoted := false
	for ; i < len(b); i++ {
		switch c := b[i]; {
		case c == '"':
			quoted = !quoted
		case quoted && c == '\\':
			i++
		case !quoted && c == ']':
			return i + 1, true
		}
	}
	return i, false
}
