package filter

import "slices"

// special reads the primitives that have a shape of their own, or returns nil where t begins none of them.
func (p *parser) special(t token) *expression {
	q := primitive{at: t.at}
	highest := ^uint32(0)
	wanted := false
	switch t.text {
	case "less":
		q.subject, wanted = less, true
	case "greater":
		q.subject, wanted = greater, true
	case "ifindex":
		q.subject, wanted = ifindex, true
	case "vlan": // 12 bits, IEEE 802.1Q
		q.subject, highest = vlan, 1<<12-1
	case "mpls": // 20 bits, RFC 3032 section 2.1
		q.subject, highest = mpls, 1<<20-1
	case "pppoes": // 16 bits, RFC 2516 section 4
		q.subject, highest = pppoes, 1<<16-1
	case "pppoed", "inbound", "outbound":
		q.subject = map[string]subject{"pppoed": pppoed, "inbound": inbound, "outbound": outbound}[t.text]
		p.next++
		return question(q)
	default:
		return nil
	}
	p.next++
	q.low, q.numbered = p.optionalNumber()
	switch {
	case wanted && !q.numbered:
		fail(p.peek().at, "unexpected %s: expected a number after %s", p.peek().quoted(), t.text)
	case q.numbered && q.low > highest:
		fail(p.tokens[p.next-1].at, "%d is no number of %s: expected at most %d", q.low, t.text, highest)
	}
	return question(q)
}

func (p *parser) optionalNumber() (uint32, bool) {
	t := p.peek()
	if t.kind != kindNumber {
		return 0, false
	}
	p.next++
	return t.number, true
}

// unsupported fails for words of pcap-filter(7) that this package leaves out.
func unsupported(t token) {
	if t.escaped || !foreign(t.text) {
		return
	}
	switch t.text {
	case "gateway":
		fail(t.at, "gateway needs names of hosts, which are not looked up: expected ether host and not host")
	case "protochain":
		fail(t.at, "protochain is not supported: expected proto")
	}
	fail(t.at, "%s is not supported: expected a protocol of IP or Ethernet", t.text)
}

// foreign says whether a word belongs to pcap-filter(7) but not to this package.
func foreign(s string) bool {
	return slices.Contains([]string{
		"gateway", "protochain", "geneve", "vxlan", "byte", "decnet", "lat", "moprc", "mopdl", "atalk", "aarp", "iso",
		"esis", "isis", "clnp", "stp", "ipx", "netbeui", "llc", "type", "subtype", "dir", "addr1", "addr2", "addr3",
		"addr4", "ra", "ta", "rnr", "rset", "reason", "action", "rulenum", "ruleset", "srnr", "subrulenum", "on",
		"lane", "metac", "bcc", "oam", "oamf4", "connectmsg", "vpi", "vci", "radio",
	}, s)
}
