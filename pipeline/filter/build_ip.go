package filter

// Offsets of fields in the headers of IPv4 (RFC 791 section 3.1), IPv6 (RFC 8200 section 3) and ARP (RFC 826).
const (
	ip4Fragment    = 6 // flags and offset
	ip4Protocol    = 9
	ip4Source      = 12
	ip4Destination = 16

	ip6NextHeader  = 6
	ip6Source      = 8
	ip6Destination = 24
	ip6Payload     = 40

	arpSource      = 14
	arpDestination = 24

	// fragmentOffset are the bits of the fragment offset: 0 in first fragments and whole packets.
	fragmentOffset = 0x1fff
	fragmentHeader = 44 // next header of a fragment header (RFC 8200 section 4.5)
)

// address answers host and net. Without a protocol, IPv4 addresses are looked for in ARP as well.
func (b *builder) address(p *primitive) *condition {
	if p.mac != nil {
		return b.etherHost(p)
	}
	if len(p.network.addr) == 16 {
		return b.addressIn(p, b.carries(typeIP6), ip6Source, ip6Destination)
	}
	const arp, rarp = 0x0806, 0x8035
	inIP := func() *condition { return b.addressIn(p, b.carries(typeIP), ip4Source, ip4Destination) }
	switch {
	case p.protocol.name == "ip":
		return inIP()
	case p.protocol.name != "":
		return b.addressIn(p, b.carries(p.protocol.ethertype), arpSource, arpDestination)
	case b.labels > 0:
		return inIP()
	}
	return anyOf(inIP(), b.addressIn(p, anyOf(b.carries(arp), b.carries(rarp)), arpSource, arpDestination))
}

// addressIn looks for the address at the two offsets of a network layer whose presence is given.
func (b *builder) addressIn(p *primitive, present *condition, source, destination uint32) *condition {
	side := func(offset uint32) *condition { return octets(b.network()+offset, p.network.addr, p.network.mask) }
	return allOf(present, ends(p.direction, side(source), side(destination)))
}

func (b *builder) etherHost(p *primitive) *condition {
	if !b.ethernet {
		b.refuse("has no Ethernet addresses")
	}
	all := []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}
	return ends(p.direction, octets(6, p.mac, all), octets(0, p.mac, all))
}

// presence answers a protocol word that stands alone.
func (b *builder) presence(p protocol) *condition {
	if p.layer == layerNet {
		return b.carries(p.ethertype)
	}
	var c4, c6 *condition
	if p.over4 {
		c4 = b.protoIn4(uint32(p.number))
	}
	if p.over6 {
		c6 = b.protoIn6(uint32(p.number))
	}
	return anyOf(c4, c6)
}

// proto answers ip proto, ip6 proto, ether proto and proto.
func (b *builder) proto(p protocol, number uint32) *condition {
	switch p.name {
	case "ip":
		return b.protoIn4(number)
	case "ip6":
		return b.protoIn6(number)
	case "":
		return anyOf(b.protoIn4(number), b.protoIn6(number))
	}
	return b.carries(number)
}

func (b *builder) protoIn4(number uint32) *condition {
	return allOf(b.carries(typeIP), b.at(ip4Protocol, 1, equal, number))
}

// protoIn6 looks at the fixed header and, where a fragment header follows it, at that one.
func (b *builder) protoIn6(number uint32) *condition {
	return allOf(b.carries(typeIP6), anyOf(
		b.at(ip6NextHeader, 1, equal, number),
		allOf(b.at(ip6NextHeader, 1, equal, fragmentHeader), b.at(ip6Payload, 1, equal, number))))
}

// ports answers port and portrange, of the protocol that was given or of TCP, UDP and SCTP.
func (b *builder) ports(p *primitive) *condition {
	low, high := p.low, p.high
	if p.subject == port {
		high = low
	}
	protocols := func() *condition { return b.transports(p.protocol, ip6NextHeader) }
	in6 := func(offset uint32) *condition {
		return within(load{offset: b.network() + ip6Payload + offset, size: 2}, low, high)
	}
	in4 := func(offset uint32) *condition {
		return within(load{source: fromTransport, base: b.network(), offset: offset, size: 2}, low, high)
	}
	return anyOf(
		allOf(b.carries(typeIP6), protocols(), ends(p.direction, in6(0), in6(2))),
		allOf(b.carries(typeIP), b.transports(p.protocol, ip4Protocol), b.firstFragment(), ends(p.direction, in4(0), in4(2))))
}

// transports tests that the octet at offset is the protocol's number, or TCP's, UDP's or SCTP's where none was given.
func (b *builder) transports(p protocol, offset uint32) *condition {
	if p.name != "" {
		return b.at(offset, 1, equal, uint32(p.number))
	}
	const tcp, udp, sctp = 6, 17, 132
	return anyOf(b.at(offset, 1, equal, tcp), b.at(offset, 1, equal, udp), b.at(offset, 1, equal, sctp))
}

func (b *builder) firstFragment() *condition {
	return none(b.at(ip4Fragment, 2, anyBit, fragmentOffset))
}

// within tests that a number is from low to high.
func within(l load, low, high uint32) *condition {
	if low == high {
		return leafOf(test{load: l, mask: whole, compare: equal, number: low})
	}
	return allOf(
		leafOf(test{load: l, mask: whole, compare: atLeast, number: low}),
		none(leafOf(test{load: l, mask: whole, compare: above, number: high})))
}
