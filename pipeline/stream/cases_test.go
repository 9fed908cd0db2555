package stream

import (
	"testing"

	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
)

// Each case is a connection with its handshake (first octets 101 and 501, packets 1 to 3), what then comes, and what is heard.
func TestCases(t *testing.T) {
	const wrong, partial, good = packet.ChecksumWrong, packet.ChecksumPartial, packet.ChecksumRight
	for _, c := range []struct {
		name string
		opt  Options
		segs []seg
		want []string
	}{
		{"keep-alive", Options{}, []seg{
			{seq: 101, ack: 501, data: "ab"}, {seq: 102, ack: 501, data: "\x00"}, {seq: 102, ack: 501}, {seq: 103, ack: 501, data: "c"},
		}, []string{">ab@4", ">c@7", "end_of_capture@7"}},
		{"zero window probe", Options{}, []seg{
			{seq: 101, ack: 501, data: "ab"}, {down: true, seq: 501, ack: 103, zero: true}, {seq: 103, ack: 501, data: "c"}, {seq: 103, ack: 501, data: "cde"},
		}, []string{">ab@4", ">c@6", ">de@7", "end_of_capture@7"}},
		{"overlap of delivered octets", Options{}, []seg{
			{seq: 101, ack: 501, data: "abcd"}, {seq: 103, ack: 501, data: "XXef"},
		}, []string{">abcd@4", ">ef@5", ">!overlap_mismatch@5", "end_of_capture@5"}},
		{"overlap of held octets", Options{}, []seg{
			{seq: 103, ack: 501, data: "cd"}, {seq: 101, ack: 501, data: "abXdef"},
		}, []string{">ab@5", ">!overlap_mismatch@5", ">cd@5", ">ef@5", "end_of_capture@5"}},
		{"SYN again", Options{}, []seg{
			{seq: 101, ack: 501, data: "a"}, {seq: 100, flags: packet.SYN}, {down: true, seq: 900, ack: 7, flags: packet.SYN}, {seq: 102, ack: 501, data: "b"},
		}, []string{">a@4", ">b@7", "end_of_capture@7"}},
		{"after FIN and FIN", Options{}, []seg{
			{seq: 101, ack: 501, data: "a", flags: packet.FIN}, {down: true, seq: 501, ack: 103, flags: packet.FIN},
			{seq: 103, ack: 502}, {seq: 101, ack: 501, data: "a", flags: packet.FIN},
		}, []string{">a@4", "fin@5"}},
		{"octets after the FIN", Options{}, []seg{
			{seq: 101, ack: 501, data: "a", flags: packet.FIN}, {seq: 102, ack: 501, data: "bcd"}, {down: true, seq: 501, ack: 103, data: "x"},
		}, []string{">a@4", "<x@6", "end_of_capture@6"}},
		{"FIN before the last octets", Options{}, []seg{
			{down: true, seq: 501, ack: 101, flags: packet.FIN}, {seq: 103, ack: 502, flags: packet.FIN}, {seq: 101, ack: 501, data: "ab"},
		}, []string{">ab@6", "fin@6"}},
		{"snapped", Options{}, []seg{
			{seq: 101, ack: 501, data: "ab", missing: 3}, {seq: 106, ack: 501, data: "c"},
		}, []string{">ab@4", ">gap3@4", ">c@5", "end_of_capture@5"}},
		{"snapped and held, then repeated", Options{}, []seg{
			{seq: 103, ack: 501, data: "c", missing: 3}, {seq: 104, ack: 501, data: "de"}, {seq: 101, ack: 501, data: "ab"},
		}, []string{">ab@6", ">c@6", ">de@6", ">gap1@6", "end_of_capture@6"}},
		{"reset out of window", Options{}, []seg{
			{seq: 101, ack: 501, data: "a"}, {down: true, seq: 501 + 1<<20, flags: packet.RST}, {down: true, seq: 500, flags: packet.RST}, {seq: 102, ack: 501, data: "b"},
		}, []string{">a@4", ">b@7", "end_of_capture@7"}},
		{"acknowledged, never captured, at the end", Options{}, []seg{
			{seq: 101, ack: 501, data: "a"}, {down: true, seq: 501, ack: 112},
		}, []string{">a@4", ">gap10@5", "end_of_capture@5"}},
		{"wrong checksum after a right one", Options{}, []seg{
			{seq: 101, ack: 501, data: "a", sum: good}, {seq: 102, ack: 501, data: "X", sum: wrong}, {seq: 102, ack: 501, data: "bc", sum: good},
		}, []string{">a@4", ">bc@6", ">!checksum_error@6", "end_of_capture@6"}},
		{"wrong checksum, acknowledged without another copy", Options{}, []seg{
			{seq: 101, ack: 501, data: "a", sum: good}, {seq: 102, ack: 501, data: "b", sum: wrong}, {seq: 103, ack: 501, data: "c", sum: good},
			{down: true, seq: 501, ack: 104, data: "x"}, {seq: 104, ack: 502, data: "d", sum: wrong},
		}, []string{">a@4", ">!checksum_error@7", ">b@5", ">c@6", "<x@7", ">d@8", "end_of_capture@8"}},
		{"wrong checksum at the end", Options{}, []seg{
			{seq: 101, ack: 501, data: "a", sum: good}, {seq: 102, ack: 501, data: "b", sum: wrong},
		}, []string{">a@4", ">!checksum_error@5", ">b@5", "end_of_capture@5"}},
		{"wrong checksum, replaced by other octets after the acknowledgement", Options{}, []seg{
			{seq: 101, ack: 501, data: "a", sum: good}, {seq: 102, ack: 501, data: "X", sum: wrong},
			{down: true, seq: 501, ack: 103, data: "x"}, {seq: 102, ack: 501, data: "b", sum: good},
		}, []string{">a@4", ">b@7", "<x@6", ">!checksum_error@7", "end_of_capture@7"}},
		{"wrong checksums only", Options{}, []seg{
			{seq: 101, ack: 501, data: "a", sum: wrong}, {seq: 102, ack: 501, data: "b", sum: wrong},
		}, []string{">a@4", ">b@5", "end_of_capture@5"}},
		{"unfinished checksums", Options{}, []seg{
			{seq: 101, ack: 501, data: "a", sum: good}, {seq: 102, ack: 501, data: "b", sum: partial},
		}, []string{">a@4", ">b@5", "end_of_capture@5"}},
		{"checksums on", Options{Checksums: ChecksumsOn}, []seg{
			{seq: 101, ack: 501, data: "X", sum: wrong}, {seq: 101, ack: 501, data: "X", sum: partial}, {seq: 101, ack: 501, data: "a"},
		}, []string{">!checksum_error@6", ">a@6", "end_of_capture@6"}},
		{"checksums off", Options{Checksums: ChecksumsOff}, []seg{
			{seq: 101, ack: 501, data: "a", sum: good}, {seq: 102, ack: 501, data: "b", sum: wrong},
		}, []string{">a@4", ">b@5", "end_of_capture@5"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newTap(t, c.opt)
			p.handshake()
			p.send(c.segs...)
			p.close()
			p.balanced()
			p.expect(c.want...)
		})
	}
}

// A side that is not captured is waited for once, and then no more.
func TestOneSided(t *testing.T) {
	p := newTap(t, Options{Known: func(port uint16) bool { return port == 143 }})
	seq, ack := uint32(1000), uint32(5000)
	for range 3 {
		p.send(seg{seq: seq, ack: ack, data: "cmd"})
		p.pass(200 * millisecond)
		seq, ack = seq+3, ack+50
	}
	p.send(seg{seq: seq, ack: ack, data: "cmd"}, seg{seq: seq + 3, ack: ack + 20, data: "end"})
	h := p.only()
	if h.gaps != [2]uint64{0, 170} || string(h.octets[flow.ToServer]) != "cmdcmdcmdcmdend" {
		t.Errorf("gaps %v, log %q", h.gaps, h.log)
	}
	if held := p.tracker.Stats().HeldOctets; held != 0 {
		t.Errorf("%d octets are held", held)
	}
	p.close()
	p.balanced()
}

func TestReusedAddresses(t *testing.T) {
	p := newTap(t, Options{})
	p.handshake()
	p.send(seg{seq: 101, ack: 501, data: "a"},
		seg{seq: 9000, flags: packet.SYN}, seg{down: true, seq: 7000, ack: 9001, flags: packet.SYN}, seg{seq: 9001, ack: 7001, data: "b"})
	p.close()
	p.balanced()
	if len(p.heard) != 2 || p.heard[0].end != flow.EndReused || string(p.heard[1].octets[0]) != "b" || p.heard[0].flow.UID == p.heard[1].flow.UID {
		t.Fatalf("%d listeners, the first ended by %v", len(p.heard), p.heard[0].end)
	}
}

// The octets of a SYN count if the server took them; a server without Fast Open has them sent again.
func TestDataInSyn(t *testing.T) {
	for ack, want := range map[uint32]string{104: ">abc@1", 101: ">xyz@3"} {
		p := newTap(t, Options{})
		p.send(seg{seq: 100, flags: packet.SYN, data: "abc"}, seg{down: true, seq: 500, ack: ack, flags: packet.SYN})
		if ack == 101 {
			p.send(seg{seq: 101, ack: 501, data: "xyz"})
		}
		p.expect(want)
		p.close()
		p.balanced()
	}
}

func TestWhoIsTheServer(t *testing.T) {
	side := func(b []byte) flow.Side {
		return map[byte]flow.Side{'c': flow.SideClient, 's': flow.SideServer}[b[0]]
	}
	imap := func(port uint16) bool { return port == 143 }
	first := func(data string) seg { return seg{seq: 1, ack: 1, data: data, server: 993} }
	for _, c := range []struct {
		name  string
		opt   Options
		segs  []seg
		sport uint16
	}{
		{"SYN", Options{Side: side}, []seg{{seq: 1, flags: packet.SYN}, {seq: 2, data: "s"}}, 143},
		{"SYN from the known port", Options{Known: imap}, []seg{{down: true, seq: 1, flags: packet.SYN}, {down: true, seq: 2, data: "s"}}, 40000},
		{"SYN-ACK", Options{}, []seg{{down: true, seq: 1, ack: 1, flags: packet.SYN}, {seq: 1, data: "s"}}, 143},
		{"octets against the port", Options{Side: side, Known: imap}, []seg{{seq: 1, ack: 1, data: "s"}}, 40000},
		{"port", Options{Side: side, Known: imap}, []seg{{down: true, seq: 1, ack: 1, data: "?"}}, 143},
		{"later octets", Options{Side: side}, []seg{first("??"), {seq: 3, ack: 1, data: "s", server: 993}}, 40000},
		{"lower port", Options{Side: side}, []seg{first("?")}, 993},
	} {
		p := newTap(t, c.opt)
		p.send(c.segs...)
		p.close()
		p.balanced()
		if got := p.only().flow.Server.Port; got != c.sport {
			t.Errorf("%s: the server's port is %d, want %d", c.name, got, c.sport)
		}
	}
}

func TestTimeouts(t *testing.T) {
	p := newTap(t, Options{})
	p.handshake()
	p.send(seg{seq: 101, ack: 501, data: "a"})
	for range 59 {
		p.pass(60e9)
		p.tick()
	}
	p.expect(">a@4")
	for range 10 {
		p.pass(60e9)
		p.tick()
	}
	p.expect(">a@4", "timeout@4")
	p.balanced()
}

// A full table gives up what never spoke before what did, and of that the one silent longest.
func TestFullTable(t *testing.T) {
	p := newTap(t, Options{MaxFlows: 3 * flow.Shards})
	for port := range uint16(3) {
		p.send(seg{port: 1 + port, seq: 1, flags: packet.SYN}, seg{port: 1 + port, seq: 2, ack: 1, data: "x"})
	}
	p.send(seg{port: 1, seq: 3, ack: 1, data: "y"}, seg{port: 9, seq: 1, flags: packet.SYN}, seg{port: 10, seq: 1, flags: packet.SYN})
	if p.heard[1].end != flow.EndLimit || p.heard[0].closed+p.heard[2].closed != 0 {
		t.Errorf("ends %v %v %v", p.heard[0].end, p.heard[1].end, p.heard[2].end)
	}
	if s := p.tracker.Stats(); s.FlowsEvicted != 2 || s.FlowsOpen != 3 {
		t.Errorf("%+v", s)
	}
	p.close()
	p.balanced()
}

func TestNobodyCares(t *testing.T) {
	var seen *flow.Flow
	tracker := NewTracker(Options{}, 0, func(f *flow.Flow) Listener { seen = f; return nil })
	p := &tap{t: t, tracker: tracker}
	p.handshake()
	p.send(seg{seq: 111, ack: 501, data: "later"}, seg{seq: 101, ack: 501, data: "0123456789"}, seg{seq: 101, ack: 501, data: "0123456789"})
	if h := seen.Halves[0]; h.Delivered != 15 || h.RetransmittedOctets != 10 || h.Octets != 25 || tracker.Stats().HeldOctets != 0 {
		t.Errorf("%+v", h)
	}
	p.close()
	p.balanced()
}

func TestListenerStops(t *testing.T) {
	p := newTap(t, Options{})
	p.stop = 1
	p.handshake()
	p.send(seg{seq: 101, ack: 501, data: "a"}, seg{seq: 102, ack: 501, data: "b"},
		seg{seq: 103, ack: 501, flags: packet.FIN}, seg{down: true, seq: 501, ack: 104, flags: packet.FIN})
	p.expect(">a@4", "fin@7")
	if got := p.only().flow.Halves[0].Delivered; got != 2 {
		t.Errorf("%d octets, want 2", got)
	}
	p.close()
	p.balanced()
}
