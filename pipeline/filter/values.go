package filter

import (
	"encoding/binary"
	"strings"
)

// value reads what the qualifiers ask for: one value, "not" and a value, or values in parentheses:
//
//	values = value / ( "not" / "!" ) values / "(" values *( ( "and" / "or" ) values ) ")"
func (p *parser) value(q qualifiers) *expression {
	defer p.deeper()()
	t := p.peek()
	switch {
	case t.is("not"), t.is("!"):
		p.next++
		return &expression{operator: not, left: p.value(q)}
	case t.is("("):
		p.next++
		e := p.value(q)
		for op := p.conjunction(); op != leaf; op = p.conjunction() {
			e = &expression{operator: op, left: e, right: p.value(q)}
		}
		p.expect(")", `and, or, or ")"`)
		return e
	}
	v := primitive{qualifiers: q, at: t.at}
	switch q.subject {
	case port:
		v.low = p.port()
	case portrange:
		v.low, v.high = p.portrange()
	case proto:
		v.low = p.protocolNumber(q.protocol)
	default:
		p.address(&v)
	}
	p.last = &q
	return question(v)
}

func (p *parser) port() uint32 {
	t := p.take()
	n, ok := portText(t.text)
	if !ok || t.kind == kindSign {
		fail(t.at, "%s is no port: expected a number to 65535 or a known service such as imap, imaps, https", t.quoted())
	}
	return n
}

func portText(s string) (uint32, bool) {
	if n, ok := number(s); ok {
		return n, n <= 65535
	}
	return portNamed(s)
}

// portrange reads two ports joined by "-". Names may hold a "-" themselves, so every one is tried.
func (p *parser) portrange() (low, high uint32) {
	t := p.take()
	for i := range t.text {
		if t.text[i] != '-' {
			continue
		}
		a, okA := portText(t.text[:i])
		b, okB := portText(t.text[i+1:])
		if okA && okB {
			return min(a, b), max(a, b)
		}
	}
	if n, ok := portText(t.text); ok && t.kind != kindSign {
		return n, n
	}
	fail(t.at, "%s is no range of ports: expected one such as 143-993", t.quoted())
	return 0, 0
}

// protocolNumber reads what stands after proto: a number or a name, with or without a backslash before it.
func (p *parser) protocolNumber(of protocol) uint32 {
	t := p.take()
	if of.layer == layerLink {
		n, ok := etherTypeNamed(t.text)
		if t.kind == kindNumber {
			n, ok = t.number, t.number <= 65535
		}
		if !ok {
			fail(t.at, "%s is no Ethernet type: expected a number to 65535 or one of ip, ip6, arp, rarp", t.quoted())
		}
		return n
	}
	n, ok := ipProtocolNamed(t.text)
	if t.kind == kindNumber {
		n, ok = uint8(t.number), t.number <= 255
	}
	if !ok {
		fail(t.at, "%s is no protocol of IP: expected a number to 255 or a name such as tcp, udp, icmp", t.quoted())
	}
	return uint32(n)
}

// address reads an address or a network into v.
func (p *parser) address(v *primitive) {
	t := p.take()
	switch t.kind {
	case kindEnd, kindSign:
		fail(t.at, "unexpected %s: expected an address%s", t.quoted(), orNetwork(v.subject))
	case kindWord:
		unsupported(t)
		fail(t.at, "%q is no address: names of hosts are not looked up, use an address", t.text)
	}
	if mac, ok := parseMAC(t.text); ok {
		ownEthernet(v, mac[:], t)
		return
	}
	if v.protocol.layer == layerLink {
		fail(t.at, "%q is no Ethernet address: expected one such as 00:00:5e:00:53:01", t.text)
	}
	if v.protocol.layer == layerTransport {
		fail(t.at, "an address does not go with %s: expected port before a port, or no %s", v.protocol.name, v.protocol.name)
	}
	if addr, ok := parse6(t.text); ok {
		p.network6(v, addr, t)
		return
	}
	p.network4(v, t)
}

func orNetwork(s subject) string {
	if s == host {
		return ""
	}
	return " or a network"
}

func ownEthernet(v *primitive, mac []byte, t token) {
	if v.protocol.layer != layerLink || v.subject == net {
		fail(t.at, "%q is an Ethernet address: expected ether host, ether src or ether dst before it", t.text)
	}
	v.mac = mac
}

func (p *parser) network6(v *primitive, addr []byte, t token) {
	if name := v.protocol.name; name != "" && name != "ip6" {
		fail(t.at, "%q is an IPv6 address: it does not go with %s", t.text, name)
	}
	v.network = network{addr: addr, mask: prefixMask(p.prefixLength(128), 16)}
	checkNetwork(v, t)
}

// network4 reads an IPv4 address, or a network: with /n, with mask and a mask, or with fewer than four octets.
func (p *parser) network4(v *primitive, t token) {
	addr, octets, ok := parseDotted(t.text)
	mask := ^uint32(0) << (32 - 8*octets)
	switch {
	case t.kind == kindNumber && v.subject != net:
		addr, mask = t.number, ^uint32(0)
	case !ok:
		fail(t.at, "%q is no address: expected one such as 192.0.2.1 or 2001:db8::1", t.text)
	}
	if v.protocol.name == "ip6" {
		fail(t.at, "%q is an IPv4 address: it does not go with ip6", t.text)
	}
	switch n := p.peek(); {
	case n.is("mask"):
		p.next++
		m := p.take()
		bits, _, ok := parseDotted(m.text)
		if !ok {
			fail(m.at, "%s is no mask: expected one such as 255.255.0.0", m.quoted())
		}
		mask = bits
	case n.is("/"):
		mask = binary.BigEndian.Uint32(prefixMask(p.prefixLength(32), 4))
	}
	if strings.Count(t.text, ".") != 3 && v.subject == host && t.kind != kindNumber {
		fail(t.at, "%q is a part of an address: expected all four octets, or net", t.text)
	}
	v.network = network4(addr, mask)
	checkNetwork(v, t)
}

// prefixLength reads "/" and a length, and returns whole where there is none.
func (p *parser) prefixLength(whole int) int {
	if !p.peek().is("/") {
		return whole
	}
	p.next++
	t := p.take()
	if t.kind != kindNumber || t.number > uint32(whole) {
		fail(t.at, "%s is no length of a prefix: expected a number to %d", t.quoted(), whole)
	}
	return int(t.number)
}

func checkNetwork(v *primitive, t token) {
	switch {
	case v.subject == host && !v.network.whole():
		fail(t.at, "%q with a mask is a network: expected net before it", t.text)
	case v.network.stray():
		fail(t.at, "%q has bits outside the mask: expected zeros there", t.text)
	}
}
