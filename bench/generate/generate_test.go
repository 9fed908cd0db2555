package main

import (
	"bytes"
	"io"
	"testing"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"
	"github.com/google/gopacket/pcapgo"
)

func make1(t testing.TB, opt options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := newGenerator(&out, opt).run(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestSameSeedSameCapture(t *testing.T) {
	opt := options{size: 3e5, seed: 7, flows: 50, ipv6: 0.3, other: 0.1, reorder: 0.1, repeat: 0.1, loss: 0.1}
	first := make1(t, opt)
	if !bytes.Equal(first, make1(t, opt)) {
		t.Error("the same seed gave another capture")
	}
	opt.seed++
	if bytes.Equal(first, make1(t, opt)) {
		t.Error("another seed gave the same capture")
	}
	if n := int64(len(first)); n < opt.size || n > opt.size+4000 {
		t.Errorf("%d octets, %d were asked for", n, opt.size)
	}
}

// TestFramesAreRight reads the capture with gopacket and takes every checksum anew.
func TestFramesAreRight(t *testing.T) {
	raw := make1(t, options{size: 2e6, seed: 3, flows: 40, ipv6: 0.5, other: 0.2, reorder: 0.05, repeat: 0.02, nano: true})
	r, err := pcapgo.NewReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	var frames, octets, imap int
	for ; ; frames++ {
		data, _, err := r.ReadPacketData()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		octets += len(data)
		p := gopacket.NewPacket(data, layers.LayerTypeEthernet, gopacket.Default)
		if fault := p.ErrorLayer(); fault != nil {
			t.Fatalf("frame %d: %v", frames, fault.Error())
		}
		tcp, ok := p.TransportLayer().(*layers.TCP)
		if !ok {
			continue
		}
		if tcp.DstPort == 143 || tcp.SrcPort == 143 {
			imap++
		}
		if again := checksummed(t, p, tcp); !bytes.Equal(again, data) {
			t.Fatalf("frame %d: gopacket makes it\n%x, the capture has\n%x", frames, again, data)
		}
	}
	if mean := octets / frames; mean < 250 || mean > 350 {
		t.Errorf("the mean frame has %d octets, about 300 are meant", mean)
	}
	if share := float64(imap) / float64(frames); share < 0.7 || share > 0.9 {
		t.Errorf("%.2f of the frames are IMAP, 0.8 are meant", share)
	}
}

// checksummed writes the packet with lengths and checksums computed by gopacket.
func checksummed(t *testing.T, p gopacket.Packet, tcp *layers.TCP) []byte {
	t.Helper()
	if err := tcp.SetNetworkLayerForChecksum(p.NetworkLayer()); err != nil {
		t.Fatal(err)
	}
	buf := gopacket.NewSerializeBuffer()
	opt := gopacket.SerializeOptions{ComputeChecksums: true, FixLengths: true}
	eth := p.LinkLayer().(*layers.Ethernet)
	ip := p.NetworkLayer().(gopacket.SerializableLayer)
	if err := gopacket.SerializeLayers(buf, opt, eth, ip, tcp, gopacket.Payload(tcp.Payload)); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func BenchmarkGenerate(b *testing.B) {
	opt := options{size: 1e7, seed: 1, flows: 2000, ipv6: 0.2, other: 0.05, reorder: 0.01, repeat: 0.002}
	b.SetBytes(opt.size)
	for b.Loop() {
		if err := newGenerator(io.Discard, opt).run(); err != nil {
			b.Fatal(err)
		}
	}
}
