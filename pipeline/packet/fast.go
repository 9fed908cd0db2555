package packet

import (
	"encoding/binary"

	"github.com/imaplog/imaplog/pipeline/capture"
)

const (
	ethernetHeader = 14
	ip4Header      = 20 // without options
	ip6Header      = 40
	tcpHeader      = 20 // without options

	protocolTCP = 6
)

// EtherTypes (IEEE 802 numbers).
const (
	typeIP4     = 0x0800
	typeVLAN    = 0x8100 // 802.1Q
	typeIP6     = 0x86dd
	typeService = 0x88a8 // 802.1ad, the outer tag of two
	typeOldQinQ = 0x9100 // the outer tag before 802.1ad had a number
)

// maxFastTags is how many VLAN tags the fast path takes: as many as fit into the key of encaps.tagged.
const maxFastTags = 4

// fast decodes the common frame: Ethernet, up to maxFastTags VLAN tags, IPv4 without options or IPv6 without extension
// headers, no fragment, TCP with the whole header captured. It returns false for all others, healthy or not, and has then
// changed nothing but s.
func (d *Decoder) fast(p *capture.Packet, s *Segment) bool {
	b, wire := framed(p)
	cut := wire - len(b)
	if len(b) < ethernetHeader+ip4Header+tcpHeader {
		return false
	}
	kind := binary.BigEndian.Uint16(b[12:])
	b = b[ethernetHeader:]
	tags := uint64(0)
	for n := 0; kind == typeVLAN || kind == typeService || kind == typeOldQinQ; n++ {
		if n == maxFastTags || len(b) < 4+ip4Header+tcpHeader {
			return false
		}
		tags = addTag(tags, binary.BigEndian.Uint16(b)&vlanID)
		kind = binary.BigEndian.Uint16(b[2:])
		b = b[4:]
	}
	var n int // octets of the segment that IP promises
	switch {
	case kind == typeIP4 && b[0] == 4<<4|ip4Header/4 && b[9] == protocolTCP && binary.BigEndian.Uint16(b[6:])&fragmented == 0:
		n = int(binary.BigEndian.Uint16(b[2:])) - ip4Header
		s.Src, s.Dst = Addr{10: 0xff, 11: 0xff}, Addr{10: 0xff, 11: 0xff}
		copy(s.Src[12:], b[12:16])
		copy(s.Dst[12:], b[16:20])
		b = b[ip4Header:]
	case kind == typeIP6 && b[0]>>4 == 6 && b[6] == protocolTCP && len(b) >= ip6Header+tcpHeader:
		n = int(binary.BigEndian.Uint16(b[4:]))
		s.Src = Addr(b[8:24])
		s.Dst = Addr(b[24:40])
		b = b[ip6Header:]
	default:
		return false
	}
	if n < tcpHeader || n > len(b)+cut {
		return false
	}
	if n < len(b) {
		b = b[:n]
	}
	header := int(b[12]>>4) * 4
	if header < tcpHeader || header > len(b) {
		return false
	}
	s.SrcPort = binary.BigEndian.Uint16(b)
	s.DstPort = binary.BigEndian.Uint16(b[2:])
	s.Seq = binary.BigEndian.Uint32(b[4:])
	s.Ack = binary.BigEndian.Uint32(b[8:])
	s.Flags = Flags(b[13] & flagBits)
	s.Window = binary.BigEndian.Uint16(b[14:])
	s.WindowScale = -1
	if s.Flags&SYN != 0 {
		s.WindowScale = windowScale(b[tcpHeader:header])
	}
	s.Payload = b[header:]
	s.Missing = n - len(b)
	s.Stamp = p.Stamp
	s.Encap, s.EncapKey = nil, 0
	if tags != 0 {
		s.Encap, s.EncapKey = d.encaps.tagged(tags)
	}
	s.Checksum = ChecksumUnknown
	if s.Missing == 0 && d.verify == VerifyAll {
		s.Checksum = verify(s, b)
	}
	return true
}

// fragmented masks the more-fragments flag and the offset of an IPv4 header (RFC 791 section 3.1).
const fragmented = 0x3fff

// mapped is the IPv4 address in its mapped form.
func mapped(b []byte) (a Addr) {
	a[10], a[11] = 0xff, 0xff
	copy(a[12:], b[:4])
	return a
}
