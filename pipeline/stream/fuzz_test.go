package stream

import (
	"encoding/binary"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
)

// FuzzSegments sends whatever segments the octets describe, eight octets each, of three connections. Nothing may panic or hang, memory
// stays bounded, every connection that opened closes, and the accounts agree with what was heard.
func FuzzSegments(f *testing.F) {
	f.Add([]byte("\x01\x64\x00\x00\x00\x00\x02\x00\x03\xf4\x00\x65\x00\x00\x12\x00\x02\x65\x00\xf5\x00\x04\x10\x01"))
	f.Add([]byte("\x02\x65\x00\xf5\x04\x00\x10\x00\x03\xf5\x00\x69\x09\x00\x10\x00\x02\x75\x00\xff\x04\x05\x11\x7f"))
	f.Add([]byte("\x42\x65\x00\xf5\x04\x00\x10\x80\x43\xf5\x00\x69\x09\x00\x14\x00\x82\x75\x00\xff\x04\x05\x11\x7f"))
	f.Add([]byte("F00\xd50000\xce00000\xb80700900002000000000000000")) // doubted octets of an evicted connection
	for seed := range byte(40) {
		b := make([]byte, 400)
		x := uint32(seed)*2654435761 + 1
		for i := range b {
			x = x*1664525 + 1013904223
			b[i] = byte(x >> 24)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		const room = 6000
		p := newTap(t, Options{MaxFlows: 2 * flow.Shards, MaxFlowHeld: room, MaxHeld: room * flow.Shards})
		p.stop = len(b) % 7
		p.tracker.opt.Side = func(b []byte) flow.Side { return flow.Side(b[0] % 5) }
		for ; len(b) >= 8; b = b[8:] {
			p.send(fuzzed(b))
			p.pass(8 * millisecond * capture.Time(b[7]&0x0f))
			if b[7] == 0x80 {
				p.pass(7200e9)
			}
			if b[7]&0x10 != 0 {
				p.tick()
			}
			if held := p.tracker.Stats().HeldOctets; held > room {
				t.Fatalf("%d octets held", held)
			}
		}
		p.close()
		p.balanced()
		for _, h := range p.heard {
			for d, octets := range h.octets {
				half := h.flow.Halves[d]
				if h.stop > 0 || p.stop == 0 {
					if got := half.Delivered + half.GapOctets; got != uint64(len(octets)) && half.GapOctets < 10000 {
						t.Errorf("%+v, but %d octets were told", half, len(octets))
					}
				}
				if half.Delivered > half.Octets {
					t.Errorf("%+v: more was delivered than came", half)
				}
			}
		}
	})
}

// fuzzed is the segment that eight octets describe: near each other in sequence, so that they meet, around the wrap.
func fuzzed(b []byte) seg {
	near := func(v byte) uint32 { return uint32(v) - 100 }
	x := seg{
		down: b[0]&1 != 0, port: 40000 + uint16(b[0]>>1&3), noAck: b[0]&8 != 0, sum: packet.Checksum(b[0] >> 6),
		seq: near(b[1]), ack: near(b[3]), flags: packet.Flags(b[6] & 0x17), missing: int(b[5] & 3), zero: b[5]&0x80 != 0,
		data: "a segment's payload, which says nothing at all"[:b[4]%40],
	}
	if b[2] == 0xff {
		x.seq = binary.BigEndian.Uint32(b[1:])
	}
	if b[0]&8 != 0 {
		x.ack = 0
	}
	if b[6]&0x80 != 0 { // whole segments, hundreds of times the usual size
		x.data = string(make([]byte, 4*int(b[4])+1000))
	}
	return x
}
