package packet

import (
	"fmt"
	"testing"
)

// full is a segment as bulk transfers have it.
func full() tcpSpec {
	s := client4()
	s.payload = make([]byte, 1448)
	s.options = []byte{1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2}
	return s
}

func benchmark(b *testing.B, opt Options, data []byte, want Verdict) {
	b.Helper()
	d := NewDecoder(opt)
	p := frame(linkEthernet, data)
	var s Segment
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if v := d.Decode(p, &s); v != want {
			b.Fatal(v)
		}
	}
}

// BenchmarkFast decodes the common frame.
func BenchmarkFast(b *testing.B) {
	small, large := client4(), full()
	for _, v := range []Verification{VerifyNone, VerifyAll} {
		name := map[Verification]string{VerifyNone: "unverified", VerifyAll: "verified"}[v]
		opt := Options{Checksums: v}
		for _, x := range []tcpSpec{small, large} {
			b.Run(fmt.Sprintf("ip4/%d/%s", len(x.payload), name), func(b *testing.B) {
				benchmark(b, opt, ethernet(typeIP4, x.ip()), Decoded)
			})
		}
		b.Run("vlan/18/"+name, func(b *testing.B) {
			benchmark(b, opt, ethernet(typeVLAN, tag(100, typeIP4, small.ip())), Decoded)
		})
		b.Run("ip6/18/"+name, func(b *testing.B) {
			benchmark(b, opt, ethernet(typeIP6, client6().ip()), Decoded)
		})
	}
}

// BenchmarkGeneral decodes what the fast path declines.
func BenchmarkGeneral(b *testing.B) {
	for _, form := range forms() {
		switch form.name {
		case "vxlan", "geneve", "gre", "erspan 2", "gtp", "pppoe", "mpls", "ip in ip":
			b.Run(form.name, func(b *testing.B) {
				benchmark(b, Options{Checksums: VerifyNone}, form.wrap(client4()), Decoded)
			})
		}
	}
	four := client4()
	b.Run("options", func(b *testing.B) {
		benchmark(b, Options{Checksums: VerifyNone}, ethernet(typeIP4, ip4With(four.src, four.dst, protocolTCP, 1, 0, []byte{1, 1, 1, 0}, four.tcp())), Decoded)
	})
	b.Run("udp", func(b *testing.B) {
		benchmark(b, Options{}, ethernet(typeIP4, outer(protocolUDP, udp(53, make([]byte, 60)))), NotTCP)
	})
	b.Run("arp", func(b *testing.B) { benchmark(b, Options{}, ethernet(typeARP, make([]byte, 46)), NotTCP) })
}

// BenchmarkFragments puts a datagram of two pieces together.
func BenchmarkFragments(b *testing.B) {
	s := full()
	whole := s.tcp()
	first, second := fragment4(s, 1, whole, part{0, 800, true}), fragment4(s, 1, whole, part{800, len(whole), false})
	d := NewDecoder(Options{})
	var x Segment
	b.SetBytes(int64(len(first.Data) + len(second.Data)))
	b.ReportAllocs()
	for b.Loop() {
		d.Decode(first, &x)
		if v := d.Decode(second, &x); v != Decoded {
			b.Fatal(v)
		}
	}
}

// BenchmarkSum is the checksum alone.
func BenchmarkSum(b *testing.B) {
	data := make([]byte, 1460)
	b.SetBytes(int64(len(data)))
	x := uint64(0)
	for b.Loop() {
		x = sum(x, data)
	}
}
