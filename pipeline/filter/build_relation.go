package filter

import "golang.org/x/net/bpf"

// relation answers a comparison: first that the protocols of its offsets are there, then the comparison itself.
func (b *builder) relation(c *comparison) *condition {
	checks := allOf(b.checks(c.left), b.checks(c.right))
	left, right := c.left, c.right
	var t *condition
	if simple, ok := b.simple(left); ok && right.op == opNumber {
		simple.compare, simple.number = c.compare, right.number
		t = leafOf(simple)
	} else {
		t = leafOf(b.general(left, right, c.compare))
	}
	if c.negated {
		t = none(t)
	}
	return allOf(checks, t)
}

// checks returns the conditions under which the offsets of a term mean what they say; nil for none.
func (b *builder) checks(a *arithmetic) *condition {
	if a == nil {
		return nil
	}
	own := allOf(b.checks(a.left), b.checks(a.right))
	if a.op != opOctets {
		return own
	}
	own = b.checks(a.index)
	switch p := a.protocol; p.layer {
	case layerNet:
		return allOf(own, b.carries(p.ethertype))
	case layerTransport:
		if p.name == "icmp6" {
			return allOf(own, b.carries(typeIP6), b.at(ip6NextHeader, 1, equal, uint32(p.number)))
		}
		return allOf(own, b.protoIn4(uint32(p.number)), b.firstFragment())
	}
	return own
}

// where returns the octets at a constant offset into a protocol.
func (b *builder) where(a *arithmetic, offset uint32) load {
	l := load{offset: offset, size: uint8(a.size)}
	switch p := a.protocol; {
	case p.layer == layerLink:
		l.offset += b.linkHeader
	case p.layer == layerNet:
		l.offset += b.network()
	case p.name == "icmp6":
		l.offset += b.network() + ip6Payload
	default:
		l.source, l.base = fromTransport, b.network()
	}
	return l
}

// simple returns a test for the commonest terms, octets at a constant offset with or without a mask, and len, so that
// they are known again in other tests. Its comparison is left open.
func (b *builder) simple(a *arithmetic) (test, bool) {
	t := test{mask: whole}
	if a.op == opAnd && a.right.op == opNumber {
		t.mask, a = a.right.number, a.left
	}
	switch {
	case a.op == opLength:
		t.load.source = fromLength
	case a.op == opOctets && a.index.op == opNumber:
		t.load = b.where(a, a.index.number)
	default:
		return test{}, false
	}
	return t, true
}

// general returns a test by instructions. Where both sides are terms, the right one is computed first and waits in
// the first cell of the scratch memory.
func (b *builder) general(left, right *arithmetic, compare compare) test {
	c := &code{}
	g := &generator{builder: b, code: c}
	t := test{load: load{source: fromCode, code: c}, mask: whole, compare: compare}
	if right.op == opNumber {
		t.number = right.number
		g.term(left)
		return t
	}
	c.register = true
	g.term(right)
	g.keep(right)
	g.term(left)
	g.emit(bpf.LoadScratch{Dst: bpf.RegX, N: 0})
	return t
}
