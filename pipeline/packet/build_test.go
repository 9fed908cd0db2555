package packet

import (
	"encoding/binary"
	"net/netip"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// tcpSpec describes the segment that a test wraps.
type tcpSpec struct {
	src, dst         string
	srcPort, dstPort uint16
	seq, ack         uint32
	flags            Flags
	window           uint16
	options          []byte
	payload          []byte
}

// client4 and client6 are the segments that most tests wrap.
func client4() tcpSpec {
	return tcpSpec{
		src: "192.0.2.1", dst: "198.51.100.7", srcPort: 40000, dstPort: 143, seq: 0xfffffff0, ack: 77,
		flags: PSH | ACK, window: 512, payload: []byte("a1 NOOP\r\na2 NOOP\r\n"),
	}
}

func client6() tcpSpec {
	s := client4()
	s.src, s.dst = "2001:db8::1", "2001:db8:1::7"
	return s
}

func addrOf(s string) Addr { return netip.MustParseAddr(s).As16() }

// be16 and be32 append numbers in network order.
func be16(b []byte, v ...uint16) []byte {
	for _, x := range v {
		b = binary.BigEndian.AppendUint16(b, x)
	}
	return b
}

func be32(b []byte, v uint32) []byte { return binary.BigEndian.AppendUint32(b, v) }

func join(parts ...[]byte) []byte {
	var b []byte
	for _, p := range parts {
		b = append(b, p...)
	}
	return b
}

// tcp is the segment with its checksum right.
func (s tcpSpec) tcp() []byte {
	b := be16(nil, s.srcPort, s.dstPort)
	b = be32(be32(b, s.seq), s.ack)
	b = append(b, byte(5+len(s.options)/4)<<4, byte(s.flags))
	b = be16(b, s.window, 0, 0)
	b = join(b, s.options, s.payload)
	src, dst := addrOf(s.src), addrOf(s.dst)
	pseudo := be16(join(src[:], dst[:]), 0, 6, uint16(len(b)>>16), uint16(len(b)))
	binary.BigEndian.PutUint16(b[16:], ^naive(join(pseudo, b)))
	return b
}

// naive is RFC 1071's sum, one word after the other.
func naive(b []byte) uint16 {
	var sum uint32
	for i := 0; i < len(b); i += 2 {
		word := uint32(b[i]) << 8
		if i+1 < len(b) {
			word |= uint32(b[i+1])
		}
		sum += word
		sum = sum>>16 + sum&0xffff
	}
	return uint16(sum)
}

// ip4 is an IPv4 packet without options around b.
func ip4(src, dst string, protocol byte, b []byte) []byte {
	return ip4With(src, dst, protocol, 7, 0, nil, b)
}

func ip4With(src, dst string, protocol byte, id, fragment uint16, options, b []byte) []byte {
	s, d := netip.MustParseAddr(src).As4(), netip.MustParseAddr(dst).As4()
	h := append([]byte{0x45 + byte(len(options)/4), 0}, be16(nil, uint16(20+len(options)+len(b)), id, fragment)...)
	h = append(h, 64, protocol, 0, 0)
	return join(h, s[:], d[:], options, b)
}

// ip6 is an IPv6 packet without extension headers around b.
func ip6(src, dst string, next byte, b []byte) []byte {
	s, d := addrOf(src), addrOf(dst)
	h := append([]byte{0x60, 0, 0, 0}, be16(nil, uint16(len(b)))...)
	return join(append(h, next, 64), s[:], d[:], b)
}

// ip is the segment in the packet of its addresses' version.
func (s tcpSpec) ip() []byte {
	if netip.MustParseAddr(s.src).Is4() {
		return ip4(s.src, s.dst, protocolTCP, s.tcp())
	}
	return ip6(s.src, s.dst, protocolTCP, s.tcp())
}

// ethertype is that of the segment's version.
func (s tcpSpec) ethertype() uint16 {
	if netip.MustParseAddr(s.src).Is4() {
		return typeIP4
	}
	return typeIP6
}

// ethernet is a frame of the type around b.
func ethernet(t uint16, b []byte) []byte {
	return join([]byte{2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2}, be16(nil, t), b)
}

// tag is a VLAN tag, after its type, with the type of what follows.
func tag(id, t uint16, b []byte) []byte { return join(be16(nil, id, t), b) }

// udp is a datagram to the port.
func udp(port uint16, b []byte) []byte { return join(be16(nil, 49152, port, uint16(8+len(b)), 0), b) }

// outer is an outer IPv4 packet.
func outer(protocol byte, b []byte) []byte { return ip4("203.0.113.1", "203.0.113.2", protocol, b) }

// frame is a packet with all octets captured.
func frame(link capture.LinkType, b []byte) *capture.Packet {
	return &capture.Packet{Data: b, Length: len(b), Link: link, Stamp: capture.Stamp{Time: 1e9, Packet: 1}}
}

// snapped is the packet with n octets captured.
func snapped(p *capture.Packet, n int) *capture.Packet {
	q := *p
	q.Data = p.Data[:n:n]
	return &q
}
