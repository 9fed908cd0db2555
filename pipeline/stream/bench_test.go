package stream

import (
	"fmt"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
)

// sink is a Listener that only counts.
type sink struct{ n int }

func (s *sink) Data(_ flow.Direction, _ capture.Stamp, b []byte) bool { s.n += len(b); return true }
func (s *sink) Gap(_ flow.Direction, _ capture.Stamp, n uint64) bool  { s.n += int(n); return true }
func (s *sink) Anomaly(flow.Direction, capture.Stamp, flow.Anomaly)   {}
func (s *sink) Close(capture.Stamp, flow.End)                         {}

const benchPayload = 250 // as in the test capture of 307 octets a frame

// stand makes a Tracker with n connections after their handshakes, and a segment of each.
func stand(n int) (*Tracker, []packet.Segment) {
	tracker := NewTracker(Options{MaxFlows: n * flow.Shards}, 0, func(*flow.Flow) Listener { return new(sink) })
	list := make([]packet.Segment, n)
	payload := make([]byte, benchPayload)
	for i := range list {
		s := segment(seg{seq: 100, flags: packet.SYN, port: uint16(i)})
		s.Src[15], s.Src[14] = byte(i>>16), 1
		s.Hash = flow.Hash(0, &s)
		tracker.Segment(&s)
		back := s
		back.Src, back.Dst, back.SrcPort, back.DstPort = s.Dst, s.Src, s.DstPort, s.SrcPort
		back.Seq, back.Ack, back.Flags = 500, 101, packet.SYN|packet.ACK
		tracker.Segment(&back)
		s.Seq, s.Ack, s.Flags, s.Payload = 101, 501, packet.ACK, payload
		list[i] = s
	}
	return tracker, list
}

func TestInOrderAllocatesNothing(t *testing.T) {
	tracker, list := stand(1)
	s := &list[0]
	if n := testing.AllocsPerRun(1000, func() {
		tracker.Segment(s)
		s.Seq += benchPayload
	}); n != 0 {
		t.Errorf("%v allocations a segment", n)
	}
	if got := tracker.conn(0).listener.(*sink).n; got < 1000*benchPayload {
		t.Errorf("%d octets were delivered", got)
	}
}

func BenchmarkInOrder(b *testing.B) {
	for _, n := range []int{1, 2000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			tracker, list := stand(n)
			b.SetBytes(benchPayload)
			b.ReportAllocs()
			b.ResetTimer()
			for i := range b.N {
				s := &list[uint32(i)*2654435761%uint32(n)]
				tracker.Segment(s)
				s.Seq += benchPayload
			}
		})
	}
}

func BenchmarkReordered(b *testing.B) {
	tracker, list := stand(1)
	s := &list[0]
	b.SetBytes(benchPayload)
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		switch i % 100 {
		case 0:
			s.Seq += benchPayload
			tracker.Segment(s)
		case 1:
			s.Seq -= benchPayload
			tracker.Segment(s)
			s.Seq += 2 * benchPayload
		default:
			tracker.Segment(s)
			s.Seq += benchPayload
		}
	}
}
