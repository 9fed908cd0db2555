package filter

// primitive reads one question about a frame:
//
//	primitive = [ protocol ] [ direction ] [ subject ] values
//	          / protocol / [ protocol ] ( "broadcast" / "multicast" ) / one of the words of special
func (p *parser) primitive() *expression {
	t := p.peek()
	if t.kind == kindValue {
		return p.value(qualifiers{})
	}
	if t.kind != kindWord {
		fail(t.at, "unexpected %s: expected a protocol, host, net, port, not or \"(\"", t.quoted())
	}
	if !t.escaped {
		if e := p.special(t); e != nil {
			p.last = nil
			return e
		}
	}
	var q qualifiers
	start := p.next
	if proto, ok := protocolNamed(t.text); ok && !t.escaped {
		q.protocol = proto
		p.next++
	}
	q.direction = p.direction()
	q.subject = p.subject(q)
	if p.next == start {
		p.unknown(t)
	}
	switch {
	case q.subject == broadcast, q.subject == multicast:
		p.last = nil
		return question(primitive{qualifiers: q, at: t.at})
	case p.next == start+1 && q.protocol.name != "" && !p.bareAddress():
		return p.alone(q, t)
	}
	return p.value(q)
}

func question(q primitive) *expression { return &expression{primitive: &q} }

// alone makes the question that a protocol word asks when nothing belongs to it.
func (p *parser) alone(q qualifiers, t token) *expression {
	if q.protocol.layer == layerLink {
		fail(p.peek().at, "%s alone asks nothing: expected host, src, dst, proto, broadcast, multicast or an offset", t.text)
	}
	p.last = nil
	q.subject = presence
	return question(primitive{qualifiers: q, at: t.at})
}

func (p *parser) bareAddress() bool { return p.peek().kind == kindValue }

// direction reads src, dst, and the two joined by or or and.
func (p *parser) direction() direction {
	first := p.peek()
	if !first.is("src") && !first.is("dst") {
		return either
	}
	p.next++
	other := "src"
	if first.is("src") {
		other = "dst"
	}
	if second := p.tokens[min(p.next+1, len(p.tokens)-1)]; second.is(other) {
		switch t := p.peek(); {
		case t.is("or"), t.is("||"):
			p.next += 2
			return either
		case t.is("and"), t.is("&&"):
			p.next += 2
			return both
		}
	}
	if other == "dst" {
		return src
	}
	return dst
}

// subject reads host, net, port, portrange, proto, broadcast or multicast.
func (p *parser) subject(q qualifiers) subject {
	t := p.peek()
	var s subject
	switch {
	case t.kind != kindWord || t.escaped:
		return anything
	case t.text == "host":
		s = host
	case t.text == "net":
		s = net
	case t.text == "port":
		s = port
	case t.text == "portrange":
		s = portrange
	case t.text == "proto":
		s = proto
	case t.text == "broadcast":
		s = broadcast
	case t.text == "multicast":
		s = multicast
	default:
		unsupported(t)
		return anything
	}
	refuse(s, q, t)
	p.next++
	return s
}

// refuse fails where a protocol or a direction does not go with a subject.
func refuse(s subject, q qualifiers, t token) {
	name, l := q.protocol.name, q.protocol.layer
	directed := q.direction != either
	bad := false
	switch s {
	case port, portrange:
		bad = name != "" && name != "tcp" && name != "udp" && name != "sctp"
	case host, net:
		bad = l == layerTransport || s == net && l == layerLink
	case proto:
		bad = l == layerTransport || name == "arp" || name == "rarp" || directed
	case broadcast:
		bad = l == layerTransport || l == layerNet && name != "ip" || directed
	case multicast:
		bad = l == layerTransport || l == layerNet && name != "ip" && name != "ip6" || directed
	}
	if !bad {
		return
	}
	if directed && s != host && s != net && s != port && s != portrange {
		fail(t.at, "%s has no direction: expected host, net or port after src or dst", t.text)
	}
	fail(t.at, "%s does not go with %s", t.text, name)
}

// unknown fails for a word that begins no primitive.
func (p *parser) unknown(t token) {
	unsupported(t)
	if !t.escaped && keyword(t.text) {
		fail(t.at, "unexpected %q: expected a protocol, host, net, port, not or \"(\"", t.text)
	}
	fail(t.at, "unknown word %q: expected host, net, port, portrange, src, dst, a protocol such as ip, ip6, tcp, "+
		"or an address (names of hosts are not looked up)", t.text)
}

// keyword says whether a word has a meaning of its own, so that it is no name.
func keyword(s string) bool {
	switch s {
	case "and", "or", "not", "src", "dst", "host", "net", "mask", "port", "portrange", "proto", "broadcast", "multicast",
		"less", "greater", "len", "vlan", "mpls", "pppoed", "pppoes", "inbound", "outbound", "ifindex":
		return true
	}
	if foreign(s) {
		return true
	}
	if _, ok := constantNamed(s); ok {
		return true
	}
	_, ok := protocolNamed(s)
	return ok
}
