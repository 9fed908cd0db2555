package stream

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
)

// dialogue is a conversation as it was said: turns of alternating directions, and the segments that carried them.
type dialogue struct {
	said     [2][]byte
	turns    []turn
	segments []seg
}

type turn struct {
	d      flow.Direction
	octets []byte
}

// say makes a conversation of n turns whose octets tell their place. isn are the sides' initial sequence numbers.
func say(r *rand.Rand, n int, isn [2]uint32) *dialogue {
	g := new(dialogue)
	next := [2]uint32{isn[0] + 1, isn[1] + 1}
	for i := range n {
		d := flow.Direction(i % 2)
		text := make([]byte, 1+r.IntN(60))
		for j := range text {
			text[j] = "0123456789abcdef"[(len(g.said[d])+j)*7%16]
		}
		g.turns = append(g.turns, turn{d, text})
		g.said[d] = append(g.said[d], text...)
		for len(text) > 0 {
			k := 1 + r.IntN(len(text))
			g.segments = append(g.segments, seg{down: d == flow.ToClient, seq: next[d], ack: next[d.Other()], data: string(text[:k])})
			next[d] += uint32(k)
			text = text[k:]
		}
	}
	return g
}

// disturb moves segments by at most reach places.
func disturb(r *rand.Rand, list []seg, reach int) []seg {
	list = append([]seg(nil), list...)
	for i := range list {
		if reach > 0 && r.IntN(3) == 0 {
			j := min(len(list)-1, i+r.IntN(reach))
			list[i], list[j] = list[j], list[i]
		}
	}
	return list
}

// repeatSome adds retransmissions shortly after the first copies, cut differently, as they would have been sent then: none
// acknowledges what the first copy did not.
func repeatSome(r *rand.Rand, list []seg) []seg {
	var out []seg
	for i, x := range list {
		out = append(out, x)
		if r.IntN(4) != 0 {
			continue
		}
		y := x
		if i > 0 && list[i-1].down == x.down && list[i-1].seq+uint32(len(list[i-1].data)) == x.seq {
			// Together with the end of the segment before, and without its own end.
			before := list[i-1].data
			k := r.IntN(len(before) + 1)
			y.seq -= uint32(k)
			y.data = before[len(before)-k:] + y.data[:r.IntN(len(y.data))+1]
		}
		if len(y.data) > 1 { // one octet is a keep-alive probe
			out = append(out, y)
		}
	}
	return out
}

// story is a log as one line: turns joined, so that cuts do not show.
func story(turns []turn) string {
	var b bytes.Buffer
	for i, x := range turns {
		if i == 0 || turns[i-1].d != x.d {
			b.WriteByte("><"[x.d])
		}
		b.Write(x.octets)
	}
	return b.String()
}

// begin tells the first sequence numbers.
func (p *tap) begin(isn [2]uint32) {
	p.send(
		seg{seq: isn[0], flags: packet.SYN},
		seg{down: true, seq: isn[1], ack: isn[0] + 1, flags: packet.SYN},
		seg{seq: isn[0] + 1, ack: isn[1] + 1})
}

// isns are initial sequence numbers of which many wrap within a dialogue.
func isns(r *rand.Rand) (n [2]uint32) {
	for i := range n {
		n[i] = r.Uint32()
		if r.IntN(2) == 0 {
			n[i] = -uint32(r.IntN(400))
		}
	}
	return n
}

// Whatever order segments come in, within the wait, however they are cut and repeated: the listener hears one write of each turn,
// and the turns in their order.
func TestAnyOrderIsOneWrite(t *testing.T) {
	for n := range 3000 {
		r := rand.New(rand.NewPCG(1, uint64(n)))
		isn := isns(r)
		g := say(r, 2+r.IntN(12), isn)
		p := newTap(t, Options{})
		singles := uint64(0)
		for _, x := range g.segments {
			if len(x.data) == 1 {
				singles++
			}
		}
		if n%2 == 0 || singles > 0 {
			p.begin(isn)
		} else {
			// Found midstream, where a first segment of one octet would pass for a keep-alive probe.
			p.tracker.opt.Known = func(port uint16) bool { return port == 143 }
		}
		p.send(disturb(r, repeatSome(r, g.segments), r.IntN(20))...)
		p.close()
		p.balanced()
		h := p.only()
		if h.gaps != [2]uint64{} {
			t.Fatalf("run %d: gaps %v", n, h.gaps)
		}
		if got, want := h.story(), story(g.turns); got != want {
			t.Fatalf("run %d: heard\n%s, want\n%s\nlog %q", n, got, want, h.log)
		}
		for d := range g.said {
			half := h.flow.Halves[d]
			// One octet again, at the end, is taken for a keep-alive probe.
			probes := half.Octets - half.Delivered - half.RetransmittedOctets
			if half.Delivered != uint64(len(g.said[d])) || probes > singles {
				t.Fatalf("run %d: %+v of %d octets", n, half, len(g.said[d]))
			}
		}
		if s := p.tracker.Stats(); s.Overlaps != 0 {
			t.Fatalf("run %d: %d overlaps", n, s.Overlaps)
		}
	}
}

func (h *heard) story() string { return story(h.turns) }

// Segments may be lost for good: then exactly their octets are gaps, and all others are heard in their places.
func TestGapsAreWhatNeverCame(t *testing.T) {
	for n := range 3000 {
		r := rand.New(rand.NewPCG(2, uint64(n)))
		isn := isns(r)
		g := say(r, 2+r.IntN(12), isn)
		want := [2][]byte{append([]byte(nil), g.said[0]...), append([]byte(nil), g.said[1]...)}
		seen := [2]int{}
		var kept []seg
		for _, x := range g.segments {
			d := 0
			if x.down {
				d = 1
			}
			at := int(x.seq - isn[d] - 1)
			if r.IntN(4) > 0 {
				kept = append(kept, x)
				seen[d] = max(seen[d], at+len(x.data))
				seen[1-d] = max(seen[1-d], int(x.ack-isn[1-d]-1))
				continue
			}
			for i := range x.data {
				want[d][at+i] = '?'
			}
		}
		p := newTap(t, Options{})
		p.begin(isn)
		p.send(disturb(r, kept, r.IntN(10))...)
		p.close()
		p.balanced()
		if len(kept) == 0 {
			continue
		}
		h := p.only()
		for d := range want {
			// What nobody acknowledged and nothing followed leaves no trace; a single octet of that kind passes for a FIN.
			w := want[d][:seen[d]]
			got := h.octets[d]
			if len(got) == len(w)-1 && w[len(w)-1] == '?' {
				w = w[:len(got)]
			}
			if !bytes.Equal(got, w) {
				t.Fatalf("run %d, %v: heard\n%s, want\n%s\nlog %q", n, flow.Direction(d), got, w, h.log)
			}
		}
	}
}

// Tiny limits cost gaps, never a wrong octet, and memory stays below them.
func TestTinyLimits(t *testing.T) {
	drops := uint64(0)
	for n := range 1000 {
		r := rand.New(rand.NewPCG(3, uint64(n)))
		isn := isns(r)
		g := say(r, 40, isn)
		opt := Options{MaxFlowHeld: 1 + r.IntN(5000), MaxHeld: (1 + r.IntN(8000)) * flow.Shards}
		p := newTap(t, opt)
		p.begin(isn)
		for _, x := range disturb(r, g.segments, 40) {
			p.send(x)
			if held := p.tracker.Stats().HeldOctets; held > uint64(min(opt.MaxFlowHeld, opt.MaxHeld/flow.Shards)) {
				t.Fatalf("run %d: %d octets are held, limits %d and %d", n, held, opt.MaxFlowHeld, opt.MaxHeld/flow.Shards)
			}
		}
		p.close()
		p.balanced()
		drops += p.tracker.Stats().MemoryDrops
		for d, got := range p.only().octets {
			if len(got) != len(g.said[d]) {
				t.Fatalf("run %d: heard %d octets of %d, %q", n, len(got), len(g.said[d]), p.only().log)
			}
			for i := range got {
				if got[i] != '?' && got[i] != g.said[d][i] {
					t.Fatalf("run %d: octet %d is wrong: %s", n, i, fmt.Sprintf("%q", got))
				}
			}
		}
	}
	if drops == 0 {
		t.Error("no limit was reached")
	}
}
