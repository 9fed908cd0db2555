package main

import "encoding/binary"

// TCP's control bits (RFC 9293 section 3.1).
const (
	fin = 1 << iota
	syn
	rst
	psh
	ack
)

// Lengths of headers. Every TCP header has the time stamp option (RFC 7323), padded to 12 octets, as Linux sends it.
const (
	etherLen = 14
	ipv4Len  = 20
	ipv6Len  = 40
	tcpLen   = 32
)

// header is the part of one direction's frames that does not change.
type header struct {
	octets [etherLen + ipv6Len + tcpLen]byte
	len    int
	v6     bool
	pseudo uint64 // sum of the pseudo header's addresses and protocol
	ip     uint64 // sum of the IPv4 header without length, identification and checksum
	id     uint16
}

// address is an IPv4 address in the first 4 octets, or an IPv6 address.
type address [16]byte

func (h *header) set(v6 bool, from, to address, fromPort, toPort uint16) {
	*h = header{v6: v6, id: h.id}
	f := h.octets[:]
	copy(f, "\x02\x00\x00\x00\x00\x01\x02\x00\x00\x00\x00\x02")
	n := 4
	if v6 {
		n = 16
		h.len = etherLen + ipv6Len
		copy(f[12:], "\x86\xdd\x60\x00\x00\x00\x00\x00\x06\x40")
	} else {
		h.len = etherLen + ipv4Len
		copy(f[12:], "\x08\x00\x45\x00\x00\x00\x00\x00\x40\x00\x40\x06")
	}
	copy(f[h.len-2*n:], from[:n])
	copy(f[h.len-n:], to[:n])
	h.pseudo = sum(f[h.len-2*n:h.len], 6)
	h.ip = sum(f[etherLen:etherLen+ipv4Len], 0)
	tcp := f[h.len:]
	binary.BigEndian.PutUint16(tcp, fromPort)
	binary.BigEndian.PutUint16(tcp[2:], toPort)
	tcp[12] = tcpLen / 4 << 4
	binary.BigEndian.PutUint16(tcp[14:], 0xffff)
	copy(tcp[20:], "\x01\x01\x08\x0a")
	h.len += tcpLen
}

// frame appends a frame with these octets to out.
func (h *header) frame(out []byte, flags byte, seq, acked, stamp uint32, payload []byte) []byte {
	start := len(out)
	out = append(append(out, h.octets[:h.len]...), payload...)
	f := out[start:]
	length := tcpLen + len(payload)
	if h.v6 {
		binary.BigEndian.PutUint16(f[18:], uint16(length))
	} else {
		h.id++
		binary.BigEndian.PutUint16(f[16:], uint16(ipv4Len+length))
		binary.BigEndian.PutUint16(f[18:], h.id)
		binary.BigEndian.PutUint16(f[24:], fold(h.ip+uint64(ipv4Len+length)+uint64(h.id)))
	}
	tcp := f[h.len-tcpLen:]
	binary.BigEndian.PutUint32(tcp[4:], seq)
	binary.BigEndian.PutUint32(tcp[8:], acked)
	tcp[13] = flags
	binary.BigEndian.PutUint32(tcp[24:], stamp)
	binary.BigEndian.PutUint16(tcp[16:], fold(sum(tcp, h.pseudo+uint64(length))))
	return out
}

// sum adds the octets to s as numbers of 16 bits, or of 32, which after folding is the same (RFC 1071 section 2).
func sum(b []byte, s uint64) uint64 {
	for ; len(b) >= 8; b = b[8:] {
		v := binary.BigEndian.Uint64(b)
		s += v>>32 + v&0xffffffff
	}
	var last [8]byte
	copy(last[:], b)
	v := binary.BigEndian.Uint64(last[:])
	return s + v>>32 + v&0xffffffff
}

// fold makes an Internet checksum of a sum.
func fold(s uint64) uint16 {
	for s>>16 != 0 {
		s = s>>16 + s&0xffff
	}
	return ^uint16(s)
}
