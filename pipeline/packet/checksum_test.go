package packet

import (
	"encoding/binary"
	"math/rand/v2"
	"testing"
)

// FuzzSum holds the unrolled sum to RFC 1071's.
func FuzzSum(f *testing.F) {
	f.Add([]byte{}, uint8(0))
	f.Add([]byte{1}, uint8(0))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, uint8(3))
	long := make([]byte, 300)
	for i := range long {
		long[i] = 0xff
	}
	f.Add(long, uint8(1))
	f.Fuzz(func(t *testing.T, b []byte, cut uint8) {
		b = b[min(int(cut), len(b)):]
		want := naive(b)
		var got [2]byte
		binary.LittleEndian.PutUint16(got[:], fold(sum(0, b)))
		if g := binary.BigEndian.Uint16(got[:]); g != want && g^want != 0xffff {
			t.Fatalf("sum of %x: %04x, RFC 1071 %04x", b, g, want)
		}
	})
}

// TestVerify tells what a checksum is worth, for both versions and every length of payload up to some unrolled rounds.
func TestVerify(t *testing.T) {
	d, rnd := NewDecoder(Options{}), rand.New(rand.NewPCG(1, 2))
	for n := range 200 {
		for _, spec := range []tcpSpec{client4(), client6()} {
			spec.payload = make([]byte, n)
			for i := range spec.payload {
				spec.payload[i] = byte(rnd.Uint32())
			}
			check := func(name string, change func(tcp []byte), want Checksum) {
				t.Helper()
				f := ethernet(spec.ethertype(), spec.ip())
				change(f[len(f)-n-20:])
				var s Segment
				if v := d.Decode(frame(linkEthernet, f), &s); v != Decoded || s.Checksum != want {
					t.Fatalf("%s, %s, %d octets: %v, checksum %v; want %v", name, spec.src, n, v, s.Checksum, want)
				}
			}
			src, dst := addrOf(spec.src), addrOf(spec.dst)
			pseudo := be16(join(src[:], dst[:]), 0, 6, 0, uint16(20+n))
			set := func(v uint16) func([]byte) {
				return func(b []byte) { binary.BigEndian.PutUint16(b[16:], v) }
			}
			check("as sent", func([]byte) {}, ChecksumRight)
			check("one bit off", func(b []byte) { b[4] ^= 0x10 }, ChecksumWrong)
			check("left to the interface", set(naive(pseudo)), ChecksumPartial)
			check("left without length", set(naive(pseudo[:36])), ChecksumPartial)
			check("left at zero", set(0), ChecksumPartial)
		}
	}
}

// TestVerifyNone leaves the checksum unknown.
func TestVerifyNone(t *testing.T) {
	d := NewDecoder(Options{Checksums: VerifyNone})
	for _, link := range []func([]byte) []byte{
		func(b []byte) []byte { return ethernet(typeIP4, b) },
		func(b []byte) []byte { return ethernet(typeIP4, outer(protocolIP4, b)) },
	} {
		var s Segment
		if v := d.Decode(frame(linkEthernet, link(client4().ip())), &s); v != Decoded || s.Checksum != ChecksumUnknown {
			t.Errorf("%v, checksum %v", v, s.Checksum)
		}
	}
}
