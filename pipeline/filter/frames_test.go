package filter

import "slices"

// Frames of tests, made by hand: TCP between 192.0.2.1 and 198.51.100.2, or 2001:db8::1 and 2001:db8::2.

func join16(n ...uint16) []byte {
	var out []byte
	for _, n := range n {
		out = append(out, byte(n>>8), byte(n))
	}
	return out
}

// tcp is a header with SYN and ACK set; its first four octets are ports to UDP and SCTP as well.
func tcp(source, destination uint16) []byte {
	return append(join16(source, destination), 0, 0, 0, 1, 0, 0, 0, 2, 0x50, 0x12, 0xff, 0xff, 0, 0, 0, 0)
}

func ip4(protocol byte, payload []byte) []byte {
	h := []byte{0x45, 0, 0, 0, 0, 7, 0x40, 0, 64, protocol, 0, 0, 192, 0, 2, 1, 198, 51, 100, 2}
	copy(h[2:], join16(uint16(len(h)+len(payload))))
	return append(h, payload...)
}

// options puts four octets of options into an IPv4 header.
func options(packet []byte) []byte {
	p := slices.Insert(slices.Clone(packet), 20, 1, 1, 1, 0)
	p[0]++
	return p
}

// fragment makes a later fragment of an IPv4 packet.
func fragment(packet []byte) []byte {
	p := slices.Clone(packet)
	p[6], p[7] = 0, 100
	return p
}

func ip6(next byte, payload []byte) []byte {
	h := append([]byte{0x60, 0, 0, 0}, join16(uint16(len(payload)))...)
	h = append(h, next, 64)
	address := []byte{0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}
	h = append(h, address...)
	address[15] = 2
	return append(append(h, address...), payload...)
}

// tagged puts types and tags between the addresses of an Ethernet header and a payload: type, tag, type ...
func tagged(payload []byte, words ...uint16) []byte {
	f := []byte{0x00, 0x00, 0x5e, 0x00, 0x53, 0x02, 0x00, 0x00, 0x5e, 0x00, 0x53, 0x01}
	return append(append(f, join16(words...)...), payload...)
}

func typeOf(packet []byte) uint16 {
	if packet[0]>>4 == 6 {
		return typeIP6
	}
	return typeIP
}

func ethernet(packet []byte) []byte { return tagged(packet, typeOf(packet)) }

func arp() []byte {
	return tagged(append(join16(1, 0x0800, 0x0604, 1), []byte{
		0, 0, 0x5e, 0, 0x53, 1, 192, 0, 2, 1, 0, 0, 0, 0, 0, 0, 192, 0, 2, 9}...), 0x0806)
}

// before puts octets before a packet.
func before(packet []byte, header ...byte) []byte { return append(header, packet...) }
