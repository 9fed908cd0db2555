package captest

import (
	"encoding/binary"
	"net/netip"
)

// Segment is a TCP segment to be framed. Both addresses are of one IP version.
type Segment struct {
	Src, Dst netip.AddrPort
	VLANs    []uint16
	Seq, Ack uint32
	Flags    byte
	Window   uint16
	Options  []byte // padded to 4 by the caller
	Payload  string
	// WrongChecksum spoils TCP's checksum.
	WrongChecksum bool
}

const (
	etherVLAN = 0x8100
	etherIPv4 = 0x0800
	etherIPv6 = 0x86dd
)

// Frame returns the segment in IP in Ethernet, with right checksums and without padding.
func (s *Segment) Frame() []byte {
	b := make([]byte, 0, 14+4*len(s.VLANs)+40+20+len(s.Options)+len(s.Payload))
	b = append(b, mac(s.Dst)...)
	b = append(b, mac(s.Src)...)
	for _, v := range s.VLANs {
		b = binary.BigEndian.AppendUint16(b, etherVLAN)
		b = binary.BigEndian.AppendUint16(b, v)
	}
	if s.Src.Addr().Is4() {
		b = binary.BigEndian.AppendUint16(b, etherIPv4)
	} else {
		b = binary.BigEndian.AppendUint16(b, etherIPv6)
	}
	return append(b, s.Packet()...)
}

// mac makes a locally administered address of an IP address.
func mac(a netip.AddrPort) []byte {
	ip := a.Addr().AsSlice()
	return append([]byte{2, 0}, ip[len(ip)-4:]...)
}

// Packet returns the segment in IP (RFC 791 section 3.1, RFC 8200 section 3).
func (s *Segment) Packet() []byte {
	src, dst := s.Src.Addr(), s.Dst.Addr()
	tcp := s.TCP()
	if !src.Is4() {
		b := []byte{0x60, 0, 0, 0}
		b = binary.BigEndian.AppendUint16(b, uint16(len(tcp)))
		b = append(b, 6, 64)
		b = append(b, src.AsSlice()...)
		b = append(b, dst.AsSlice()...)
		return append(b, tcp...)
	}
	b := []byte{0x45, 0}
	b = binary.BigEndian.AppendUint16(b, uint16(20+len(tcp)))
	b = append(b, 0, 0, 0x40, 0, 64, 6, 0, 0) // no fragment, TTL 64
	b = append(b, src.AsSlice()...)
	b = append(b, dst.AsSlice()...)
	binary.BigEndian.PutUint16(b[10:], ^fold(sum(0, b)))
	return append(b, tcp...)
}

// TCP returns the segment as it stands in the IP packet (RFC 9293 section 3.1).
func (s *Segment) TCP() []byte {
	b := binary.BigEndian.AppendUint16(nil, s.Src.Port())
	b = binary.BigEndian.AppendUint16(b, s.Dst.Port())
	b = binary.BigEndian.AppendUint32(b, s.Seq)
	b = binary.BigEndian.AppendUint32(b, s.Ack)
	b = append(b, byte(5+len(s.Options)/4)<<4, s.Flags)
	b = binary.BigEndian.AppendUint16(b, s.Window)
	b = append(b, 0, 0, 0, 0)
	b = append(b, s.Options...)
	b = append(b, s.Payload...)

	// The pseudo header: addresses, protocol, length.
	pseudo := sum(uint64(6+len(b)), s.Src.Addr().AsSlice())
	pseudo = sum(pseudo, s.Dst.Addr().AsSlice())
	check := ^fold(sum(pseudo, b))
	if s.WrongChecksum {
		check ^= 0x5555
	}
	binary.BigEndian.PutUint16(b[16:], check)
	return b
}

// sum adds p to a checksum in the making (RFC 1071 section 1).
func sum(start uint64, p []byte) uint64 {
	for ; len(p) >= 2; p = p[2:] {
		start += uint64(binary.BigEndian.Uint16(p))
	}
	if len(p) == 1 {
		start += uint64(p[0]) << 8
	}
	return start
}

func fold(v uint64) uint16 {
	for v > 0xffff {
		v = v>>16 + v&0xffff
	}
	return uint16(v)
}
