package imap

import "bytes"

// DefaultMaxDepth is how many parentheses may be open at once. A BODYSTRUCTURE nests twice per level of MIME, and mail readers
// give up at a few dozen of these.
const DefaultMaxDepth = 128

// Parser gives the values in the arguments of one message, fragment by fragment: a fragment is what stands between the literals.
// It only moves forward, keeps no more than a depth and borrows its fragment; parentheses are counted, not recursed into.
//
//	var p imap.Parser
//	p.Feed(tok.Text, tok.Literal)
//	for v := p.Next(); v.Kind != imap.ValueNone; v = p.Next() { … }
//	// after the literal:
//	p.Feed(next.Text, next.Literal)
type Parser struct {
	MaxDepth int // parentheses open at once; 0: DefaultMaxDepth

	b       []byte
	pos     int
	literal Literal
	depth   int
	section bool // inside of BODY[…] across a literal
	tooDeep bool
}

// Feed gives the parser its next fragment: line is a Scanner's text, or a part of it, and literal what is announced at its end.
// The announcement's octets are no value of their own. The depth stays what it was.
func (p *Parser) Feed(line []byte, literal Literal) {
	if literal.Form != LiteralNone {
		if open := bytes.LastIndexByte(line, '{'); open >= 0 {
			if open > 0 && literal.Binary {
				open--
			}
			line = line[:open]
		}
	}
	p.b, p.pos, p.literal = line, 0, literal
}

// Reset makes the parser ready for another message.
func (p *Parser) Reset() { *p = Parser{MaxDepth: p.MaxDepth} }

// Depth is the number of parentheses that are open.
func (p *Parser) Depth() int { return p.depth }

// Rest is what is left of the fragment, without the announcement at its end.
func (p *Parser) Rest() []byte { return p.b[p.pos:] }

// Next gives the next value.
func (p *Parser) Next() Value {
	if p.tooDeep {
		return Value{}
	}
	for p.pos < len(p.b) && p.b[p.pos] == ' ' {
		p.pos++
	}
	if p.pos == len(p.b) {
		return p.atEnd()
	}
	switch c := p.b[p.pos]; {
	case p.section:
		return p.unquoted(p.pos)
	case c == '(':
		return p.open()
	case c == ')':
		p.pos++
		p.depth = max(0, p.depth-1)
		return Value{Kind: ValueClose}
	case c == '"':
		return p.quoted()
	case octets[c]&octetWord != 0:
		return p.unquoted(p.pos)
	}
	return p.invalid(p.pos)
}

func (p *Parser) atEnd() Value {
	if p.literal.Form == LiteralNone {
		return Value{}
	}
	v := Value{Kind: ValueLiteral, Literal: p.literal, Section: p.section}
	p.literal = Literal{}
	return v
}

func (p *Parser) open() Value {
	limit := p.MaxDepth
	if limit <= 0 {
		limit = DefaultMaxDepth
	}
	if p.depth >= limit {
		p.tooDeep = true
		return Value{Kind: ValueTooDeep}
	}
	p.pos++
	p.depth++
	return Value{Kind: ValueOpen}
}

func (p *Parser) invalid(from int) Value {
	p.pos = len(p.b)
	return Value{Kind: ValueInvalid, Text: p.b[from:]}
}

// quoted reads (RFC 9051 §9)
//
//	quoted      = DQUOTE *QUOTED-CHAR DQUOTE
//	QUOTED-CHAR = <any TEXT-CHAR except quoted-specials> / "\" quoted-specials
//
// 8-bit octets pass (RFC 9755), and so does a backslash before any other octet: it is taken off there too, as servers do.
func (p *Parser) quoted() Value {
	start := p.pos + 1
	v := Value{Kind: ValueQuoted}
	for i := start; i < len(p.b); i++ {
		switch p.b[i] {
		case '\\':
			v.Escaped = true
			i++
		case '"':
			v.Text = p.b[start:i:i]
			p.pos = i + 1
			return v
		}
	}
	return p.invalid(p.pos)
}
