package stream

import (
	"fmt"
	"testing"

	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
)

// Each case is a connection with its handshake (first octets 101 and 501, packets 1 to 3) and the octets "a" from the client, a segment
// that somebody forged, and the talk that goes on. want is what all listeners heard, one after the other.
func TestForged(t *testing.T) {
	const wrong, good = packet.ChecksumWrong, packet.ChecksumRight
	const rst, syn, fin = packet.RST, packet.SYN, packet.FIN
	for _, c := range []struct {
		name    string
		opt     Options
		forged  []seg
		on      []seg // after a pause
		revived uint64
		want    []string
	}{
		{"acknowledgement of what was not sent", Options{}, []seg{{seq: 102, ack: 50501}}, []seg{
			{seq: 102, ack: 501, data: "b"}, {down: true, seq: 501, ack: 103, data: "x"}, {seq: 103, ack: 502, data: "c"},
		}, 0, []string{">a@4", ">b@6", "<x@7", ">c@8", "<gap49999@5", "end_of_capture@8"}},
		{"acknowledgement by the server", Options{}, []seg{{down: true, seq: 501, ack: 60102}}, []seg{
			{seq: 102, ack: 501, data: "b", flags: fin}, {down: true, seq: 501, ack: 104, data: "x", flags: fin},
		}, 0, []string{">a@4", ">b@6", "<x@7", "fin@7"}},
		{"RST of its exact number", Options{}, []seg{{seq: 102, flags: rst}}, []seg{
			{seq: 102, ack: 501, data: "b"}, {down: true, seq: 501, ack: 103, data: "x"},
		}, 1, []string{">a@4", "reset@5", ">b@6", "<x@7", "end_of_capture@7"}},
		{"RST for the other side", Options{}, []seg{{down: true, seq: 501, flags: rst}}, []seg{
			{seq: 102, ack: 501, data: "b"}, {down: true, seq: 501, ack: 103}, {seq: 103, ack: 501, data: "c"},
		}, 1, []string{">a@4", "reset@5", ">b@6", ">c@8", "end_of_capture@8"}},
		{"RST in the window", Options{}, []seg{{seq: 1102, flags: rst}}, []seg{
			{seq: 102, ack: 501, data: "b"}, {down: true, seq: 501, ack: 103, data: "x"},
		}, 1, []string{">a@4", ">b@6", "<x@7", "end_of_capture@7"}},
		{"a RST that was meant", Options{}, []seg{{down: true, seq: 501, flags: rst}}, []seg{
			{seq: 102, ack: 501, data: "b"}, {seq: 102, ack: 501, data: "b"}, {down: true, seq: 501, flags: rst},
		}, 0, []string{">a@4", "reset@5"}},
		{"FIN ahead of longer octets", Options{}, []seg{{seq: 104, ack: 501, flags: fin}}, []seg{
			{seq: 102, ack: 501, data: "bcdef"}, {down: true, seq: 501, ack: 107, data: "x"},
		}, 0, []string{">a@4", ">bcdef@6", "<x@7", "end_of_capture@7"}},
		{"SYN that nobody answers", Options{}, []seg{{seq: 9000, flags: syn}}, []seg{
			{seq: 102, ack: 501, data: "b"}, {down: true, seq: 501, ack: 103, data: "x"},
		}, 1, []string{">a@4", "reused@4", ">b@6", "<x@7", "end_of_capture@7"}},
		{"SYN from the server that nobody answers", Options{}, []seg{{down: true, seq: 9000, flags: syn}}, []seg{
			{seq: 102, ack: 501, data: "b"}, {down: true, seq: 501, ack: 103, data: "x"},
		}, 1, []string{">a@4", "reused@4", ">b@6", "<x@7", "end_of_capture@7"}},
		{"SYN that is answered, and octets of before", Options{}, []seg{{seq: 9000, flags: syn}, {down: true, seq: 1<<31 + 700, ack: 9001, flags: syn}}, []seg{
			{down: true, seq: 501, ack: 102, data: "b"}, {seq: 9001, ack: 1<<31 + 701, data: "x"},
		}, 0, []string{">a@4", "reused@4", ">x@8", "end_of_capture@8"}},
		{"SYN with a wrong checksum", Options{Checksums: ChecksumsOn}, []seg{{seq: 9000, flags: syn, sum: wrong}}, []seg{
			{seq: 102, ack: 501, data: "b"},
		}, 0, []string{">a@4", ">!checksum_error@5", ">b@6", "end_of_capture@6"}},
		{"octets without an acknowledgement", Options{}, []seg{{seq: 102, noAck: true, data: "X"}}, []seg{
			{seq: 102, ack: 501, data: "b"},
		}, 0, []string{">a@4", ">b@6", "end_of_capture@6"}},
		{"FIN taken for real, octets after it acknowledged", Options{}, []seg{{seq: 102, ack: 501, flags: fin}}, []seg{
			{seq: 102, ack: 501, data: "bc"}, {down: true, seq: 501, ack: 104}, {seq: 104, ack: 501, data: "d"}, {down: true, seq: 501, ack: 105, data: "x"},
		}, 0, []string{">a@4", ">gap2@7", ">d@8", "<x@9", "end_of_capture@9"}},
		{"wrong checksum behind a hole, then a right one", Options{}, []seg{{seq: 103, ack: 501, data: "XX", sum: wrong}}, []seg{
			{seq: 103, ack: 501, data: "cd", sum: good}, {seq: 102, ack: 501, data: "b"},
		}, 0, []string{">a@4", ">!overlap_mismatch@6", ">b@7", ">cd@7", "end_of_capture@7"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newTap(t, c.opt)
			p.handshake()
			p.send(seg{seq: 101, ack: 501, data: "a"})
			p.send(c.forged...)
			p.pass(500 * millisecond)
			p.send(c.on...)
			revived := p.tracker.Stats().Revived
			p.close()
			p.balanced()
			var log []string
			for _, h := range p.heard {
				log = append(log, h.log...)
				if h.flow.Server.Port != 143 {
					t.Errorf("the server's port is %d", h.flow.Server.Port)
				}
			}
			if got, want := fmt.Sprintf("%q", log), fmt.Sprintf("%q", c.want); got != want || revived != c.revived {
				t.Errorf("%d revived, want %d; heard\n%s, want\n%s", revived, c.revived, got, want)
			}
		})
	}
}

// A forged acknowledgement does not move the window in which a RST counts.
func TestResetAfterForgedAcknowledgement(t *testing.T) {
	p := newTap(t, Options{})
	p.handshake()
	p.send(seg{seq: 101, ack: 501, data: "a"}, seg{down: true, seq: 501, ack: 60102}, seg{seq: 102, flags: packet.RST})
	p.pass(500 * millisecond)
	p.tick()
	p.expect(">a@4", ">gap60000@5", "reset@6")
	p.close()
	p.balanced()
}

// A SYN-ACK with a right checksum replaces the numbers of one with a wrong checksum.
func TestSpoiltSynAck(t *testing.T) {
	p := newTap(t, Options{})
	p.send(seg{seq: 100, flags: packet.SYN}, seg{down: true, seq: 9999, ack: 101, flags: packet.SYN, sum: packet.ChecksumWrong},
		seg{down: true, seq: 500, ack: 101, flags: packet.SYN, sum: packet.ChecksumRight}, seg{seq: 101, ack: 501},
		seg{down: true, seq: 501, ack: 101, data: "hi", sum: packet.ChecksumRight}, seg{seq: 101, ack: 503, data: "a"})
	p.close()
	p.balanced()
	p.expect("<hi@5", ">a@6", "end_of_capture@6")
}

// A connection that gives way in a full table takes its doubted octets with it; who filled the table may have forged them.
func TestDoubtAtTheLimit(t *testing.T) {
	p := newTap(t, Options{MaxFlows: flow.Shards})
	p.handshake()
	p.send(seg{seq: 101, ack: 501, data: "a", sum: packet.ChecksumRight}, seg{seq: 102, ack: 501, data: "X", sum: packet.ChecksumWrong},
		seg{port: 9, seq: 1, flags: packet.SYN})
	p.expect(">a@4", "limit@5")
	p.close()
	p.balanced()
}

// What is kept after a reset is bounded and let go with the entry.
func TestKeptAfterReset(t *testing.T) {
	const room = 6000
	p := newTap(t, Options{MaxFlowHeld: room})
	p.handshake()
	p.send(seg{seq: 101, ack: 501, data: "a"}, seg{down: true, seq: 501, flags: packet.RST})
	for i := range uint32(100) {
		p.send(seg{seq: 102 + 100*i, ack: 501, data: string(make([]byte, 100))})
	}
	if held := p.tracker.Stats().HeldOctets; held == 0 || held > room {
		t.Errorf("%d octets are held, want up to %d", held, room)
	}
	p.close()
	p.balanced()
	p.expect(">a@4", "reset@5")
}
