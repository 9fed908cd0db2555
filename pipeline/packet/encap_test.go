package packet

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// wrapped is a frame form: what stands around an IP packet.
type wrapped struct {
	name    string
	link    capture.LinkType
	wrap    func(spec tcpSpec) []byte
	vlans   []uint16
	tunnels []string
}

// eth wraps what follows the type.
func eth(t uint16, f func(spec tcpSpec) []byte) func(tcpSpec) []byte {
	return func(s tcpSpec) []byte { return ethernet(t, f(s)) }
}

// tunnelled wraps in Ethernet, IPv4 and the protocol a header and what inner makes.
func tunnelled(protocol byte, header []byte, inner func(tcpSpec) []byte) func(tcpSpec) []byte {
	return func(s tcpSpec) []byte { return ethernet(typeIP4, outer(protocol, join(header, inner(s)))) }
}

// overUDP wraps in Ethernet, IPv4 and UDP to the port a header and what inner makes.
func overUDP(port uint16, header []byte, inner func(tcpSpec) []byte) func(tcpSpec) []byte {
	return func(s tcpSpec) []byte {
		return ethernet(typeIP4, outer(protocolUDP, udp(port, join(header, inner(s)))))
	}
}

func bare(s tcpSpec) []byte    { return s.ip() }
func inFrame(s tcpSpec) []byte { return ethernet(s.ethertype(), s.ip()) }
func typedAs(s tcpSpec) []byte { return be16(nil, s.ethertype()) }
func protocol(s tcpSpec) uint16 {
	return map[uint16]uint16{typeIP4: 0x21, typeIP6: 0x57}[s.ethertype()]
}

// before puts octets before what inner makes.
func before(h []byte, inner func(tcpSpec) []byte) func(tcpSpec) []byte {
	return func(s tcpSpec) []byte { return join(h, inner(s)) }
}

// typedInner is the type and the packet.
func typedInner(s tcpSpec) []byte { return join(typedAs(s), s.ip()) }

// pppInner is a PPP protocol and the packet.
func pppInner(s tcpSpec) []byte { return join(be16(nil, protocol(s)), s.ip()) }

var (
	llcSNAP = []byte{0xaa, 0xaa, 3, 0, 0, 0}
	qosData = join([]byte{0x88, 0x01}, make([]byte, 24))
)

func forms() []wrapped {
	return []wrapped{
		{"ethernet", 1, inFrame, nil, nil},
		{"vlan", 1, eth(typeVLAN, before(be16(nil, 0x6064), typedInner)), []uint16{100}, nil},
		{"qinq", 1, eth(typeService, before(be16(nil, 100, typeVLAN, 200), typedInner)), []uint16{100, 200}, nil},
		{"qinq 9100", 1, eth(typeOldQinQ, before(be16(nil, 1, typeVLAN, 2, typeVLAN, 3), typedInner)), []uint16{1, 2, 3}, nil},
		{"e-tag", 1, eth(typeETag, before(make([]byte, 6), typedInner)), nil, nil},
		{"vn-tag", 1, eth(typeVNTag, before(make([]byte, 4), typedInner)), nil, nil},
		{"pbb", 1, eth(typeBackbone, before([]byte{0, 0, 1, 2}, inFrame)), nil, []string{"pbb:258"}},
		{"llc snap", 1, func(s tcpSpec) []byte {
			b := join(llcSNAP, typedInner(s))
			return ethernet(uint16(len(b)), b)
		}, nil, nil},
		{"mpls", 1, eth(typeMPLS, before([]byte{0, 6, 0x40, 64, 0, 0xc, 0x81, 64}, bare)), nil, []string{"mpls:100", "mpls:200"}},
		{"pseudowire", 1, eth(typeMPLS, before([]byte{0, 6, 0x41, 64, 0, 0, 0, 0}, inFrame)), nil, []string{"mpls:100"}},
		{"pseudowire, no control word", 1, eth(typeMPLS, before([]byte{0, 6, 0x41, 64}, inFrame)), nil, []string{"mpls:100"}},
		{"pppoe", 1, func(s tcpSpec) []byte {
			b := pppInner(s)
			return ethernet(typePPPoE, join([]byte{0x11, 0}, be16(nil, 5, uint16(len(b))), b))
		}, nil, []string{"pppoe:5"}},
		{"ip in ip", 1, func(s tcpSpec) []byte {
			if s.ethertype() == typeIP6 {
				return ethernet(typeIP4, outer(protocolIP6, s.ip()))
			}
			return ethernet(typeIP6, ip6("2001:db8::a", "2001:db8::b", protocolIP4, s.ip()))
		}, nil, nil},
		{"gre", 1, tunnelled(protocolGRE, []byte{0, 0}, typedInner), nil, []string{"gre"}},
		{"gre, all fields", 1, tunnelled(protocolGRE, []byte{0xf0, 0}, func(s tcpSpec) []byte {
			routing := []byte{8, 0, 0, 4, 1, 2, 3, 4, 0, 0, 0, 0}
			return join(typedAs(s), make([]byte, 4), be32(nil, 9), make([]byte, 4), routing, s.ip())
		}), nil, []string{"gre:9"}},
		{"gre, ethernet", 1, tunnelled(protocolGRE, []byte{0x20, 0, 0x65, 0x58, 0, 0, 0, 42}, inFrame), nil, []string{"gre:42"}},
		{"gre, ppp", 1, tunnelled(protocolGRE, []byte{0x30, 0x01, 0x88, 0x0b, 0, 66, 0, 3, 0, 0, 0, 1}, func(s tcpSpec) []byte {
			s.payload = s.payload[:4]
			return pppInner(s)
		}), nil, []string{"pptp:3"}},
		{"eoip", 1, tunnelled(protocolGRE, []byte{0x20, 0x01, 0x64, 0, 1, 0, 7, 0}, inFrame), nil, []string{"eoip:7"}},
		{"erspan 1", 1, tunnelled(protocolGRE, []byte{0, 0, 0x88, 0xbe}, inFrame), nil, []string{"erspan"}},
		{"erspan 2", 1, tunnelled(protocolGRE, []byte{0x10, 0, 0x88, 0xbe, 0, 0, 0, 1, 0x10, 0, 0, 5, 0, 0, 0, 0}, inFrame), nil, []string{"erspan:5"}},
		{"erspan 3", 1, tunnelled(protocolGRE, []byte{0x10, 0, 0x22, 0xeb, 0, 0, 0, 1, 0x20, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0}, inFrame), nil, []string{"erspan:6"}},
		{"erspan 3, subheader", 1, tunnelled(protocolGRE, join([]byte{0x10, 0, 0x22, 0xeb, 0, 0, 0, 1, 0x20, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 1}, make([]byte, 8)), inFrame), nil, []string{"erspan:6"}},
		{"vxlan", 1, overUDP(portVXLAN, []byte{8, 0, 0, 0, 0, 0, 42, 0}, inFrame), nil, []string{"vxlan:42"}},
		{"vxlan of old", 1, overUDP(portVXLANOld, []byte{8, 0, 0, 0, 0, 0, 42, 0}, inFrame), nil, []string{"vxlan:42"}},
		{"vxlan, vlan", 1, overUDP(portVXLAN, []byte{8, 0, 0, 0, 0, 1, 0, 0}, eth(typeVLAN, before(be16(nil, 7), typedInner))), []uint16{7}, []string{"vxlan:256"}},
		{"vxlan-gpe, nsh", 1, overUDP(portVXLANGPE, []byte{0x0c, 0, 0, 4, 0, 0, 1, 0, 0x0f, 0xc2, 2, 3, 0, 0, 1, 255}, inFrame), nil, []string{"vxlan:1"}},
		{"geneve", 1, overUDP(portGeneve, []byte{2, 0, 0x65, 0x58, 0, 0, 7, 0, 0, 0, 0, 1, 0, 0, 0, 0}, inFrame), nil, []string{"geneve:7"}},
		{"geneve, ip", 1, overUDP(portGeneve, []byte{0, 0}, func(s tcpSpec) []byte { return join(typedAs(s), []byte{0, 0, 7, 0}, s.ip()) }), nil, []string{"geneve:7"}},
		{"gtp", 1, overUDP(portGTP, []byte{0x30, 255, 0xff, 0xff, 0, 0, 0, 77}, bare), nil, []string{"gtp:77"}},
		{"gtp, extensions", 1, overUDP(portGTP, []byte{0x36, 255, 0xff, 0xff, 0, 0, 0, 77, 0, 1, 0, 0x85, 1, 0, 0, 0xc0, 2, 0, 0, 0, 0, 0, 0, 0}, bare), nil, []string{"gtp:77"}},
		{"teredo", 1, overUDP(portTeredo, []byte{0, 1, 2, 3, 1, 2, 3, 4, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6}, inet6Only), nil, []string{"teredo"}},
		{"gre in udp", 1, overUDP(portGRE, []byte{0, 0}, typedInner), nil, []string{"gre"}},
		{"mpls in udp", 1, overUDP(portMPLS, []byte{0, 6, 0x41, 64}, bare), nil, []string{"mpls:100"}},
		{"fabric path", 1, eth(typeFabricPath, before([]byte{0, 1}, inFrame)), nil, nil},
		{"trill", 1, eth(typeTRILL, before([]byte{0, 0x41, 0, 0, 0, 0, 1, 1, 1, 1}, inFrame)), nil, nil},
		{"aruba", 1, tunnelled(protocolGRE, join([]byte{0, 0, 0x82, 0x40}, qosData, llcSNAP), typedInner), nil, []string{"gre"}},
		{"wccp", 1, tunnelled(protocolGRE, []byte{0, 0, 0x88, 0x3e, 0, 1, 2, 3}, inetOnly), nil, []string{"gre"}},
		{"infiniband", 242, before(make([]byte, 40), func(s tcpSpec) []byte { return join(typedAs(s), []byte{0, 0}, s.ip()) }), nil, nil},
		{"fddi", 10, before(join(make([]byte, 13), llcSNAP), typedInner), nil, nil},
		{"atm, bridged", 100, before([]byte{0xaa, 0xaa, 3, 0, 0x80, 0xc2, 0, 7, 0, 0}, inFrame), nil, nil},
		{"atm, sun", 123, before(join([]byte{2, 0, 0, 1}, llcSNAP), typedInner), nil, nil},
		{"ppp, bridged", 9, before([]byte{0, 0x31, 0, 1}, inFrame), nil, nil},
		{"ppp, direction", 204, before([]byte{1}, pppInner), nil, nil},
		{"802.11, aggregate", 105, before(join([]byte{0x88, 0x01}, make([]byte, 22), []byte{0x80, 0}, make([]byte, 14), llcSNAP), typedInner), nil, nil},
		{"prism", 119, before(join([]byte{0x44, 0, 0, 0, 144, 0, 0, 0}, make([]byte, 136), qosData, llcSNAP), typedInner), nil, nil},
		{"avs", 163, before(join([]byte{0x80, 0x21, 0x10, 1, 0, 0, 0, 64}, make([]byte, 56), qosData, llcSNAP), typedInner), nil, nil},
		{"l2tp, all fields", 1, overUDP(portL2TP, []byte{0x4a, 2, 0, 0, 0, 1, 0, 2, 0, 5, 0, 6, 0, 2, 9, 9}, pppInner), nil, []string{"l2tp:65538"}},
		{"vxlan-gpe, ip", 1, overUDP(portVXLANGPE, []byte{0x0c, 0, 0, 1, 0, 0, 1, 0}, inetOnly), nil, []string{"vxlan:1"}},
		{"vxlan-gpe, mpls", 1, overUDP(portVXLANGPE, []byte{0x0c, 0, 0, 5, 0, 0, 1, 0, 0, 6, 0x41, 64}, bare), nil, []string{"vxlan:1", "mpls:100"}},
		{"ip in ip, alike", 1, tunnelled(protocolIP4, nil, inetOnly), nil, []string{"ipip"}},
		{"ipv6 in ipv6", 229, func(tcpSpec) []byte { return ip6("2001:db8::a", "2001:db8::b", protocolIP6, client6().ip()) }, nil, []string{"6in6"}},
		{"ethernet in ipv6", 229, func(s tcpSpec) []byte { return ip6("2001:db8::a", "2001:db8::b", protocolEthernet, inFrame(s)) }, nil, nil},
		{"mpls in ip", 1, tunnelled(protocolMPLS, []byte{0, 6, 0x41, 64}, bare), nil, []string{"mpls:100"}},
		{"ppi, raw", 192, before([]byte{0, 0, 8, 0, 101, 0, 0, 0}, bare), nil, nil},
		{"cooked, 802.11", 113, before(join(be16(nil, 0, 801), make([]byte, 12), qosData, llcSNAP), typedInner), nil, nil},
		{"cooked, llc", 113, before(join(make([]byte, 14), be16(nil, 4), llcSNAP), typedInner), nil, nil},
		{"l2tp", 1, overUDP(portL2TP, []byte{0x40, 2, 0, 0, 0, 1, 0, 2, 0xff, 3}, pppInner), nil, []string{"l2tp:65538"}},
		{"ah", 1, func(s tcpSpec) []byte {
			if s.ethertype() == typeIP6 {
				return ethernet(typeIP6, ip6(s.src, s.dst, protocolAH, join([]byte{6, 4}, make([]byte, 22), s.tcp())))
			}
			return ethernet(typeIP4, ip4(s.src, s.dst, protocolAH, join([]byte{6, 4}, make([]byte, 22), s.tcp())))
		}, nil, nil},
		{"cooked", 113, before(make([]byte, 14), typedInner), nil, nil},
		{"cooked, vlan", 113, before(join(make([]byte, 14), be16(nil, typeVLAN, 100)), typedInner), []uint16{100}, nil},
		{"cooked 2", 276, func(s tcpSpec) []byte { return join(typedAs(s), make([]byte, 18), s.ip()) }, nil, nil},
		{"raw", 101, bare, nil, nil},
		{"raw 12", 12, bare, nil, nil},
		{"raw 14", 14, bare, nil, nil},
		{"null, little", 0, before([]byte{2, 0, 0, 0}, inetOnly), nil, nil},
		{"null, big", 0, before([]byte{0, 0, 0, 30}, inet6Only), nil, nil},
		{"null, freebsd", 0, before([]byte{28, 0, 0, 0}, inet6Only), nil, nil},
		{"loop", 108, before([]byte{0, 0, 0, 24}, inet6Only), nil, nil},
		{"enc", 109, before(join([]byte{2, 0, 0, 0}, make([]byte, 8)), inetOnly), nil, nil},
		{"ppp", 9, before([]byte{0xff, 3}, pppInner), nil, nil},
		{"ppp, compressed", 9, func(s tcpSpec) []byte { return join([]byte{byte(protocol(s))}, s.ip()) }, nil, nil},
		{"ppp or hdlc", 50, before([]byte{0x0f, 0}, typedInner), nil, nil},
		{"pppoe link", 51, func(s tcpSpec) []byte {
			b := pppInner(s)
			return join([]byte{0x11, 0}, be16(nil, 5, uint16(len(b))), b)
		}, nil, []string{"pppoe:5"}},
		{"hdlc", 104, before([]byte{0x0f, 0}, typedInner), nil, nil},
		{"802.11", 105, before(join(qosData, llcSNAP), typedInner), nil, nil},
		{"radiotap", 127, before(join([]byte{0, 0, 9, 0, 2, 0, 0, 0, 0x20}, qosData, []byte{0, 0}, llcSNAP), typedInner), nil, nil},
		{"pflog", 117, before(join([]byte{61, 2}, make([]byte, 62)), inetOnly), nil, nil},
		{"nflog", 239, func(tcpSpec) []byte {
			s := client4()
			return join([]byte{2, 0, 0, 0, 6, 0, 10, 0, 'x', 0, 0, 0, byte(4 + len(s.ip())), 0, 9, 0}, s.ip())
		}, nil, nil},
		{"ppi", 192, before([]byte{0, 0, 8, 0, 1, 0, 0, 0}, inFrame), nil, nil},
	}
}

// inetOnly and inet6Only are for headers that fix the version.
func inetOnly(tcpSpec) []byte  { return client4().ip() }
func inet6Only(tcpSpec) []byte { return client6().ip() }

// TestForms: whatever stands around a segment, the segment is the same, with its encapsulation named; and every cut of the frame is
// either not decoded or the same segment with less payload and the rest counted as missing.
func TestForms(t *testing.T) {
	for _, form := range forms() {
		for _, spec := range []tcpSpec{client4(), client6()} {
			d := NewDecoder(Options{Seed: 3})
			p := frame(form.link, form.wrap(spec))
			var s Segment
			if v := d.Decode(p, &s); v != Decoded {
				t.Errorf("%s: %v, %v", form.name, v, d.Counts().NotDecodedBy)
				continue
			}
			if s.SrcPort != spec.srcPort || s.DstPort != spec.dstPort || s.Seq != spec.seq || s.Ack != spec.ack || s.Window != spec.window ||
				s.Flags != spec.flags || !bytes.HasPrefix(spec.payload, s.Payload) || len(s.Payload) < 4 || s.Missing != 0 ||
				s.Stamp != p.Stamp || s.WindowScale != -1 || s.Checksum != ChecksumRight {
				t.Errorf("%s: %+v", form.name, s)
			}
			if s.Src != addrOf(spec.src) && s.Src != addrOf(client4().src) && s.Src != addrOf(client6().src) {
				t.Errorf("%s: from %v", form.name, s.Src)
			}
			checkEncap(t, form, &s)
			cuts(t, form.name, d, p, s)
		}
	}
}

// TestFormsAllocate nothing once their encapsulation is known, whatever the path.
func TestFormsAllocate(t *testing.T) {
	d := NewDecoder(Options{})
	for _, form := range forms() {
		p := frame(form.link, form.wrap(client4()))
		var s Segment
		d.Decode(p, &s)
		if n := testing.AllocsPerRun(20, func() { d.Decode(p, &s) }); n != 0 {
			t.Errorf("%s: %v allocations", form.name, n)
		}
	}
}

func checkEncap(t *testing.T, form wrapped, s *Segment) {
	t.Helper()
	if form.name == "ip in ip" {
		form.tunnels = []string{map[bool]string{true: "4in6", false: "6in4"}[s.Src[10] == 0xff]}
	}
	if len(form.vlans)+len(form.tunnels) == 0 {
		if s.Encap != nil || s.EncapKey != 0 {
			t.Errorf("%s: encapsulation %v, key %x", form.name, s.Encap, s.EncapKey)
		}
		return
	}
	if s.Encap == nil || !slices.Equal(s.Encap.VLANs, form.vlans) || !slices.Equal(s.Encap.Tunnels, form.tunnels) {
		t.Errorf("%s: encapsulation %v", form.name, s.Encap)
		return
	}
	onlyMPLS := len(form.vlans) == 0 && strings.HasPrefix(form.tunnels[0], "mpls")
	if (s.EncapKey == 0) != onlyMPLS {
		t.Errorf("%s: key %x", form.name, s.EncapKey)
	}
}

// cuts decodes every cut of the frame.
func cuts(t *testing.T, name string, d *Decoder, p *capture.Packet, whole Segment) {
	t.Helper()
	for n := range len(p.Data) {
		var s Segment
		q := snapped(p, n)
		switch v := d.Decode(q, &s); v {
		case Decoded:
			want := whole
			want.Payload = s.Payload
			want.Missing, want.Checksum = len(whole.Payload)-len(s.Payload), ChecksumUnknown
			if len(p.Data) > n && s.Missing == 0 { // only padding was cut
				want.Checksum = whole.Checksum
			}
			if !bytes.HasPrefix(whole.Payload, s.Payload) || !reflect.DeepEqual(s, want) {
				t.Errorf("%s, cut at %d: %+v; want %+v", name, n, s, want)
			}
		case NotDecoded, NotTCP:
		default:
			t.Errorf("%s, cut at %d: %v", name, n, v)
		}
	}
	if c := d.Counts(); c.NotDecodedBy[CauseDecoderPanic] != 0 {
		t.Errorf("%s: %d panics", name, c.NotDecodedBy[CauseDecoderPanic])
	}
}

// FuzzDecode: no input makes a panic, and a decoded segment keeps its promises.
func FuzzDecode(f *testing.F) {
	for _, form := range forms() {
		f.Add(form.wrap(client4()), uint16(form.link), uint16(0))
		f.Add(form.wrap(client6()), uint16(form.link), uint16(9))
	}
	d := NewDecoder(Options{Fragments: FragmentLimits{Datagrams: 4, Octets: 1 << 16}})
	f.Fuzz(func(t *testing.T, b []byte, link, cut uint16) {
		p := frame(capture.LinkType(link), b)
		p.Length += int(cut)
		var s Segment
		v := d.Decode(p, &s)
		if d.Counts().NotDecodedBy[CauseDecoderPanic] != 0 {
			t.Fatalf("panic on link type %d, %x", link, b)
		}
		if v == Decoded && (s.Missing < 0 || s.Missing > int(cut)+maxDatagram || s.Checksum == ChecksumRight && s.Missing > 0 || (s.Encap == nil && s.EncapKey != 0)) {
			t.Fatalf("%+v", s)
		}
		if v == 0 {
			t.Fatal("no verdict")
		}
		if len(d.fragments.held) > 4 || d.fragments.octets > 1<<16 {
			t.Fatalf("%d datagrams, %d octets held", len(d.fragments.held), d.fragments.octets)
		}
	})
}
