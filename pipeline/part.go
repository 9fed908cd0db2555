package pipeline

import (
	"sync"
	"sync/atomic"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
)

// part is one worker's share of a batch of packets.
type part struct {
	segments []packet.Segment
	ticks    []tick
	// load holds the segments' octets; the worker gives up its hold when it has done the part.
	load *load
	// end closes all flows after the part.
	end flow.End
	// account asks for the worker's counters, to stand beside the reader's own. Such a part holds nothing else, so that
	// the stats record made of it is delivered when all before it has been, and nothing after.
	account *account
	// at is the place of end or account in the source.
	at capture.Stamp
}

// tick stands before the segment of that index, where packet time entered a new second.
type tick struct {
	capture.Stamp
	before int
}

// clear forgets what the part borrowed and keeps its room.
func (x *part) clear() {
	clear(x.segments)
	clear(x.ticks)
	*x = part{segments: x.segments[:0], ticks: x.ticks[:0]}
}

// load is a batch of packets and the workers that still read it.
type load struct {
	capture.Batch
	holders atomic.Int32
	home    *stack[load]
}

// drop gives up one worker's hold; the last frees the octets and recycles the load.
func (l *load) drop() {
	if l == nil || l.holders.Add(-1) > 0 {
		return
	}
	l.Batch.Release()
	l.home.put(l)
}

// stack recycles values, last in, first out, so that a few stay warm. It is safe for concurrent use.
type stack[T any] struct {
	mu   sync.Mutex
	free []*T
}

func (s *stack[T]) get() *T {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.free)
	if n == 0 {
		return new(T)
	}
	x := s.free[n-1]
	s.free = s.free[:n-1]
	return x
}

func (s *stack[T]) put(x *T) {
	s.mu.Lock()
	s.free = append(s.free, x)
	s.mu.Unlock()
}
