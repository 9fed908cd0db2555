package packet

import (
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// keyOf decodes an Ethernet frame and returns its encapsulation's key.
func keyOf(t *testing.T, d *Decoder, b []byte) uint64 {
	t.Helper()
	var s Segment
	if v := d.Decode(frame(linkEthernet, b), &s); v != Decoded {
		t.Fatal(v)
	}
	return s.EncapKey
}

func vlan(id uint16) []byte {
	return ethernet(typeVLAN, tag(id, typeIP4, client4().ip()))
}

func vxlan(network byte) []byte {
	return overUDP(portVXLAN, []byte{8, 0, 0, 0, 0, 0, network, 0}, inFrame)(client4())
}

// TestKeys: what is the same in both directions tells flows apart, and what is not does not.
func TestKeys(t *testing.T) {
	gre := func(key byte) []byte {
		return tunnelled(protocolGRE, []byte{0x20, 0, 8, 0, 0, 0, 0, key}, bare)(client4())
	}
	gtp := func(end byte) []byte {
		return overUDP(portGTP, []byte{0x30, 255, 0xff, 0xff, 0, 0, 0, end}, bare)(client4())
	}
	mpls := ethernet(typeMPLS, join([]byte{0, 6, 0x41, 64}, client4().ip()))
	plain := inFrame(client4())
	for _, x := range []struct {
		name string
		a, b []byte
		same bool
	}{
		{"vlans", vlan(1), vlan(2), false},
		{"vlan and none", vlan(1), plain, false},
		{"priority tag and none", vlan(0), plain, true},
		{"priority within the tag", vlan(1), vlan(0x2001), true},
		{"networks", vxlan(1), vxlan(2), false},
		{"network and vlan", vxlan(1), vlan(1), false},
		{"gre keys", gre(1), gre(2), true},
		{"gre and none", gre(1), plain, false},
		{"gtp ends", gtp(1), gtp(2), true},
		{"mpls and none", mpls, plain, true},
	} {
		d := NewDecoder(Options{Seed: 1})
		if got := keyOf(t, d, x.a) == keyOf(t, d, x.b); got != x.same {
			t.Errorf("%s: same key %v", x.name, got)
		}
	}
}

// TestKeyOptions: the seed changes keys, and merging takes VLANs out of them but not out of the record.
func TestKeyOptions(t *testing.T) {
	a, b := NewDecoder(Options{Seed: 1}), NewDecoder(Options{Seed: 2})
	if keyOf(t, a, vlan(1)) == keyOf(t, b, vlan(1)) {
		t.Error("the seed does not count")
	}
	if keyOf(t, a, vlan(1)) != keyOf(t, NewDecoder(Options{Seed: 1}), vlan(1)) {
		t.Error("two decoders with one seed differ")
	}
	m := NewDecoder(Options{VLANs: MergeVLANs})
	var s Segment
	m.Decode(frame(linkEthernet, vlan(7)), &s)
	if s.EncapKey != 0 || s.Encap == nil || s.Encap.VLANs[0] != 7 {
		t.Errorf("merged: key %x, %v", s.EncapKey, s.Encap)
	}
	if keyOf(t, m, vxlan(1)) == keyOf(t, m, vxlan(2)) {
		t.Error("merging VLANs merges networks")
	}
}

// TestEncapsAreShared: equal encapsulations are one, by whichever path, until there are too many; then all are forgotten.
func TestEncapsAreShared(t *testing.T) {
	d := NewDecoder(Options{})
	var fast, general Segment
	d.Decode(frame(linkEthernet, vlan(7)), &fast)
	d.Decode(frame(113, join(make([]byte, 14), be16(nil, typeVLAN, 7, typeIP4), client4().ip())), &general)
	if fast.Encap == nil || fast.Encap != general.Encap {
		t.Errorf("%p and %p", fast.Encap, general.Encap)
	}
	first := fast.Encap
	for id := range 3 * maxEncaps {
		b := ethernet(typeService, tag(uint16(1+id%4095), typeVLAN, tag(uint16(1+id/4095), typeIP4, client4().ip())))
		d.Decode(frame(linkEthernet, b), &fast)
		if len(d.encaps.byTags) > maxEncaps || len(d.encaps.byShell) > maxEncaps {
			t.Fatalf("%d and %d encapsulations remembered", len(d.encaps.byTags), len(d.encaps.byShell))
		}
	}
	d.Decode(frame(linkEthernet, vlan(7)), &fast)
	if fast.Encap == first || fast.Encap.VLANs[0] != 7 || first.VLANs[0] != 7 {
		t.Errorf("%v and %v", first, fast.Encap)
	}
}

// TestNesting: as many headers as are allowed decode, one more does not; nor do more tunnels than a shell holds.
func TestNesting(t *testing.T) {
	nest := func(n int) []byte {
		b := client4().ip() // one, and TCP, and Ethernet
		for range n {
			b = outer(protocolIP4, b)
		}
		return ethernet(typeIP4, b)
	}
	for n, want := range map[int]Verdict{0: Decoded, maxShell: Decoded, maxShell + 1: NotDecoded, 3 * maxShell: NotDecoded} {
		d := NewDecoder(Options{})
		var s Segment
		if v := d.Decode(frame(linkEthernet, nest(n)), &s); v != want || v == NotDecoded && d.Counts().NotDecodedBy[CauseNestingTooDeep] != 1 {
			t.Errorf("%d tunnels: %v, %v", n, v, d.Counts().NotDecodedBy)
		}
	}
	for n, want := range map[int]Verdict{MaxLayers - 3: Decoded, MaxLayers - 2: NotDecoded} { // Ethernet, IP and TCP
		b := join(be16(nil, typeIP4), client4().ip())
		for range n {
			b = join(be16(nil, typeVLAN, 0), b) // priorities alone take no room in the shell
		}
		d := NewDecoder(Options{})
		var s Segment
		if v := d.Decode(frame(linkEthernet, ethernet(0, nil)[:12:12]), &s); v == Decoded {
			t.Fatal("a header alone decodes")
		}
		if v := d.Decode(frame(linkEthernet, join(ethernet(0, nil)[:12], b)), &s); v != want {
			t.Errorf("%d tags: %v", n, v)
		}
	}
	next := client6().tcp()
	for range MaxLayers {
		next = join([]byte{protocolDestination, 0, 1, 4, 0, 0, 0, 0}, next)
	}
	d := NewDecoder(Options{})
	var s Segment
	d.Decode(frame(101, ip6("2001:db8::1", "2001:db8::2", protocolDestination, next)), &s)
	if d.Counts().NotDecodedBy[CauseNestingTooDeep] != 1 {
		t.Errorf("extension headers: %v", d.Counts().NotDecodedBy)
	}
}

// TestPanicIsCounted: whatever panics below is a cause, not an end.
func TestPanicIsCounted(t *testing.T) {
	d := NewDecoder(Options{})
	p := frame(113, join(make([]byte, 14), be16(nil, typeIP4), client4().ip()))
	if v := d.Decode(p, nil); v != NotDecoded || d.Counts().NotDecodedBy[CauseDecoderPanic] != 1 {
		t.Errorf("%v, %v", v, d.Counts().NotDecodedBy)
	}
	var s Segment
	if v := d.Decode(p, &s); v != Decoded {
		t.Errorf("afterwards: %v", v)
	}
}

// TestCauses: faults are counted under their cause, and every cause has a name of its own.
func TestCauses(t *testing.T) {
	good := client4()
	bad := func(at int, v byte) []byte {
		b := good.ip()
		b[at] = v
		return b
	}
	for _, x := range []struct {
		link capture.LinkType
		data []byte
		want Cause
	}{
		{147, good.ip(), CauseUnknownLinkType},
		{101, nil, CauseBadIPHeader},
		{101, []byte{0x90}, CauseBadIPHeader},
		{228, bad(0, 0x65), CauseBadIPHeader},
		{228, bad(0, 0x44), CauseBadIPHeader},
		{228, bad(0, 0x4f), CauseBadIPHeader},
		{228, bad(3, 19), CauseBadIPHeader},
		{228, bad(3, 39), CauseBadTCPHeader},
		{228, bad(32, 0x40), CauseBadTCPHeader},
		{228, bad(32, 0xf0), CauseBadTCPHeader},
		{1, []byte{1, 2, 3}, CauseBadLinkHeader},
		{51, []byte{0x12, 0, 0, 1, 0, 2, 0, 0x21}, CauseBadLinkHeader},
		{101, outer(protocolGRE, []byte{0x20, 0, 8, 0}), CauseBadTunnelHeader},
	} {
		d := NewDecoder(Options{})
		var s Segment
		v := d.Decode(frame(x.link, x.data), &s)
		if c := d.Counts(); v != NotDecoded || c.NotDecodedBy[x.want] != 1 || c.NotDecoded() != 1 {
			t.Errorf("%d, %x: %v, %v; want %v", x.link, x.data, v, c.NotDecodedBy, x.want)
		}
	}
	names := map[string]bool{}
	c := Counts{}
	for i := range causes {
		c.NotDecodedBy[i] = uint64(i) + 1
	}
	for cause, n := range c.Causes() {
		if names[cause.String()] || cause.String() == "no_cause" || n != uint64(cause)+1 {
			t.Errorf("cause %d: %q, %d", cause, cause, n)
		}
		names[cause.String()] = true
	}
	if len(names) != int(causes) {
		t.Errorf("%d causes", len(names))
	}
}
