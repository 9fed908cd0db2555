package filter

import (
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
)

const mail = "tcp port 143 or tcp port 993"

func benchmarkMatch(b *testing.B, data []byte, want bool) {
	f, err := New(mail)
	if err != nil {
		b.Fatal(err)
	}
	p := capture.Packet{Data: data, Length: len(data), Link: 1}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if f.Match(&p) != want {
			b.Fatal("another answer")
		}
	}
}

func BenchmarkMatchFirstPort(b *testing.B) {
	benchmarkMatch(b, ethernet(ip4(6, tcp(40000, 143))), true)
}
func BenchmarkMatchLastPort(b *testing.B) { benchmarkMatch(b, ethernet(ip4(6, tcp(40000, 993))), true) }
func BenchmarkMatchOtherPort(b *testing.B) {
	benchmarkMatch(b, ethernet(ip4(6, tcp(40000, 80))), false)
}
func BenchmarkMatchIPv6(b *testing.B) { benchmarkMatch(b, ethernet(ip6(6, tcp(40000, 993))), true) }
func BenchmarkMatchUDP(b *testing.B)  { benchmarkMatch(b, ethernet(ip4(17, tcp(53, 53))), false) }

func BenchmarkCompile(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Compile(mail, 1); err != nil {
			b.Fatal(err)
		}
	}
}
