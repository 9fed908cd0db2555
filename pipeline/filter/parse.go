package filter

// parser walks once over the tokens of an expression.
type parser struct {
	tokens []token
	next   int
	depth  int
	// last holds the qualifiers of the primitive before, for "port 143 or 993"; nil where there are none to repeat.
	last *qualifiers
}

// parse reads an expression:
//
//	expression = [ term *( ( "and" / "&&" / "or" / "||" ) ( term / values ) ) ]
//	term       = ( "not" / "!" ) term / "(" expression ")" / comparison / primitive
//
// It returns nil for an empty one, and an *Error for a wrong one.
func parse(s string) (e *expression, err error) {
	defer caught(&err)
	p := &parser{tokens: tokens(s)}
	if p.peek().kind == kindEnd {
		return nil, nil
	}
	e = p.expression()
	if t := p.peek(); t.kind != kindEnd {
		fail(t.at, "unexpected %q: expected and, or, or the end", t.text)
	}
	return e, nil
}

// expression reads terms. And and or have one rank and group from the left, as in libpcap.
func (p *parser) expression() *expression {
	e := p.term()
	for {
		op := p.conjunction()
		if op == leaf {
			return e
		}
		e = &expression{operator: op, left: e, right: p.operand()}
	}
}

// conjunction takes an and or an or, if one comes next; else it returns leaf.
func (p *parser) conjunction() operator {
	op := leaf
	if t := p.peek(); !t.escaped {
		switch t.text {
		case "and", "&&":
			op = and
		case "or", "||":
			op = or
		}
	}
	if op != leaf {
		p.next++
	}
	return op
}

// operand reads what stands after and or or: a term, or a value that repeats the qualifiers before.
func (p *parser) operand() *expression {
	if p.last != nil {
		ahead := p.next
		for p.tokens[ahead].is("not") || p.tokens[ahead].is("!") {
			ahead++
		}
		if p.bareValue(ahead) {
			return p.value(*p.last)
		}
	}
	return p.term()
}

// bareValue says whether the token at i is a value and no beginning of a comparison or primitive.
func (p *parser) bareValue(i int) bool {
	t := p.tokens[i]
	switch t.kind {
	case kindValue:
		return true
	case kindNumber:
		after := p.tokens[i+1]
		return !after.calculates() || after.text == "/" && p.last.subject == net
	case kindWord:
		return t.escaped || !keyword(t.text)
	}
	return false
}

func (p *parser) term() *expression {
	defer p.deeper()()
	t := p.peek()
	switch {
	case t.is("not"), t.is("!"):
		p.next++
		return &expression{operator: not, left: p.term()}
	case t.is("(") && !p.tokens[t.match+1].calculates():
		p.next++
		e := p.expression()
		p.expect(")", "and, or, or \")\"")
		return e
	case t.is("("), t.is("-"), t.kind == kindNumber, t.kind == kindWord && !t.escaped && p.startsArithmetic(t):
		return p.comparison()
	}
	return p.primitive()
}

func (p *parser) startsArithmetic(t token) bool {
	if t.text == "len" {
		return true
	}
	if _, ok := constantNamed(t.text); ok {
		return true
	}
	_, ok := protocolNamed(t.text)
	return ok && p.tokens[p.next+1].is("[")
}

func (p *parser) peek() token { return p.tokens[p.next] }

// take returns the next token and steps over it, but never past the end.
func (p *parser) take() token {
	t := p.tokens[p.next]
	if t.kind != kindEnd {
		p.next++
	}
	return t
}

// expect steps over a sign.
func (p *parser) expect(sign, expected string) {
	if t := p.take(); !t.is(sign) {
		fail(t.at, "unexpected %s: expected %s", t.quoted(), expected)
	}
}

// deeper counts a level of nesting; the function that it returns leaves it.
func (p *parser) deeper() func() {
	p.depth++
	if p.depth > maxNesting {
		fail(p.peek().at, "nested more than %d deep", maxNesting)
	}
	return func() { p.depth-- }
}

// is says whether the token is this keyword or sign.
func (t token) is(text string) bool {
	return t.text == text && !t.escaped && (t.kind == kindSign || t.kind == kindWord)
}

// calculates says whether the token is an operator of arithmetic or of a comparison.
func (t token) calculates() bool {
	if t.kind != kindSign {
		return false
	}
	switch t.text {
	case "(", ")", "[", "]", ":", "!", "&&", "||":
		return false
	}
	return true
}

// quoted is the token as messages show it.
func (t token) quoted() string {
	if t.kind == kindEnd {
		return "end of the expression"
	}
	return `"` + t.text + `"`
}
