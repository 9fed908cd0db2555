package filter

// carries tests that the link layer says that its payload is of an Ethernet type, or a PPP protocol on PPP links.
func (b *builder) carries(ethertype uint32) *condition {
	if b.labels > 0 {
		return b.labelled(ethertype)
	}
	switch b.typing {
	case byEtherType, byCooked:
		if ethertype <= highestLength {
			return b.llc(ethertype)
		}
		return header(b.typeAt, 2, equal, ethertype)
	case byPPP:
		return header(b.typeAt, 2, equal, pppProtocol(ethertype))
	case byFamily:
		return b.family(ethertype)
	case byVersion:
		return b.version(ethertype)
	}
	return constant(b.typing == onlyIP && ethertype == typeIP || b.typing == onlyIP6 && ethertype == typeIP6)
}

// version tests the first four bits of the payload, where nothing else says what it is.
func (b *builder) version(ethertype uint32) *condition {
	switch ethertype {
	case typeIP:
		return masked(b.network(), 1, 0xf0, equal, 0x40)
	case typeIP6:
		return masked(b.network(), 1, 0xf0, equal, 0x60)
	}
	return constant(false)
}

// labelled tests what follows MPLS labels: the last one has its bottom bit set, and no type follows (RFC 3032).
func (b *builder) labelled(ethertype uint32) *condition {
	if ethertype != typeIP && ethertype != typeIP6 {
		return constant(false)
	}
	return allOf(masked(b.network()-2, 1, 1, equal, 1), b.version(ethertype))
}

// llc tests the destination service access point of an LLC header.
func (b *builder) llc(sap uint32) *condition {
	if b.typing == byCooked { // 4 is LINUX_SLL_P_802_2
		return allOf(header(b.typeAt, 2, equal, 4), header(b.payload, 1, equal, sap))
	}
	if !b.ethernet {
		return header(b.typeAt, 2, equal, sap)
	}
	return allOf(none(header(b.typeAt, 2, above, highestLength)), header(b.payload, 1, equal, sap))
}

// pppProtocol turns an Ethernet type into PPP's number; others stay as they are.
func pppProtocol(ethertype uint32) uint32 {
	switch ethertype {
	case typeIP:
		return pppIP
	case typeIP6:
		return pppIP6
	case typeMPLS:
		return pppMPLS
	}
	return ethertype
}

// family tests the address family of null and loopback headers: 2 is IPv4 on every system, IPv6 is 10 on Linux, 24 on
// NetBSD and OpenBSD, 28 on FreeBSD and 30 on Darwin. A null header is in the order of the host that captured.
func (b *builder) family(ethertype uint32) *condition {
	var families []uint32
	switch ethertype {
	case typeIP:
		families = []uint32{2}
	case typeIP6:
		families = []uint32{30, 28, 24, 10}
	}
	c := constant(false)
	for _, f := range families {
		c = anyOf(header(b.typeAt, 4, equal, f), header(b.typeAt, 4, equal, f<<24), c)
	}
	return c
}

// cast answers broadcast and multicast. Without a netmask, an IPv4 broadcast is 255.255.255.255 or 0.0.0.0.
func (b *builder) cast(p *primitive) *condition {
	network := b.network()
	switch {
	case p.protocol.name == "ip" && p.subject == broadcast:
		return allOf(b.carries(typeIP), anyOf(header(network+16, 4, equal, 0), header(network+16, 4, equal, whole)))
	case p.protocol.name == "ip":
		return allOf(b.carries(typeIP), header(network+16, 1, atLeast, 224))
	case p.protocol.name == "ip6":
		return allOf(b.carries(typeIP6), header(network+24, 1, equal, 255))
	case !b.ethernet:
		b.refuse("has no Ethernet addresses to ask for broadcast or multicast: say ip or ip6 before")
	case p.subject == multicast:
		return header(0, 1, anyBit, 1)
	}
	all := []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}
	return octets(0, all, all)
}

// cooked answers what only the headers of Linux cooked captures know.
func (b *builder) cooked(p *primitive) *condition {
	const outgoingPacket = 4 // LINUX_SLL_OUTGOING
	if p.subject == ifindex {
		if b.ifindex == 0 {
			b.refuse("has no interface numbers: only Linux cooked v2 has")
		}
		return header(b.ifindex, 4, equal, p.low)
	}
	if b.outgoingSize == 0 {
		b.refuse("does not say which way a frame went: only Linux cooked captures do")
	}
	out := header(b.outgoing, uint8(b.outgoingSize), equal, outgoingPacket)
	if p.subject == inbound {
		return none(out)
	}
	return out
}

// encapsulation answers vlan, mpls and pppoes, and moves what stands after them in the expression.
func (b *builder) encapsulation(p *primitive) *condition {
	switch p.subject {
	case vlan:
		return b.vlan(p)
	case mpls:
		return b.mpls(p)
	case pppoed:
		return b.carries(typePPPoED)
	}
	c := b.carries(typePPPoES)
	at := b.network()
	if p.numbered {
		c = allOf(c, header(at+2, 2, equal, p.low))
	}
	b.layout = layout{name: b.name, typing: byPPP, linkHeader: at + 6, typeAt: at + 6, payload: at + 8} // behind PPPoE's header (RFC 2516)
	b.labels = 0
	return c
}

func (b *builder) vlan(p *primitive) *condition {
	if b.typing != byCooked && !b.ethernet || b.labels > 0 {
		b.refuse("has no VLAN tags, or not after mpls or pppoes")
	}
	c := anyOf(b.carries(typeQinQ), anyOf(b.carries(typeVLANad), b.carries(typeVLAN)))
	if p.numbered {
		c = allOf(c, masked(b.payload, 2, 0x0fff, equal, p.low))
	}
	b.typeAt = b.payload + 2
	b.payload += 4
	return c
}

func (b *builder) mpls(p *primitive) *condition {
	var c *condition
	switch {
	case b.labels > 0:
		c = masked(b.network()-2, 1, 1, equal, 0)
	case b.typing != byEtherType && b.typing != byCooked && b.typing != byPPP:
		b.refuse("has no MPLS labels")
	default:
		c = b.carries(typeMPLS)
	}
	if p.numbered { // the label is the upper 20 bits (RFC 3032 section 2.1)
		c = allOf(c, masked(b.network(), 4, 0xfffff000, equal, p.low<<12))
	}
	b.labels++
	return c
}
