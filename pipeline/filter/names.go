package filter

import "slices"

// The tables are functions so that nothing can change them.

// protocolNamed finds a protocol word of pcap-filter(7).
func protocolNamed(name string) (protocol, bool) {
	p := protocol{name: name}
	switch name {
	case "ether", "link", "ppp", "slip", "fddi", "tr", "wlan":
		p.layer = layerLink
	case "ip":
		p.layer, p.ethertype = layerNet, typeIP
	case "ip6":
		p.layer, p.ethertype = layerNet, typeIP6
	case "arp":
		p.layer, p.ethertype = layerNet, 0x0806
	case "rarp":
		p.layer, p.ethertype = layerNet, 0x8035
	case "icmp6":
		p.layer, p.number, p.over6 = layerTransport, 58, true
	case "icmp", "igmp", "igrp", "vrrp", "carp":
		p.layer, p.over4 = layerTransport, true
		p.number, _ = ipProtocolNamed(name)
	case "tcp", "udp", "sctp", "pim", "ah", "esp":
		p.layer, p.over4, p.over6 = layerTransport, true, true
		p.number, _ = ipProtocolNamed(name)
	default:
		return protocol{}, false
	}
	return p, true
}

// ipProtocolNamed knows the protocols of IP that people filter by (IANA's registry of protocol numbers).
func ipProtocolNamed(name string) (uint8, bool) {
	switch name {
	case "ip", "hopopt":
		return 0, true
	case "icmp":
		return 1, true
	case "igmp":
		return 2, true
	case "ipencap", "ipip":
		return 4, true
	case "tcp":
		return 6, true
	case "egp":
		return 8, true
	case "igrp":
		return 9, true
	case "udp":
		return 17, true
	case "dccp":
		return 33, true
	case "ipv6":
		return 41, true
	case "rsvp":
		return 46, true
	case "gre":
		return 47, true
	case "esp":
		return 50, true
	case "ah":
		return 51, true
	case "icmp6", "ipv6-icmp":
		return 58, true
	case "eigrp":
		return 88, true
	case "ospf":
		return 89, true
	case "pim":
		return 103, true
	case "vrrp", "carp":
		return 112, true
	case "l2tp":
		return 115, true
	case "sctp":
		return 132, true
	case "udplite":
		return 136, true
	}
	return 0, false
}

// etherTypeNamed knows the names that ether proto takes.
func etherTypeNamed(name string) (uint32, bool) {
	switch name {
	case "ip":
		return typeIP, true
	case "arp":
		return 0x0806, true
	case "rarp":
		return 0x8035, true
	case "atalk":
		return 0x809b, true
	case "aarp":
		return 0x80f3, true
	case "ip6":
		return typeIP6, true
	case "loopback":
		return 0x9000, true
	}
	return 0, false
}

// portNamed knows the services of mail and of what stands around it; other ports are given by number.
func portNamed(name string) (uint32, bool) {
	switch name {
	case "ftp-data":
		return 20, true
	case "ftp":
		return 21, true
	case "ssh":
		return 22, true
	case "telnet":
		return 23, true
	case "smtp", "mail":
		return 25, true
	case "domain":
		return 53, true
	case "bootps":
		return 67, true
	case "bootpc":
		return 68, true
	case "tftp":
		return 69, true
	case "http", "www":
		return 80, true
	case "kerberos":
		return 88, true
	case "pop3", "pop-3":
		return 110, true
	case "sunrpc":
		return 111, true
	case "nntp":
		return 119, true
	case "ntp":
		return 123, true
	case "imap", "imap2":
		return 143, true
	case "snmp":
		return 161, true
	case "imap3":
		return 220, true
	case "ldap":
		return 389, true
	case "https":
		return 443, true
	case "submissions", "smtps", "ssmtp", "urd":
		return 465, true
	case "syslog":
		return 514, true
	case "submission":
		return 587, true
	case "ldaps":
		return 636, true
	case "domain-s":
		return 853, true
	case "imaps":
		return 993, true
	case "pop3s":
		return 995, true
	case "sieve":
		return 4190, true
	case "mdns":
		return 5353, true
	}
	return 0, false
}

// constantNamed knows the offsets and values of pcap-filter(7), such as tcpflags and tcp-syn.
func constantNamed(name string) (uint32, bool) {
	switch name {
	case "icmptype", "icmp6type", "icmp-echoreply":
		return 0, true
	case "icmpcode", "icmp6code":
		return 1, true
	case "tcpflags":
		return 13, true
	}
	flags := []string{"tcp-fin", "tcp-syn", "tcp-rst", "tcp-push", "tcp-ack", "tcp-urg", "tcp-ece", "tcp-cwr"}
	if i := slices.Index(flags, name); i >= 0 {
		return 1 << i, true
	}
	icmp := []string{ // from 3 on
		"icmp-unreach", "icmp-sourcequench", "icmp-redirect", "", "", "icmp-echo", "icmp-routeradvert",
		"icmp-routersolicit", "icmp-timxceed", "icmp-paramprob", "icmp-tstamp", "icmp-tstampreply", "icmp-ireq",
		"icmp-ireqreply", "icmp-maskreq", "icmp-maskreply",
	}
	if i := slices.Index(icmp, name); i >= 0 {
		return uint32(i) + 3, true
	}
	return icmp6Named(name)
}

func icmp6Named(name string) (uint32, bool) {
	errors := []string{"icmp6-destinationunreach", "icmp6-packettoobig", "icmp6-timeexceeded", "icmp6-parameterproblem"}
	if i := slices.Index(errors, name); i >= 0 {
		return uint32(i) + 1, true
	}
	others := []string{ // from 128 on
		"icmp6-echo", "icmp6-echoreply", "icmp6-multicastlistenerquery", "icmp6-multicastlistenerreportv1",
		"icmp6-multicastlistenerdone", "icmp6-routersolicit", "icmp6-routeradvert", "icmp6-neighborsolicit",
		"icmp6-neighboradvert", "icmp6-redirect", "icmp6-routerrenum", "icmp6-nodeinformationquery",
		"icmp6-nodeinformationresponse", "icmp6-ineighbordiscoverysolicit", "icmp6-ineighbordiscoveryadvert",
		"icmp6-multicastlistenerreportv2", "icmp6-homeagentdiscoveryrequest", "icmp6-homeagentdiscoveryreply",
		"icmp6-mobileprefixsolicit", "icmp6-mobileprefixadvert", "icmp6-certpathsolicit", "icmp6-certpathadvert",
		"", "icmp6-multicastrouteradvert", "icmp6-multicastroutersolicit", "icmp6-multicastrouterterm",
	}
	if i := slices.Index(others, name); i >= 0 && name != "" {
		return uint32(i) + 128, true
	}
	return 0, false
}
