package flow

import (
	"crypto/sha1" //nolint:gosec // Community ID v1 is defined with it; nothing here is a secret
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"math/bits"

	"github.com/imaplog/imaplog/pipeline/capture"
)

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// uidDigits is the length of a UID after its letter: 17 digits of base 62 are 101 bits.
const uidDigits = 17

// UID is the identity of the connection k whose first packet was seen at first, in Zeek's form: "C" and 17 digits of base
// 62. It depends on nothing else: a capture gives the same in every run, under any name and with any number of workers.
func UID(k *Key, first capture.Stamp) string {
	b := make([]byte, 0, 64)
	b = appendEndpoint(b, k.Low)
	b = appendEndpoint(b, k.High)
	b = binary.BigEndian.AppendUint64(b, k.Encap)
	b = binary.BigEndian.AppendUint64(b, uint64(first.Time))
	b = binary.BigEndian.AppendUint64(b, first.Packet)
	sum := sha256.Sum256(b)
	hi, lo := binary.BigEndian.Uint64(sum[:8]), binary.BigEndian.Uint64(sum[8:16])
	var uid [1 + uidDigits]byte
	uid[0] = 'C'
	for i := 1; i < len(uid); i++ {
		var digit uint64
		hi, digit = hi/62, hi%62
		lo, digit = bits.Div64(digit, lo, 62)
		uid[i] = base62[digit]
	}
	return string(uid[:])
}

// CommunityID is the Community ID v1 of the TCP connection k with seed 0: "1:" and the base 64 of the SHA-1 of the seed, the
// addresses and ports with the lower endpoint first, and the protocol. Key has its endpoints in that very order.
func CommunityID(k *Key) string {
	const tcp, padding = 6, 0
	b := make([]byte, 2, 2+2*16+2+2*2) // the seed, two octets, is 0
	if isIPv4(k.Low) && isIPv4(k.High) {
		b = append(b, k.Low.Addr[12:]...)
		b = append(b, k.High.Addr[12:]...)
	} else {
		b = append(b, k.Low.Addr[:]...)
		b = append(b, k.High.Addr[:]...)
	}
	b = append(b, tcp, padding)
	b = binary.BigEndian.AppendUint16(b, k.Low.Port)
	b = binary.BigEndian.AppendUint16(b, k.High.Port)
	sum := sha1.Sum(b) //nolint:gosec // see above
	return "1:" + base64.StdEncoding.EncodeToString(sum[:])
}

func appendEndpoint(b []byte, e Endpoint) []byte {
	b = append(b, e.Addr[:]...)
	return binary.BigEndian.AppendUint16(b, e.Port)
}

// isIPv4 says that e's address is in the mapped form, ::ffff:a.b.c.d (RFC 4291 section 2.5.5.2).
func isIPv4(e Endpoint) bool {
	return binary.BigEndian.Uint64(e.Addr[:8]) == 0 && binary.BigEndian.Uint32(e.Addr[8:12]) == 0xffff
}
