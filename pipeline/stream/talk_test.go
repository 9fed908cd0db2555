package stream

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
)

const millisecond = capture.Time(1e6)

var clientAddr, serverAddr = addr(192, 0, 2, 1), addr(198, 51, 100, 2)

func addr(a, b, c, d byte) packet.Addr {
	return packet.Addr{10: 0xff, 11: 0xff, 12: a, 13: b, 14: c, 15: d}
}

// heard is a Listener that remembers.
type heard struct {
	t      testing.TB
	flow   *flow.Flow
	octets [2][]byte // a gap is written as that many '?', at most 10000
	log    []string
	turns  []turn
	gaps   [2]uint64
	end    flow.End
	closed int
	stop   int // Data calls until it wants no more; 0: never
}

func (h *heard) Data(d flow.Direction, at capture.Stamp, b []byte) bool {
	if h.closed > 0 || len(b) == 0 {
		h.t.Errorf("Data of %d octets, closed %d times", len(b), h.closed)
	}
	h.octets[d] = append(h.octets[d], b...)
	h.turns = append(h.turns, turn{d, append([]byte(nil), b...)})
	h.log = append(h.log, fmt.Sprintf("%c%s@%d", "><"[d], b, at.Packet))
	h.stop--
	return h.stop != 0
}

func (h *heard) Gap(d flow.Direction, at capture.Stamp, n uint64) bool {
	if h.closed > 0 || n == 0 {
		h.t.Errorf("Gap of %d octets, closed %d times", n, h.closed)
	}
	h.gaps[d] += n
	h.octets[d] = append(h.octets[d], bytes.Repeat([]byte{'?'}, int(min(n, 10000)))...)
	h.log = append(h.log, fmt.Sprintf("%cgap%d@%d", "><"[d], n, at.Packet))
	return true
}

func (h *heard) Anomaly(d flow.Direction, at capture.Stamp, a flow.Anomaly) {
	h.log = append(h.log, fmt.Sprintf("%c!%s@%d", "><"[d], a, at.Packet))
}

func (h *heard) Close(at capture.Stamp, end flow.End) {
	h.closed++
	f := *h.flow
	f.History = append([]byte(nil), f.History...)
	h.flow = &f
	h.end = end
	h.log = append(h.log, fmt.Sprintf("%s@%d", end, at.Packet))
}

// tap feeds segments to a Tracker and remembers the listeners that it opened.
type tap struct {
	t       testing.TB
	tracker *Tracker
	heard   []*heard
	now     capture.Time
	packet  uint64
	stop    int
}

func newTap(t testing.TB, opt Options) *tap {
	p := &tap{t: t, now: 1e18}
	p.tracker = NewTracker(opt, 0, func(f *flow.Flow) Listener {
		h := &heard{t: t, flow: f, stop: p.stop}
		p.heard = append(p.heard, h)
		return h
	})
	return p
}

func (p *tap) stamp() capture.Stamp { return capture.Stamp{Time: p.now, Packet: p.packet} }

func (p *tap) pass(d capture.Time) { p.now += d }

func (p *tap) tick() { p.tracker.Tick(p.stamp()) }

func (p *tap) close() { p.tracker.Close(p.stamp(), flow.EndOfCapture) }

// seg is a segment from the client (or, with down, from the server) with a payload.
type seg struct {
	down     bool
	seq, ack uint32
	flags    packet.Flags
	data     string
	missing  int
	sum      packet.Checksum
	port     uint16 // the client's; 40000
	server   uint16 // 143
	zero     bool   // window
	noAck    bool
}

func (p *tap) send(list ...seg) {
	for _, x := range list {
		p.packet++
		p.now += millisecond / 10
		s := segment(x)
		s.Stamp = p.stamp()
		p.tracker.Segment(&s)
	}
}

func segment(x seg) packet.Segment {
	s := packet.Segment{
		Src: clientAddr, Dst: serverAddr, SrcPort: 40000, DstPort: 143,
		Seq: x.seq, Ack: x.ack, Flags: x.flags, Payload: []byte(x.data), Missing: x.missing,
		Checksum: x.sum, Window: 65535, WindowScale: -1,
	}
	if x.port != 0 {
		s.SrcPort = x.port
	}
	if x.server != 0 {
		s.DstPort = x.server
	}
	if x.zero {
		s.Window = 0
	}
	if x.flags&(packet.SYN|packet.RST) == 0 && !x.noAck || x.ack != 0 {
		s.Flags |= packet.ACK
	}
	if x.down {
		s.Src, s.Dst, s.SrcPort, s.DstPort = s.Dst, s.Src, s.DstPort, s.SrcPort
	}
	s.Hash = flow.Hash(0, &s)
	return s
}

// handshake opens a connection whose first octets are 101 from the client and 501 from the server.
func (p *tap) handshake() {
	p.send(seg{seq: 100, flags: packet.SYN}, seg{down: true, seq: 500, ack: 101, flags: packet.SYN}, seg{seq: 101, ack: 501})
}

func (p *tap) only() *heard {
	p.t.Helper()
	if len(p.heard) != 1 {
		p.t.Fatalf("%d listeners were opened, want 1", len(p.heard))
	}
	return p.heard[0]
}

func (p *tap) expect(log ...string) {
	p.t.Helper()
	h := p.only()
	got, want := fmt.Sprintf("%q", h.log), fmt.Sprintf("%q", log)
	if got != want {
		p.t.Errorf("heard\n%s, want\n%s", got, want)
	}
}

// balanced checks what must hold once the Tracker is closed.
func (p *tap) balanced() {
	p.t.Helper()
	s := p.tracker.Stats()
	if s.FlowsOpened != s.FlowsClosed || s.FlowsOpen != 0 || s.HeldOctets != 0 || len(p.tracker.waiting) != 0 || p.tracker.table.Len() != 0 {
		p.t.Errorf("after Close: %+v, %d waiting, %d in the table", s, len(p.tracker.waiting), p.tracker.table.Len())
	}
	for i, h := range p.heard {
		if h.closed != 1 {
			p.t.Errorf("listener %d was closed %d times", i, h.closed)
		}
	}
}
