package packet

import (
	"bytes"
	"net/netip"
	"reflect"
	"testing"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// common are frames that the fast path takes.
func common() [][]byte {
	syn := client4()
	syn.flags, syn.payload = SYN, nil
	syn.options = []byte{2, 4, 5, 0xb4, 1, 3, 3, 7, 4, 2, 0, 0}
	four, six := client4().ip(), client6().ip()
	return [][]byte{
		ethernet(typeIP4, four),
		ethernet(typeIP6, six),
		ethernet(typeIP4, syn.ip()),
		ethernet(typeVLAN, tag(100, typeIP4, four)),
		ethernet(typeVLAN, tag(0, typeIP4, four)), // a priority alone
		ethernet(typeService, tag(0xe064, typeVLAN, tag(200, typeIP6, six))),
		ethernet(typeOldQinQ, tag(1, typeVLAN, tag(2, typeVLAN, tag(3, typeVLAN, tag(4, typeIP4, four))))),
		join(ethernet(typeIP4, four), make([]byte, 10)), // padding
	}
}

// odd are frames that the fast path must leave alone.
func odd() [][]byte {
	four := client4()
	zero := ethernet(typeIP4, four.ip())
	zero[16], zero[17] = 0, 0
	long := ethernet(typeIP4, four.ip())
	long[16] = 0x20
	offset := ethernet(typeIP4, four.ip())
	offset[14+20+12] = 0x40
	return [][]byte{
		zero, long, offset,
		ethernet(typeIP4, ip4With(four.src, four.dst, protocolTCP, 1, 0, []byte{1, 1, 1, 0}, four.tcp())),
		ethernet(typeIP4, ip4With(four.src, four.dst, protocolTCP, 1, 0x2000, nil, four.tcp()[:32])),
		ethernet(typeIP4, outer(protocolIP4, four.ip())),
		ethernet(typeVLAN, tag(1, typeVLAN, tag(2, typeVLAN, tag(3, typeVLAN, tag(4, typeVLAN, tag(5, typeIP4, four.ip())))))),
		ethernet(typeARP, make([]byte, 46)),
	}
}

// FuzzPaths holds the fast path to the general one: where it takes a frame at all, the general path gives the same segment.
func FuzzPaths(f *testing.F) {
	for _, b := range append(common(), odd()...) {
		f.Add(b, uint16(0), uint8(0))
		f.Add(b, uint16(5), uint8(0))
		f.Add(b, uint16(0), uint8(4))
	}
	fast, general := NewDecoder(Options{}), NewDecoder(Options{})
	f.Fuzz(func(t *testing.T, b []byte, cut uint16, fcs uint8) {
		p := frame(linkEthernet, b)
		p.Length += int(cut)
		p.FCS = int(fcs)
		same(t, fast, general, p)
	})
}

// same compares both paths' segments of a frame.
func same(t *testing.T, fast, general *Decoder, p *capture.Packet) {
	t.Helper()
	var a, b Segment
	a.Hash, b.Hash = 5, 5
	if !fast.fast(p, &a) {
		return
	}
	if v := general.general(p, &b); v != Decoded {
		t.Fatalf("the fast path takes %x, the general path finds %v", p.Data, v)
	}
	if !reflect.DeepEqual(a, b) {
		t.Fatalf("%x:\nfast    %+v %v\ngeneral %+v %v", p.Data, a, a.Encap, b, b.Encap)
	}
}

// TestFastTakesCommon: the common frames do not fall through to the general path, whole, snapped or with a frame check.
func TestFastTakesCommon(t *testing.T) {
	fast, general := NewDecoder(Options{}), NewDecoder(Options{})
	for i, b := range common() {
		p := frame(linkEthernet, b)
		var s Segment
		if !fast.fast(p, &s) {
			t.Errorf("frame %d is not taken", i)
		}
		for n := range len(b) {
			same(t, fast, general, snapped(p, n))
		}
		q := frame(linkEthernet, append(bytes.Clone(b), 1, 2, 3, 4))
		q.FCS = 4
		same(t, fast, general, q)
	}
	for i, b := range odd() {
		var s Segment
		if fast.fast(frame(linkEthernet, b), &s) {
			t.Errorf("odd frame %d is taken", i)
		}
	}
}

// FuzzGopacket holds the decoder to gopacket's own way through a frame, where that finds plain layers and no fault.
func FuzzGopacket(f *testing.F) {
	for _, b := range append(common(), odd()...) {
		f.Add(b)
	}
	d := NewDecoder(Options{})
	f.Fuzz(func(t *testing.T, b []byte) {
		g := gopacket.NewPacket(b, layers.LinkTypeEthernet, gopacket.DecodeOptions{})
		tcp, _ := g.TransportLayer().(*layers.TCP)
		if tcp == nil || g.ErrorLayer() != nil || g.Metadata().Truncated {
			return
		}
		var src, dst netip.Addr
		for _, l := range g.Layers() {
			switch l := l.(type) {
			case *layers.Ethernet, *layers.Dot1Q, *layers.TCP:
				if e, ok := l.(*layers.Ethernet); ok && e.EthernetType == layers.EthernetTypeLLC {
					return
				}
			case *layers.IPv4:
				if l.Version != 4 || len(l.Options) > 0 || src.IsValid() {
					return
				}
				src, _ = netip.AddrFromSlice(l.SrcIP)
				dst, _ = netip.AddrFromSlice(l.DstIP)
			case *layers.IPv6:
				if l.Version != 6 || l.NextHeader != layers.IPProtocolTCP || src.IsValid() {
					return
				}
				src, _ = netip.AddrFromSlice(l.SrcIP)
				dst, _ = netip.AddrFromSlice(l.DstIP)
			default:
				if l.LayerType() != gopacket.LayerTypePayload && l.LayerType() != layers.LayerTypeTLS && l.LayerType() != layers.LayerTypeDNS {
					return
				}
			}
		}
		var s Segment
		if v := d.Decode(frame(linkEthernet, b), &s); v != Decoded {
			t.Fatalf("gopacket decodes %x, the decoder finds %v", b, v)
		}
		if s.Src != src.As16() || s.Dst != dst.As16() || s.SrcPort != uint16(tcp.SrcPort) || s.DstPort != uint16(tcp.DstPort) ||
			s.Seq != tcp.Seq || s.Ack != tcp.Ack || s.Window != tcp.Window || s.Flags&SYN != 0 != tcp.SYN ||
			!bytes.Equal(s.Payload, tcp.Payload) {
			t.Fatalf("%x: %+v, gopacket %+v", b, s, tcp)
		}
	})
}

// TestFastAllocates nothing.
func TestFastAllocates(t *testing.T) {
	d := NewDecoder(Options{})
	var s Segment
	for i, b := range common() {
		p := frame(linkEthernet, b)
		d.Decode(p, &s)
		if n := testing.AllocsPerRun(100, func() { d.Decode(p, &s) }); n != 0 {
			t.Errorf("frame %d: %v allocations", i, n)
		}
	}
}
