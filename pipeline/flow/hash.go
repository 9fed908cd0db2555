package flow

import (
	"encoding/binary"
	"math/bits"

	"github.com/imaplog/imaplog/pipeline/packet"
)

// Shards is the number of parts that all connections are spread over, a constant so that results do not depend on the
// number of workers. Hash's top six bits choose one.
const Shards = 64

// Shard is the shard of a flow's hash.
func Shard(hash uint64) int { return int(hash >> 58) }

// Odd constants without structure: the fractions of the golden ratio, of the square roots of 2 and 3, and of pi.
const (
	mix0 = 0x9e3779b97f4a7c15
	mix1 = 0x6a09e667f3bcc909
	mix2 = 0xbb67ae8584caa73b
	mix3 = 0x243f6a8885a308d3
)

// fold multiplies to 128 bits and folds the halves, so that every bit of both factors reaches every bit of the result.
func fold(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}

// Hash is the hash of a segment's connection: the same for both directions, and unforeseeable without the seed, so that
// nobody can aim many connections at one bucket. Each endpoint is hashed with the seed, and the two are added.
func Hash(seed uint64, s *packet.Segment) uint64 {
	k0 := fold(seed^mix0, mix1)
	k1 := fold(seed^mix2, mix3)
	a := endpointHash(k0, k1, &s.Src, s.SrcPort)
	b := endpointHash(k0, k1, &s.Dst, s.DstPort)
	return fold(a+b^k1, s.EncapKey^k0^mix2)
}

func endpointHash(k0, k1 uint64, addr *packet.Addr, port uint16) uint64 {
	hi := binary.LittleEndian.Uint64(addr[:8])
	lo := binary.LittleEndian.Uint64(addr[8:])
	return fold(fold(hi^k0, mix3^uint64(port))^lo, k1^uint64(port)<<32|1)
}
