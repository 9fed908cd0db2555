package pipeline

import (
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
	"github.com/imaplog/imaplog/pipeline/stream"
	"github.com/imaplog/imaplog/schemas"
)

// worker owns some of the shards and all connections in them. Workers share nothing.
type worker struct {
	in    chan *part
	out   chan result
	parts stack[part]

	records  *schemas.Batch // open listeners write into it; its content goes out with every part
	trackers []*stream.Tracker
	workers  int
	touched  uint32 // a sum that nobody reads, lest the compiler leave the touching out
}

// result is what one part made of a worker.
type result struct {
	records *schemas.Batch
	// account is the reader's, where the part asked for one, and stats the worker's; at is their place.
	account *account
	stats   stream.Stats
	at      capture.Stamp
}

func newWorker(w, n int, opt Options, open Open, batches *schemas.Pool) *worker {
	x := &worker{
		in:      make(chan *part, queue),
		out:     make(chan result, queue),
		records: batches.Get(),
		workers: n,
	}
	for s := w; s < flow.Shards; s += n {
		t := stream.NewTracker(opt.Stream, s, func(f *flow.Flow) stream.Listener { return open(f, x.records) })
		x.trackers = append(x.trackers, t)
	}
	return x
}

// run works until the reader closes the queue.
func (w *worker) run() {
	defer close(w.out)
	for p := range w.in {
		w.out <- w.part(p)
	}
}

func (w *worker) part(p *part) (r result) {
	next := 0
	for i, n := range p.mine {
		if i%ahead == 0 {
			w.touch(p, i)
		}
		for next < len(p.ticks) && p.ticks[next].before <= i {
			w.tick(p.ticks[next].Stamp)
			next++
		}
		s := &p.load.segments[n]
		w.records.At(s.Packet, false)
		w.tracker(s).Segment(s)
	}
	for _, t := range p.ticks[next:] {
		w.tick(t.Stamp)
	}
	if p.end != flow.EndNone {
		w.records.At(p.at.Packet, true)
		for _, t := range w.trackers {
			t.Close(p.at, p.end)
		}
	}
	if r.account, r.at = p.account, p.at; r.account != nil {
		for _, t := range w.trackers {
			r.stats.Add(t.Stats())
		}
	}
	if p.load != nil {
		p.load.Release()
	}
	p.clear()
	w.parts.put(p)
	w.records.Sort()
	r.records = w.records.Take()
	return r
}

// ahead is how many segments' connections are touched at a time: about as many fetches as a core has under way at once, and not so much
// memory that the first is gone when the last has come.
const ahead = 16

// touch touches the connections of the next segments of the part from i on.
func (w *worker) touch(p *part, i int) {
	for _, n := range p.mine[i:min(i+ahead, len(p.mine))] {
		s := &p.load.segments[n]
		w.touched += w.tracker(s).Touch(s)
	}
}

// tracker is the one of the segment's shard.
func (w *worker) tracker(s *packet.Segment) *stream.Tracker {
	return w.trackers[flow.Shard(s.Hash)/w.workers]
}

func (w *worker) tick(at capture.Stamp) {
	w.records.At(at.Packet, true)
	for _, t := range w.trackers {
		t.Tick(at)
	}
}
