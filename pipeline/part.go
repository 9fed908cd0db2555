package pipeline

import (
	"slices"
	"sync"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
)

// part is one worker's share of a load.
type part struct {
	// load holds the segments and their octets; the worker gives up its hold when it has done the part. Nil where there are none.
	load *load
	// mine are the indices of the worker's segments in the load's.
	mine  []uint32
	ticks []tick
	// end closes all flows after the part.
	end flow.End
	// account asks for the worker's counters, to stand beside the reader's own. Such a part holds nothing else, so that
	// the stats record made of it is delivered when all before it has been, and nothing after.
	account *account
	// at is the place of end or account in the source.
	at capture.Stamp
}

// tick stands before the worker's segment of that index in part.mine, where packet time entered a new second.
type tick struct {
	capture.Stamp
	before int
}

// clear forgets what the part borrowed and keeps its room.
func (x *part) clear() {
	clear(x.ticks)
	*x = part{mine: x.mine[:0], ticks: x.ticks[:0]}
}

// load is a batch of packets, decoded, and the workers that still read it. All workers look at the same segments, each at its
// own of them: none is copied.
type load struct {
	capture.Batch
	segments []packet.Segment // one for each packet; it means nothing where the packet is nobody's
	returns  bool             // the last Release gives it back to the reader
}

// decoded makes room for a segment of each packet. What stands there from the load before is overwritten, not cleared.
func (l *load) decoded() []packet.Segment {
	n := len(l.Packets)
	l.segments = slices.Grow(l.segments[:0], n)[:n]
	return l.segments
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
