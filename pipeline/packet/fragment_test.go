package packet

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// part is a fragment in a test: octets from and to of a datagram's payload, and whether it says that more follow.
type part struct {
	from, to int
	more     bool
}

// fragment4 is an IPv4 frame with the part of the payload.
func fragment4(spec tcpSpec, id uint16, whole []byte, p part) *capture.Packet {
	f := uint16(p.from / 8)
	if p.more {
		f |= 0x2000
	}
	return frame(linkEthernet, ethernet(typeIP4, ip4With(spec.src, spec.dst, protocolTCP, id, f, nil, whole[p.from:p.to])))
}

// fragment6 is the same for IPv6.
func fragment6(spec tcpSpec, id uint16, whole []byte, p part) *capture.Packet {
	f := uint16(p.from)
	if p.more {
		f |= 1
	}
	h := join([]byte{protocolTCP, 0}, be16(nil, f, 0, id), whole[p.from:p.to])
	return frame(linkEthernet, ethernet(typeIP6, ip6(spec.src, spec.dst, protocolFragment, h)))
}

// split cuts n octets into parts of a multiple of 8.
func split(n, size int) []part {
	var parts []part
	for at := 0; at < n; at += size {
		parts = append(parts, part{at, min(at+size, n), at+size < n})
	}
	return parts
}

// large is a segment with 1,000 octets of payload that differ.
func large(s tcpSpec) tcpSpec {
	s.payload = make([]byte, 1000)
	for i := range s.payload {
		s.payload[i] = byte(i * 7 >> 2)
	}
	return s
}

// TestFragments: however a datagram is cut, in whatever order its pieces come and however often, it decodes once it is complete, to
// the segment that the whole packet gives, with the stamp of the piece that completed it.
func TestFragments(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for round := range 400 {
		spec, cut := large(client4()), fragment4
		if round%2 == 1 {
			spec, cut = large(client6()), fragment6
		}
		d, whole := NewDecoder(Options{}), spec.tcp()
		var want, s Segment
		d.Decode(frame(linkEthernet, ethernet(spec.ethertype(), spec.ip())), &want)

		parts := split(len(whole), 8*(1+rnd.IntN(60)))
		for range rnd.IntN(6) { // overlaps and repeats
			at := rnd.IntN(len(whole)/8-1) * 8
			to := min(at+8*(1+rnd.IntN(30)), len(whole)/8*8)
			parts = append(parts, part{at, to, true})
		}
		rnd.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		var have [2000]bool
		missing := len(whole)
		for i, p := range parts {
			for j := p.from; j < p.to; j++ {
				if !have[j] {
					have[j] = true
					missing--
				}
			}
			q := cut(spec, 9, whole, p)
			q.Packet = uint64(i + 1)
			v := d.Decode(q, &s)
			if v == Decoded {
				if missing != 0 {
					t.Fatalf("round %d: decoded with %d octets missing", round, missing)
				}
				want.Stamp = q.Stamp
				if !reflect.DeepEqual(s, want) {
					t.Fatalf("round %d: %+v, want %+v", round, s, want)
				}
				missing = -1
				break
			}
		}
		if missing != -1 {
			t.Fatalf("round %d: never decoded: %v", round, parts)
		}
		if n := d.fragments.octets; n != 0 || len(d.fragments.held) != 0 || d.Counts().FragmentsHeld != 0 || d.fragments.oldest != nil {
			t.Fatalf("round %d: %d octets still held", round, n)
		}
	}
}

// TestFirstCopyWins: a piece that rewrites what is already there changes nothing, whether it comes before or behind.
func TestFirstCopyWins(t *testing.T) {
	spec := large(client4())
	whole := spec.tcp()
	forged := bytes.Repeat([]byte{'!'}, len(whole))
	for _, first := range [][]part{
		{{0, 512, true}, {256, 520, true}},
		{{512, 800, true}, {256, 640, true}},
		{{256, 512, true}, {64, 640, true}},
	} {
		d := NewDecoder(Options{})
		var s Segment
		d.Decode(fragment4(spec, 1, whole, first[0]), &s)
		d.Decode(fragment4(spec, 1, forged, first[1]), &s)
		var v Verdict
		for _, p := range split(len(whole), 256) {
			if v = d.Decode(fragment4(spec, 1, whole, p), &s); v == Decoded {
				break
			}
		}
		got := append(bytes.Clone(whole[:20]), s.Payload...)
		if len(got) != len(whole) {
			t.Fatalf("%v: %v, %d octets", first, v, len(got))
		}
		for i := 20; i < len(whole); i++ {
			want := whole[i]
			if (i < first[0].from || i >= first[0].to) && i >= first[1].from && i < first[1].to {
				want = '!'
			}
			if got[i] != want {
				t.Fatalf("%v: octet %d is %q", first, i, got[i])
			}
		}
		if d.Counts().Overlaps == 0 {
			t.Errorf("%v: no overlap counted", first)
		}
	}
}

// TestSnappedFragment: octets that a piece lacks are missing from there on, and what follows them is not taken for them.
func TestSnappedFragment(t *testing.T) {
	spec := large(client4())
	whole := spec.tcp()
	d := NewDecoder(Options{})
	var s Segment
	parts := split(len(whole), 400)
	for _, p := range parts[:2] {
		q := fragment4(spec, 1, whole, p)
		if v := d.Decode(snapped(q, 14+20+200), &s); v != Fragment {
			t.Fatal(v)
		}
	}
	v := d.Decode(fragment4(spec, 1, whole, parts[2]), &s)
	if v != Decoded || !bytes.Equal(s.Payload, spec.payload[:180]) || s.Missing != 820 || s.Checksum != ChecksumUnknown {
		t.Fatalf("%v, %d octets, %d missing, checksum %v", v, len(s.Payload), s.Missing, s.Checksum)
	}
}

// TestBadFragments: pieces that contradict IP or each other are counted and forgotten.
func TestBadFragments(t *testing.T) {
	spec := large(client4())
	whole := spec.tcp()
	huge := bytes.Repeat([]byte{1}, 70000)
	for name, parts := range map[string][]part{
		"beyond IP's limit":   {{65528, 65560, true}},
		"ping of death":       {{65528, 65548, false}},
		"not whole words":     {{0, 101, true}},
		"two ends":            {{800, 1000, false}, {800, 992, false}},
		"an end before":       {{800, 1000, true}, {400, 600, false}},
		"beyond the end":      {{400, 600, false}, {800, 1000, true}},
		"teardrop":            {{0, 40, true}, {24, 28, false}},
		"nothing in a piece ": {{0, 0, true}},
	} {
		d := NewDecoder(Options{})
		var s Segment
		var v Verdict
		for _, p := range parts {
			data := huge
			if p.to <= len(whole) {
				data = whole
			}
			v = d.Decode(fragment4(spec, 1, data, p), &s)
		}
		if v != NotDecoded || d.Counts().NotDecodedBy[CauseBadFragment] != 1 {
			t.Errorf("%s: %v, %v", name, v, d.Counts().NotDecodedBy)
		}
	}
}

// TestRepeatedFragment: the first piece again and again is held once.
func TestRepeatedFragment(t *testing.T) {
	spec := large(client4())
	d := NewDecoder(Options{})
	var s Segment
	p := fragment4(spec, 1, spec.tcp(), part{0, 400, true})
	for range 10 {
		d.Decode(p, &s)
	}
	c := d.Counts()
	if c.NotDecodedBy[CauseFragmentOverlap] != 9 || c.FragmentsHeld != 1 || d.fragments.octets != 400+pieceCost {
		t.Errorf("%+v, %d octets", c, d.fragments.octets)
	}
}

// TestAtomicFragment6: a fragment header on a whole packet makes no fragment of it.
func TestAtomicFragment6(t *testing.T) {
	spec := client6()
	d := NewDecoder(Options{})
	var s Segment
	if v := d.Decode(fragment6(spec, 1, spec.tcp(), part{0, len(spec.tcp()), false}), &s); v != Decoded || d.Counts().Fragments != 0 {
		t.Error(v)
	}
}

// TestFragmentedTunnel: pieces of a tunnel's packet are put together and walked on.
func TestFragmentedTunnel(t *testing.T) {
	spec := large(client6())
	whole := udp(portVXLAN, join([]byte{8, 0, 0, 0, 0, 0, 42, 0}, ethernet(typeIP6, spec.ip())))
	d := NewDecoder(Options{})
	var s Segment
	var v Verdict
	for _, p := range split(len(whole), 520) {
		f := uint16(p.from / 8)
		if p.more {
			f |= 0x2000
		}
		v = d.Decode(frame(linkEthernet, ethernet(typeIP4, ip4With("203.0.113.1", "203.0.113.2", protocolUDP, 3, f, nil, whole[p.from:p.to]))), &s)
	}
	if v != Decoded || !bytes.Equal(s.Payload, spec.payload) || s.Encap == nil || s.Encap.Tunnels[0] != "vxlan:42" {
		t.Errorf("%v: %+v", v, s)
	}
}

// TestOtherFragments: pieces of what cannot lead to TCP are not held.
func TestOtherFragments(t *testing.T) {
	const icmp, esp = 1, 50
	d := NewDecoder(Options{})
	var s Segment
	for _, b := range [][]byte{
		ip4With("192.0.2.1", "192.0.2.2", icmp, 1, 0x2000, nil, make([]byte, 64)),
		ip4With("192.0.2.1", "192.0.2.2", esp, 1, 8, nil, make([]byte, 64)),
		ip6("2001:db8::1", "2001:db8::2", protocolFragment, join([]byte{esp, 0, 0, 1, 0, 0, 0, 1}, make([]byte, 64))),
	} {
		if v := d.Decode(frame(101, b), &s); v != NotTCP {
			t.Error(v)
		}
	}
	if c := d.Counts(); c.Fragments != 0 || c.FragmentsHeld != 0 {
		t.Errorf("%+v", c)
	}
}
