package filter

import (
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// TestMatch tells of each expression which frames it matches.
func TestMatch(t *testing.T) {
	mail4, mail6 := ip4(6, tcp(40000, 143)), ip6(6, tcp(993, 40001))
	frames := map[string][]byte{
		"4":       ethernet(mail4),
		"4opt":    ethernet(options(mail4)),
		"4frag":   ethernet(fragment(mail4)),
		"6":       ethernet(mail6),
		"6ext":    ethernet(ip6(0, before(tcp(993, 40001), 6, 0, 1, 4, 0, 0, 0, 0))),
		"6frag":   ethernet(ip6(44, before(tcp(993, 40001), 6, 0, 0, 1, 0, 0, 0, 0))),
		"udp":     ethernet(ip4(17, tcp(53, 143))),
		"arp":     arp(),
		"vlan":    tagged(mail4, typeVLAN, 0x6005, typeIP),
		"qinq":    tagged(mail4, typeVLANad, 7, typeVLAN, 5, typeIP),
		"mpls":    tagged(mail4, typeMPLS, 0x0001, 0x0140), // label 16, bottom of stack
		"mpls2":   tagged(mail4, typeMPLS, 0x0001, 0x0040, 0x0001, 0x1140),
		"pppoes":  tagged(mail4, typePPPoES, 0x1100, 9, 64, pppIP),
		"unknown": tagged(mail4, 0x4242),
	}
	rows := []struct {
		expr string
		want string
	}{
		{"", "4 4opt 4frag 6 6ext 6frag udp arp vlan qinq mpls mpls2 pppoes unknown"},
		{"ip", "4 4opt 4frag udp"},
		{"tcp", "4 4opt 4frag 6 6frag"},
		{"tcp port 143", "4 4opt"},
		{"port 143", "4 4opt udp"},
		{"tcp port 143 or 993", "4 4opt 6"},
		{"tcp port (imap or imaps)", "4 4opt 6"},
		{"src port 993", "6"},
		{"dst port 993", ""},
		{"portrange 140-150", "4 4opt udp"},
		{"portrange imap-imaps", "4 4opt 6 udp"},
		{"host 192.0.2.1", "4 4opt 4frag udp arp"},
		{"ip host 192.0.2.1", "4 4opt 4frag udp"},
		{"192.0.2.0/24 and not arp", "4 4opt 4frag udp"},
		{"src net 198.51.100.0/24", ""},
		{"dst net 198.51", "4 4opt 4frag udp"},
		{"net 192.0.2.0 mask 255.255.255.0", "4 4opt 4frag udp arp"},
		{"net 2001:db8::/32", "6 6ext 6frag"},
		{"src host 2001:db8::1", "6 6ext 6frag"},
		{"src or dst host 2001:db8::2", "6 6ext 6frag"},
		{"src and dst net 2001:db8::/64", "6 6ext 6frag"},
		{"host 2001:db8::3 or 2001:db8::2", "6 6ext 6frag"},
		{"vlan", "vlan qinq"},
		{"vlan 5", "vlan"},
		{"vlan 7 and vlan 5 and tcp port 143", "qinq"},
		{"vlan and tcp port 143", "vlan"},
		{"tcp port 143 or (vlan and tcp port 143) or (vlan and tcp port 143)", "4 4opt vlan qinq"},
		{"mpls and tcp port 143", "mpls"},
		{"mpls 16 and mpls 17 and dst port 143", "mpls2"},
		{"pppoes 9 and tcp port 143", "pppoes"},
		{"pppoes 8", ""},
		{"ether src 00:00:5e:00:53:01 and arp", "arp"},
		{"ether dst 0000.5e00.5302 and ether proto \\arp", "arp"},
		{"ether host 00-00-5e-00-53-03", ""},
		{"ether[12:2] = 0x4242", "unknown"},
		{"tcp[13] & 2 != 0", "4 4opt"},
		{"tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn|tcp-ack", "4 4opt"},
		{"tcp[tcpflags] & tcp-fin != 0", ""},
		{"ip[0] & 0xf > 5", "4opt"},
		{"ip[6:2] & 0x1fff != 0", "4frag"},
		{"ip[8] < 5", ""},
		{"ip proto 17", "udp"},
		{"ip proto udp", "udp"},
		{"ip6 proto \\tcp", "6 6frag"},
		{"proto 6", "4 4opt 4frag 6 6frag"},
		{"greater 76", "6ext 6frag"},
		{"less 42", "arp"},
		{"len == 54 and not udp", "4 4frag unknown"},
		{"ether[ether[14] & 0xf + 9 : 2] = 0x0800", ""},
		{"2 + 3 * 4 % 5 = 4 and arp", "arp"},
		// and and or have the same rank: (udp or arp) and host.
		{"udp or arp and host 198.51.100.2", "udp"},
		{"not udp and not tcp and ip6", "6ext"},
		// vlan shifts what stands after it, even behind not.
		{"not vlan and ip", "arp"},
	}
	for _, row := range rows {
		p, err := Compile(row.expr, 1)
		if err != nil {
			t.Errorf("%q: %v", row.expr, err)
			continue
		}
		for name, f := range frames {
			if got, want := p.Match(f, len(f)), contains(row.want, name); got != want {
				t.Errorf("%q on %s: %t", row.expr, name, got)
			}
		}
	}
}

// TestLinkTypes finds the same packets below every link layer.
func TestLinkTypes(t *testing.T) {
	mail4, other4, mail6 := ip4(6, tcp(40000, 143)), ip4(6, tcp(40000, 144)), ip6(6, tcp(143, 40000))
	cooked1 := func(kind byte) []byte { return []byte{0, kind, 0, 1, 0, 6, 0, 0, 0x5e, 0, 0x53, 1, 0, 0} }
	cooked2 := func(kind byte) []byte { return []byte{0, 0, 0, 0, 0, 7, 0, 1, kind, 6, 0, 0, 0x5e, 0, 0x53, 1, 0, 0} }
	rows := []struct {
		name   string
		link   capture.LinkType
		v4, v6 []byte // headers
	}{
		{"null, little-endian", 0, []byte{2, 0, 0, 0}, []byte{30, 0, 0, 0}},
		{"null, big-endian", 0, []byte{0, 0, 0, 2}, []byte{0, 0, 0, 24}},
		{"Ethernet", 1, tagged(nil, typeIP), tagged(nil, typeIP6)},
		{"PPP", 9, []byte{0xff, 3, 0, 0x21}, []byte{0xff, 3, 0, 0x57}},
		{"raw 12", 12, nil, nil},
		{"raw 14", 14, nil, nil},
		{"PPP in HDLC framing", 50, []byte{0xff, 3, 0, 0x21}, []byte{0xff, 3, 0, 0x57}},
		{"PPPoE", 51, []byte{0x11, 0, 0, 1, 0, 9, 0, 0x21}, []byte{0x11, 0, 0, 1, 0, 9, 0, 0x57}},
		{"raw", 101, nil, nil},
		{"C-HDLC", 104, []byte{0x0f, 0, 8, 0}, []byte{0x0f, 0, 0x86, 0xdd}},
		{"loop", 108, []byte{0, 0, 0, 2}, []byte{0, 0, 0, 28}},
		{"enc", 109, append([]byte{2, 0, 0, 0}, make([]byte, 8)...), append([]byte{10, 0, 0, 0}, make([]byte, 8)...)},
		{"cooked 1", 113, append(cooked1(0), 8, 0), append(cooked1(4), 0x86, 0xdd)},
		{"cooked 1, VLAN", 113, append(cooked1(0), 0x81, 0, 0, 5, 8, 0), append(cooked1(0), 0x81, 0, 0, 5, 0x86, 0xdd)},
		{"raw IPv4", 228, nil, nil},
		{"raw IPv6", 229, nil, nil},
		{"cooked 2", 276, append([]byte{8, 0}, cooked2(0)...), append([]byte{0x86, 0xdd}, cooked2(4)...)},
		{"cooked 2, VLAN", 276, append(append([]byte{0x81, 0}, cooked2(0)...), 0, 5, 8, 0),
			append(append([]byte{0x81, 0}, cooked2(0)...), 0, 5, 0x86, 0xdd)},
	}
	for _, row := range rows {
		expr := "tcp port imap"
		if contains(row.name, "VLAN") {
			expr = "vlan 5 and " + expr
		}
		p, err := Compile(expr, row.link)
		if err != nil {
			t.Errorf("%s: %v", row.name, err)
			continue
		}
		for _, c := range []struct {
			header, packet []byte
			want           bool
		}{{row.v4, mail4, row.link != 229}, {row.v4, other4, false}, {row.v6, mail6, row.link != 228}} {
			f := before(c.packet, append([]byte(nil), c.header...)...)
			if got := p.Match(f, len(f)); got != c.want {
				t.Errorf("%s: %x: %t", row.name, f, got)
			}
		}
	}
}

// TestCooked asks for what cooked headers alone know.
func TestCooked(t *testing.T) {
	out1 := append([]byte{0, 4, 0, 1, 0, 6, 0, 0, 0x5e, 0, 0x53, 1, 0, 0, 8, 0}, ip4(6, tcp(1, 2))...)
	out2 := append([]byte{8, 0, 0, 0, 0, 0, 0, 7, 0, 1, 4, 6, 0, 0, 0x5e, 0, 0x53, 1, 0, 0}, ip4(6, tcp(1, 2))...)
	for _, row := range []struct {
		link  capture.LinkType
		frame []byte
		expr  string
		want  bool
	}{
		{113, out1, "outbound", true}, {113, out1, "inbound", false},
		{276, out2, "outbound and tcp", true}, {276, out2, "inbound", false},
		{276, out2, "ifindex 7", true}, {276, out2, "ifindex 8", false},
	} {
		p, err := Compile(row.expr, row.link)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Match(row.frame, len(row.frame)); got != row.want {
			t.Errorf("%s on %d: %t", row.expr, row.link, got)
		}
	}
}

// TestSnapped shows that lengths are the wire's, and that a test beyond the captured octets refuses the frame.
func TestSnapped(t *testing.T) {
	f := ethernet(ip4(6, tcp(40000, 143)))
	for _, row := range []struct {
		expr     string
		captured int
		want     bool
	}{
		{"greater 1000", len(f), true}, {"len = 1500", 14, true},
		{"tcp port 143", 38, true}, {"tcp port 143", 37, false}, {"not tcp port 144", 37, false},
	} {
		p, err := Compile(row.expr, 1)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Match(f[:row.captured], 1500); got != row.want {
			t.Errorf("%s on %d octets: %t", row.expr, row.captured, got)
		}
	}
}
