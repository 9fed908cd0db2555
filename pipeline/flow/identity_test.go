package flow

import (
	"net/netip"
	"regexp"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/packet"
)

func between(t *testing.T, src string, sport uint16, dst string, dport uint16) *packet.Segment {
	t.Helper()
	return &packet.Segment{
		Src: netip.MustParseAddr(src).As16(), SrcPort: sport,
		Dst: netip.MustParseAddr(dst).As16(), DstPort: dport,
	}
}

// The vectors are those published with the specification and with its implementation in Zeek.
func TestCommunityID(t *testing.T) {
	for _, v := range []struct {
		a, b   string
		ap, bp uint16
		want   string
	}{
		{"128.232.110.120", "66.35.250.204", 34855, 80, "1:LQU9qZlK+B5F3KDmev6m5PMibrg="},
		{"1.2.3.4", "5.6.7.8", 1122, 3344, "1:wCb3OG7yAFWelaUydu0D+125CLM="},
		{"2001:470:e5bf:dead:4957:2174:e82c:4887", "2607:f8b0:400c:c03::1a", 63943, 25, "1:/qFaeAR+gFe1KYjMzVDsMv+wgU4="},
	} {
		var k Key
		for _, s := range []*packet.Segment{between(t, v.a, v.ap, v.b, v.bp), between(t, v.b, v.bp, v.a, v.ap)} {
			k.Fill(s)
			if got := CommunityID(&k); got != v.want {
				t.Errorf("%s:%d %s:%d: %s, want %s", v.a, v.ap, v.b, v.bp, got, v.want)
			}
		}
	}
}

func TestUIDDependsOnTupleAndStamp(t *testing.T) {
	var k Key
	k.Fill(between(t, "192.0.2.1", 40000, "192.0.2.2", 143))
	first := capture.Stamp{Time: 5, Packet: 7}
	uid := UID(&k, first)
	if !regexp.MustCompile(`^C[0-9A-Za-z]{17}$`).MatchString(uid) {
		t.Errorf("uid %q", uid)
	}
	seen := map[string]bool{uid: true}
	other := k
	other.High.Port++
	inside := k
	inside.Encap = 1
	for _, x := range []string{
		UID(&other, first), UID(&inside, first),
		UID(&k, capture.Stamp{Time: 6, Packet: 7}), UID(&k, capture.Stamp{Time: 5, Packet: 8}),
	} {
		if seen[x] {
			t.Errorf("%q twice", x)
		}
		seen[x] = true
	}
	if again := UID(&k, capture.Stamp{Time: 5, Packet: 7, Origin: &capture.Origin{Name: "renamed"}}); again != uid {
		t.Errorf("%q, then %q", uid, again)
	}
}

func TestHistory(t *testing.T) {
	var h History
	var b []byte
	for _, e := range []Event{EventSyn, EventAck, EventData, EventData} {
		b = h.Add(b, ToServer, e)
	}
	for range 12 {
		b = h.Add(b, ToClient, EventRetransmit)
	}
	if string(b) != "SADtt" {
		t.Errorf("%s, want a letter at the first and the tenth", b)
	}
	if b = h.Flip(b); string(b) != "^sadTT" {
		t.Errorf("flipped %s", b)
	}
	if b = h.Add(b, ToClient, EventSyn); string(b) != "^sadTT" {
		t.Errorf("%s: a SYN of the same side again", b)
	}
}
