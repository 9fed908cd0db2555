package pipeline

import (
	"context"
	"errors"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
)

// second is the length of a tick in packet time.
const second capture.Time = 1e9

// reader cuts the source into parts. It is the only one that sees frames.
type reader struct {
	src     Source
	opt     Options
	workers []*worker
	decoder *packet.Decoder
	parts   []*part // one for each worker, being filled

	account  account
	clock    capture.Time // the latest second that packet time entered, in seconds
	started  bool
	reported capture.Time // when the last stats record was asked for, in seconds
	last     capture.Stamp
	latest   capture.Time // packet time can go back, the account's clock cannot

	loads stack[load]
	load  *load // being shared
}

func newReader(src Source, opt Options, workers []*worker) *reader {
	return &reader{
		src: src, opt: opt, workers: workers,
		decoder: packet.NewDecoder(opt.Packet),
		parts:   make([]*part, len(workers)),
	}
}

// run reads until the source ends or ctx is done, closes all flows and then the workers' queues.
func (r *reader) run(ctx context.Context) error {
	err := r.read(ctx)
	end := flow.EndOfCapture
	if errors.Is(err, context.Canceled) {
		end = flow.EndStopped
	}
	r.finish(end)
	if end == flow.EndStopped {
		return context.Cause(ctx)
	}
	return err
}

func (r *reader) read(ctx context.Context) error {
	filled := make(chan filling, readAhead)
	go r.fill(ctx, filled)
	for {
		if ctx.Err() != nil { // before whatever lies ready
			return context.Canceled
		}
		select {
		case <-ctx.Done():
			return context.Canceled
		case f := <-filled:
			if f.err == nil || len(f.load.Packets) > 0 {
				r.share(f.load)
			}
			if f.err != nil {
				return f.err
			}
		}
	}
}

// share sends every worker its part of the packets, empty or not.
func (r *reader) share(l *load) {
	r.load = l
	r.fresh()
	segments := l.decoded()
	for i := range l.Packets {
		if s := &segments[i]; r.packet(&l.Packets[i], s) {
			x := r.parts[flow.Shard(s.Hash)%len(r.workers)]
			x.mine = append(x.mine, uint32(i))
		}
	}
	r.opt.Progress.read(&r.account)
	r.cut()
	l.Release()
}

// fresh starts new parts.
func (r *reader) fresh() {
	for i, w := range r.workers {
		r.parts[i] = w.parts.get()
	}
}

// cut sends what the parts have so far.
func (r *reader) cut() {
	r.load.Retain(len(r.workers))
	for i, w := range r.workers {
		r.parts[i].load = r.load
		w.in <- r.parts[i]
	}
}

// all sends every worker a part that the given function made.
func (r *reader) all(make func(*part)) {
	for _, w := range r.workers {
		x := w.parts.get()
		make(x)
		w.in <- x
	}
}

// packet decodes one frame into s; it reports false where the packet is nobody's.
// Nothing called from here may block or allocate for an ordinary packet.
func (r *reader) packet(p *capture.Packet, s *packet.Segment) bool {
	r.account.packets++
	r.account.octets += uint64(len(p.Data))
	r.last = p.Stamp
	r.latest = max(r.latest, p.Time)
	if s := p.Time / second; s > r.clock || !r.started {
		r.tick(p.Stamp, s)
	}
	if r.opt.Filter != nil && !r.opt.Filter.Match(p) {
		r.account.filtered++
		return false
	}
	switch r.decoder.Decode(p, s) {
	case packet.Decoded:
	case packet.NotTCP:
		r.account.notTCP++
		return false
	default: // counted by the decoder
		return false
	}
	if !r.opt.Ports.Has(s.SrcPort) && !r.opt.Ports.Has(s.DstPort) {
		r.account.notPort++
		return false
	}
	s.Hash = flow.Hash(r.opt.Seed, s)
	return true
}

// tick puts a tick before the packet at the stamp, which is the first of its second, and a stats record where one is due.
func (r *reader) tick(at capture.Stamp, now capture.Time) {
	for _, x := range r.parts {
		x.ticks = append(x.ticks, tick{Stamp: at, before: len(x.mine)})
	}
	r.clock = now
	if !r.started {
		r.started = true
		r.account.start = at.Time
		r.latest = at.Time
		r.reported = now
	}
	if interval := r.opt.StatsInterval / second; interval > 0 && now-r.reported >= interval {
		r.reported = now
		r.cut()
		r.report(at)
		r.fresh()
	}
}

// report asks the workers for their counters.
func (r *reader) report(at capture.Stamp) {
	a := r.account
	a.decoder = r.decoder.Counts()
	at.Time = r.latest
	r.all(func(x *part) { x.account, x.at = &a, at })
}

// finish closes all flows, asks for the last account, and closes the queues.
func (r *reader) finish(end flow.End) {
	at := r.last
	at.Packet++ // a place after all packets
	r.all(func(x *part) { x.end, x.at = end, at })
	r.report(at)
	for _, w := range r.workers {
		close(w.in)
	}
}
