package packet

import (
	"bytes"
	"encoding/binary"
	"testing"
)

// decodeRaw decodes an IP packet of which wire octets were sent.
func decodeRaw(t *testing.T, b []byte, wire int) Segment {
	t.Helper()
	d := NewDecoder(Options{})
	p := frame(101, b)
	p.Length = wire
	var s Segment
	if v := d.Decode(p, &s); v != Decoded {
		t.Fatalf("%v, %v", v, d.Counts().NotDecodedBy)
	}
	return s
}

// TestNoLength: where an interface is to cut the packet, the length is 0 and the frame is the packet, more than 65,535 octets of it too.
func TestNoLength(t *testing.T) {
	for _, spec := range []tcpSpec{client4(), client6()} {
		spec.payload = bytes.Repeat([]byte("0123456789"), 8000)
		b := spec.ip()
		at := map[uint16]int{typeIP4: 2, typeIP6: 4}[spec.ethertype()]
		b[at], b[at+1] = 0, 0
		s := decodeRaw(t, b, len(b))
		if !bytes.Equal(s.Payload, spec.payload) || s.Missing != 0 {
			t.Errorf("%s: %d octets, %d missing", spec.src, len(s.Payload), s.Missing)
		}
		s = decodeRaw(t, b[:200], len(b))
		if len(s.Payload)+s.Missing != len(spec.payload) {
			t.Errorf("%s, snapped: %d octets, %d missing", spec.src, len(s.Payload), s.Missing)
		}
	}
}

// TestJumbogram reads the length of the hop-by-hop option.
func TestJumbogram(t *testing.T) {
	spec := client6()
	spec.payload = bytes.Repeat([]byte("0123456789"), 8000)
	tcp := spec.tcp()
	h := be32([]byte{protocolTCP, 0, jumbo, 4}, uint32(8+len(tcp)))
	b := ip6(spec.src, spec.dst, protocolHopByHop, join(h, tcp))
	b[4], b[5] = 0, 0
	s := decodeRaw(t, join(b, []byte("trailer")), len(b)+7)
	if !bytes.Equal(s.Payload, spec.payload) || s.Checksum != ChecksumRight {
		t.Errorf("%d octets, checksum %v", len(s.Payload), s.Checksum)
	}
}

// TestExtensions passes IPv6's extension headers, also where padding follows the packet.
func TestExtensions(t *testing.T) {
	spec := client6()
	hop := func(next byte) []byte { return []byte{next, 0, 1, 4, 0, 0, 0, 0} }
	for name, b := range map[string][]byte{
		"hop by hop":           ip6(spec.src, spec.dst, protocolHopByHop, join(hop(protocolTCP), spec.tcp())),
		"two":                  ip6(spec.src, spec.dst, protocolHopByHop, join(hop(protocolDestination), hop(protocolTCP), spec.tcp())),
		"routing, through":     ip6(spec.src, spec.dst, protocolRouting, join([]byte{protocolTCP, 2, 0, 0, 0, 0, 0, 0}, make([]byte, 16), spec.tcp())),
		"authentication":       ip6(spec.src, spec.dst, protocolAH, join([]byte{protocolTCP, 4}, make([]byte, 22), spec.tcp())),
		"routing, still to go": ip6(spec.src, "2001:db8::99", protocolRouting, join([]byte{protocolTCP, 2, 0, 1, 0, 0, 0, 0}, last(spec), spec.tcp())),
		"segments to go":       ip6(spec.src, "2001:db8::99", protocolRouting, join([]byte{protocolTCP, 4, 4, 1, 1, 0, 0, 0}, last(spec), make([]byte, 16), spec.tcp())),
	} {
		s := decodeRaw(t, join(b, []byte("padding")), len(b)+7)
		if !bytes.Equal(s.Payload, spec.payload) || s.Dst != addrOf(spec.dst) || s.Checksum != ChecksumRight {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

// last is the destination's address.
func last(s tcpSpec) []byte {
	a := addrOf(s.dst)
	return a[:]
}

// TestSourceRoute: the end of a source route is the destination until the packet has arrived there.
func TestSourceRoute(t *testing.T) {
	spec := client4()
	end := last(spec)[12:]
	for _, kind := range []byte{optionLooseRoute, optionStrictRoute} {
		b := ip4With(spec.src, "203.0.113.9", protocolTCP, 1, 0, join([]byte{1, kind, 7, 4}, end), spec.tcp())
		if s := decodeRaw(t, b, len(b)); s.Dst != addrOf(spec.dst) || s.Checksum != ChecksumRight {
			t.Errorf("to go: %+v", s)
		}
		b = ip4With(spec.src, spec.dst, protocolTCP, 1, 0, []byte{1, kind, 7, 8, 203, 0, 113, 9}, spec.tcp())
		if s := decodeRaw(t, b, len(b)); s.Dst != addrOf(spec.dst) || s.Checksum != ChecksumRight {
			t.Errorf("through: %+v", s)
		}
	}
}

// TestBadOptions: malformed options of IP and TCP do not hide a segment.
func TestBadOptions(t *testing.T) {
	spec := client4()
	b := ip4With(spec.src, spec.dst, protocolTCP, 1, 0, []byte{7, 40, 0, 0}, spec.tcp())
	if s := decodeRaw(t, b, len(b)); !bytes.Equal(s.Payload, spec.payload) {
		t.Errorf("IP: %+v", s)
	}
	spec.options = []byte{8, 0, 1, 2}
	b = ip4With(spec.src, spec.dst, protocolTCP, 1, 0, []byte{1, 1, 1, 1}, spec.tcp())
	if s := decodeRaw(t, b, len(b)); !bytes.Equal(s.Payload, spec.payload) {
		t.Errorf("TCP: %+v", s)
	}
}

// TestBrokenLength: a packet that promises more than was sent counts as far as it goes, and its checksum is not held against it.
func TestBrokenLength(t *testing.T) {
	spec := client4()
	b := spec.ip()
	binary.BigEndian.PutUint16(b[2:], 1500)
	if s := decodeRaw(t, b, len(b)); !bytes.Equal(s.Payload, spec.payload) || s.Missing != 0 || s.Checksum != ChecksumUnknown {
		t.Errorf("%+v", s)
	}
}

// TestWindowScale reads the option of a SYN, and of nothing else.
func TestWindowScale(t *testing.T) {
	for _, x := range []struct {
		options []byte
		want    int8
	}{
		{nil, -1},
		{[]byte{1, 3, 3, 7}, 7},
		{[]byte{3, 3, 200, 0}, maxWindowScale},
		{[]byte{2, 4, 5, 180, 3, 3, 0, 1}, 0},
		{[]byte{0, 3, 3, 7}, -1},
		{[]byte{8, 1, 0, 0, 1, 3, 3, 7}, -1},
		{[]byte{1, 1, 1, 3}, -1},
		{[]byte{1, 3, 4, 7}, -1},
	} {
		for _, flags := range []Flags{SYN, SYN | ACK, ACK} {
			spec := client4()
			spec.flags, spec.options, spec.payload = flags, x.options, nil
			want := x.want
			if flags&SYN == 0 {
				want = -1
			}
			if s := decodeRaw(t, spec.ip(), len(spec.ip())); s.WindowScale != want {
				t.Errorf("%v, flags %x: %d, want %d", x.options, flags, s.WindowScale, want)
			}
		}
	}
}
