package packet

import (
	"bytes"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// TestFragmentLimits reaches each limit: no more is held than it says, and what was given up is counted piece by piece.
func TestFragmentLimits(t *testing.T) {
	spec := large(client4())
	whole := spec.tcp()
	pieces := uint64(0)
	flood := func(limits FragmentLimits, play func(send func(id uint16, p part))) (Counts, *fragments) {
		d := NewDecoder(Options{Fragments: limits})
		var s Segment
		pieces = 0
		play(func(id uint16, p part) {
			pieces++
			q := fragment4(spec, id, whole, p)
			q.Time = capture.Time(pieces) * 1e9
			if v := d.Decode(q, &s); v != Fragment {
				t.Errorf("piece %d: %v", pieces, v)
			}
		})
		return d.Counts(), &d.fragments
	}
	check := func(name string, c Counts, cause Cause, given uint64) {
		t.Helper()
		if c.NotDecodedBy[cause] != given || c.NotDecoded() != given || c.FragmentsHeld+given != pieces || c.Fragments != pieces {
			t.Errorf("%s: %+v", name, c)
		}
	}

	c, f := flood(FragmentLimits{Datagrams: 3, Timeout: 1e18}, func(send func(uint16, part)) {
		for id := range uint16(10) {
			send(id, part{0, 80, true})
		}
	})
	if len(f.held) != 3 {
		t.Errorf("%d datagrams held", len(f.held))
	}
	check("datagrams", c, CauseFragmentLimit, 7)

	c, f = flood(FragmentLimits{Octets: 3 * (80 + pieceCost), Timeout: 1e18}, func(send func(uint16, part)) {
		for id := range uint16(10) {
			send(id, part{0, 80, true})
		}
	})
	if f.octets != 3*(80+pieceCost) {
		t.Errorf("%d octets held", f.octets)
	}
	check("octets", c, CauseFragmentLimit, 7)

	c, f = flood(FragmentLimits{DatagramOctets: 800}, func(send func(uint16, part)) {
		send(1, part{0, 400, true})
		send(1, part{400, 800, true})
		send(1, part{800, 808, true})
	})
	if len(f.held) != 0 {
		t.Errorf("the datagram is held")
	}
	check("datagram octets", c, CauseFragmentLimit, 3)

	c, _ = flood(FragmentLimits{Timeout: 5e9}, func(send func(uint16, part)) {
		for id := range uint16(10) { // a second apart
			send(id, part{0, 80, true})
		}
	})
	check("timeout", c, CauseFragmentTimeout, 4)

	whole = bytes.Repeat([]byte{1}, maxDatagram)
	c, _ = flood(FragmentLimits{Timeout: 1e18}, func(send func(uint16, part)) {
		for i := range maxPieces + 1 {
			send(1, part{i * 16, i*16 + 8, true})
		}
	})
	check("pieces", c, CauseFragmentLimit, maxPieces+1)
}

// FuzzFragments: any pieces at all keep the account and the limits.
func FuzzFragments(f *testing.F) {
	f.Add([]byte{0, 10, 1, 10, 20, 0})
	f.Add([]byte{10, 20, 0, 0, 10, 1, 5, 9, 1})
	f.Add(bytes.Repeat([]byte{7, 16, 1, 2, 9, 3, 0, 8, 5, 7, 8, 0}, 9))
	spec, data := client4(), make([]byte, 65536)
	f.Fuzz(func(t *testing.T, script []byte) {
		script = script[:min(len(script), 300)]
		limits := FragmentLimits{Datagrams: 3, DatagramOctets: 4096, Octets: 8192}
		d := NewDecoder(Options{Fragments: limits})
		var s Segment
		sent := 0
		for ; len(script) >= 3; script = script[3:] {
			from := int(script[0]) * 8
			q := fragment4(spec, uint16(script[2]>>1&3), data, part{from, from + int(script[1]), script[2]&1 != 0})
			q.Time = capture.Time(sent) * 1e9
			d.Decode(q, &s)
			sent++
			fr, held := &d.fragments, uint64(0)
			octets := 0
			for _, g := range fr.held {
				held += g.packets
				octets += g.octets
				at := 0
				for _, p := range g.pieces {
					if p.at < at || p.n <= 0 || len(p.b) > p.n {
						t.Fatalf("pieces %v", g.pieces)
					}
					at = p.at + p.n
				}
			}
			if len(fr.held) > limits.Datagrams || octets != fr.octets || octets > limits.Octets || held != d.Counts().FragmentsHeld {
				t.Fatalf("%d datagrams, %d of %d octets, %d of %d pieces", len(fr.held), octets, fr.octets, held, d.Counts().FragmentsHeld)
			}
		}
		if d.Counts().NotDecodedBy[CauseDecoderPanic] != 0 {
			t.Fatal("panic")
		}
	})
}
