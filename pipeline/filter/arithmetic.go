package filter

// comparison reads arithmetic, a relation and arithmetic:
//
//	comparison = sum ( "=" / "==" / "!=" / "<" / "<=" / ">" / ">=" ) sum
//
// Numbers are unsigned and have 32 bits.
func (p *parser) comparison() *expression {
	at := p.peek().at
	c := &comparison{left: p.binary(0)}
	t := p.take()
	switch t.text {
	case "=", "==":
	case "!=":
		c.negated = true
	case ">":
		c.compare = above
	case "<=":
		c.compare, c.negated = above, true
	case ">=":
		c.compare = atLeast
	case "<":
		c.compare, c.negated = atLeast, true
	default:
		fail(t.at, "unexpected %s: expected =, !=, <, <=, > or >=", t.quoted())
	}
	c.right = p.binary(0)
	p.last = nil
	return &expression{primitive: &primitive{qualifiers: qualifiers{subject: relation}, at: at, relation: c}}
}

// ranks of the operators, as in C; all group from the left.
const highestRank = 5

func rank(t token) (op arithmeticOp, rank int) {
	if t.kind == kindSign {
		switch t.text {
		case "|":
			return opOr, 0
		case "^":
			return opXor, 1
		case "&":
			return opAnd, 2
		case "<<":
			return opShiftLeft, 3
		case ">>":
			return opShiftRight, 3
		case "+":
			return opAdd, 4
		case "-":
			return opSub, 4
		case "*":
			return opMul, 5
		case "/":
			return opDiv, 5
		case "%":
			return opMod, 5
		}
	}
	return 0, -1
}

// binary reads a term of operators of the rank lowest or more.
func (p *parser) binary(lowest int) *arithmetic {
	if lowest > highestRank {
		return p.operandNumber()
	}
	left := p.binary(lowest + 1)
	for {
		t := p.peek()
		op, r := rank(t)
		if r != lowest {
			return left
		}
		p.next++
		left = join(op, left, p.binary(lowest+1), t.at)
	}
}

// operandNumber reads a number, a named one, len, octets in brackets, parentheses or a minus.
func (p *parser) operandNumber() *arithmetic {
	defer p.deeper()()
	t := p.take()
	switch {
	case t.kind == kindNumber:
		return &arithmetic{number: t.number, at: t.at}
	case t.is("-"):
		a := p.operandNumber()
		if a.op == opNumber {
			return &arithmetic{number: -a.number, at: t.at}
		}
		return &arithmetic{op: opNegate, left: a, at: t.at}
	case t.is("("):
		a := p.binary(0)
		p.expect(")", `an operator or ")"`)
		return a
	case t.is("len"):
		return &arithmetic{op: opLength, at: t.at}
	case t.kind == kindWord && !t.escaped:
		if n, ok := constantNamed(t.text); ok {
			return &arithmetic{number: n, at: t.at}
		}
		if proto, ok := protocolNamed(t.text); ok {
			return p.octets(proto, t.at)
		}
	}
	fail(t.at, "unexpected %s: expected a number, len, or a protocol with an offset such as tcp[13]", t.quoted())
	return nil
}

// octets reads the brackets of proto[offset] and proto[offset:size].
func (p *parser) octets(proto protocol, at int) *arithmetic {
	p.expect("[", `"[" and an offset, as this is compared with a number`)
	a := &arithmetic{op: opOctets, protocol: proto, index: p.binary(0), size: 1, at: at}
	if a.index.op == opNumber && a.index.number >= maxFrame {
		fail(a.index.at, "no frame has an octet %d: expected less than %d", a.index.number, maxFrame)
	}
	if p.peek().is(":") {
		p.next++
		t := p.take()
		if t.kind != kindNumber || t.number != 1 && t.number != 2 && t.number != 4 {
			fail(t.at, "unexpected %s: expected a size of 1, 2 or 4 octets", t.quoted())
		}
		a.size = int(t.number)
	}
	p.expect("]", `an operator, ":" or "]"`)
	return a
}

// join makes a node of two, or a number where both are numbers.
func join(op arithmeticOp, left, right *arithmetic, at int) *arithmetic {
	if right.op == opNumber {
		switch {
		case (op == opDiv || op == opMod) && right.number == 0:
			fail(right.at, "division by 0")
		case (op == opShiftLeft || op == opShiftRight) && right.number > 31:
			fail(right.at, "shift by %d bits: expected at most 31", right.number)
		case left.op == opNumber:
			return &arithmetic{number: calculate(op, left.number, right.number), at: left.at}
		}
	}
	return &arithmetic{op: op, left: left, right: right, at: at}
}

func calculate(op arithmeticOp, a, b uint32) uint32 {
	switch op {
	case opAdd:
		return a + b
	case opSub:
		return a - b
	case opMul:
		return a * b
	case opDiv:
		return a / b
	case opMod:
		return a % b
	case opAnd:
		return a & b
	case opOr:
		return a | b
	case opXor:
		return a ^ b
	case opShiftLeft:
		return a << b
	}
	return a >> b
}
