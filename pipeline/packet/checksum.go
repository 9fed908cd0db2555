package packet

import (
	"encoding/binary"
	"math/bits"
)

// verify says what the checksum of a whole segment is worth; b holds its header and payload, s the addresses of the
// pseudo header (RFC 9293 section 3.1):
//
//	source address, destination address, zero and protocol, TCP length
//
// The mapped form of an IPv4 address adds 0xffff to the sum, which is zero in ones' complement, so that one pseudo header
// does for both versions.
func verify(s *Segment, b []byte) Checksum {
	pseudo := sum(sum(protocolTCP<<8, s.Src[:]), s.Dst[:])
	length := uint64(bits.ReverseBytes16(uint16(len(b)))) + uint64(bits.ReverseBytes16(uint16(len(b)>>16)))
	if fold(sum(add(pseudo, length), b)) == 0xffff {
		return ChecksumRight
	}
	// What is left to the interface starts from the pseudo header's sum; Windows leaves the length out of it where the
	// interface is to cut the segment.
	switch field := binary.LittleEndian.Uint16(b[16:]); field {
	case 0, fold(add(pseudo, length)), fold(pseudo):
		return ChecksumPartial
	}
	return ChecksumWrong
}

// sum adds the octets to a ones' complement sum of 64 bits. It adds little-endian words: the sum does not care about the order
// of octets as long as whoever looks at it does so in the same (RFC 1071 section 2).
func sum(acc uint64, b []byte) uint64 {
	// Two sums at a time: each addition waits for the carry of the one before, so one alone leaves half of the processor idle.
	var other, c uint64
	for len(b) >= 64 {
		w := (*[64]byte)(b)
		acc, c = bits.Add64(acc, binary.LittleEndian.Uint64(w[0:]), 0)
		acc, c = bits.Add64(acc, binary.LittleEndian.Uint64(w[8:]), c)
		acc, c = bits.Add64(acc, binary.LittleEndian.Uint64(w[16:]), c)
		acc, c = bits.Add64(acc, binary.LittleEndian.Uint64(w[24:]), c)
		acc = add(acc, c)
		other, c = bits.Add64(other, binary.LittleEndian.Uint64(w[32:]), 0)
		other, c = bits.Add64(other, binary.LittleEndian.Uint64(w[40:]), c)
		other, c = bits.Add64(other, binary.LittleEndian.Uint64(w[48:]), c)
		other, c = bits.Add64(other, binary.LittleEndian.Uint64(w[56:]), c)
		other = add(other, c)
		b = b[64:]
	}
	acc = add(acc, other)
	for len(b) >= 8 {
		acc = add(acc, binary.LittleEndian.Uint64(b))
		b = b[8:]
	}
	if len(b) >= 4 {
		acc = add(acc, uint64(binary.LittleEndian.Uint32(b)))
		b = b[4:]
	}
	if len(b) >= 2 {
		acc = add(acc, uint64(binary.LittleEndian.Uint16(b)))
		b = b[2:]
	}
	if len(b) == 1 {
		acc = add(acc, uint64(b[0]))
	}
	return acc
}

// add is ones' complement addition: the carry comes round.
func add(a, b uint64) uint64 {
	s, c := bits.Add64(a, b, 0)
	return s + c
}

// fold brings a sum down to 16 bits.
func fold(acc uint64) uint16 {
	acc = acc>>32 + acc&0xffffffff
	acc = acc>>32 + acc&0xffffffff
	acc = acc>>16 + acc&0xffff
	acc = acc>>16 + acc&0xffff
	return uint16(acc>>16 + acc&0xffff)
}
