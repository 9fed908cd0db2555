package pipeline

import (
	"slices"
	"strconv"
	"strings"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/stream"
	"github.com/imaplog/imaplog/schemas"
)

// merger takes every worker's result of a part in turn and delivers the records of all in order.
type merger struct {
	workers  []*worker
	batches  *schemas.Pool
	sensor   string
	progress *Progress

	stats    schemas.Stats // the latest
	previous capture.Time  // of the stats record before
	written  uint64        // stats records
	kinds    [schemas.KindStats + 1]uint64
}

// run delivers until the workers end. After deliver has failed it only drains, so that the others can end.
func (m *merger) run(deliver func(*schemas.Batch) error) error {
	var failed error
	results := make([]result, len(m.workers))
	for {
		for i, w := range m.workers {
			var more bool
			if results[i], more = <-w.out; !more {
				return failed
			}
		}
		b := m.merge(results)
		if failed != nil || b.Len() == 0 {
			b.Release()
			continue
		}
		m.progress.wrote(b.Len())
		failed = deliver(b)
	}
}

// merge makes one batch of a part's results: the workers' records, or a stats record.
func (m *merger) merge(results []result) *schemas.Batch {
	b := m.batches.Get()
	var sum stream.Stats
	parts := make([]*schemas.Batch, len(results))
	for i := range results {
		parts[i] = results[i].records
		sum.Add(results[i].stats)
	}
	b.Merge(parts)
	for i := range b.Records {
		m.kinds[b.Records[i].Kind]++
	}
	if a := results[0].account; a != nil {
		at := results[0].at
		b.At(at.Packet, true)
		m.report(b, at.Time, a, &sum)
	}
	return b
}

// report makes a stats record. Its counters are totals since the start of the run, so that a lost record loses nothing.
func (m *merger) report(b *schemas.Batch, now capture.Time, a *account, t *stream.Stats) {
	r := b.Stats()
	m.written++
	if m.written == 1 {
		m.previous = a.start
	}
	id := strconv.AppendInt(nil, int64(a.start), 10)
	id = append(id, '-')
	id = strconv.AppendUint(id, m.written, 10)
	r.Common = schemas.Common{
		Kind: "stats", SchemaVersion: schemas.Version, TS: schemas.Timestamp(now), Sensor: m.sensor,
		ID: b.Concat(m.sensor, "-", b.Text(id)),
	}
	r.UptimeUS, r.IntervalUS = int64(now-a.start)/1000, int64(now-m.previous)/1000
	m.previous = now
	r.Packets, r.Octets = a.packets, a.octets
	r.NotTCP, r.NotPort, r.Filtered = a.notTCP, a.notPort, a.filtered
	r.NotDecoded = a.decoder.NotDecoded()
	for cause, n := range a.decoder.Causes() {
		r.NotDecodedBy = append(r.NotDecodedBy, schemas.Count{Name: cause.String(), N: n})
	}
	slices.SortFunc(r.NotDecodedBy, func(x, y schemas.Count) int { return strings.Compare(x.Name, y.Name) })
	r.MemoryDrops = t.MemoryDrops
	r.FlowsOpened, r.FlowsClosed, r.FlowsOpen, r.FlowsEvicted = t.FlowsOpened, t.FlowsClosed, t.FlowsOpen, t.FlowsEvicted
	r.Segments, r.OutOfOrderSegments, r.RetransmittedSegments = t.Segments, t.OutOfOrder, t.Retransmitted
	r.OutOfWindowSegments, r.StraySegments, r.ChecksumDrops = t.OutOfWindow, t.Strays, t.ChecksumDrops
	r.OverlapMismatches, r.OrderWaits, r.FlowsRevived = t.Overlaps, t.OrderWaits, t.Revived
	r.HeldOctets, r.Gaps, r.GapOctets = t.HeldOctets, t.Gaps, t.GapOctets
	r.Transactions, r.Sessions, r.Weirds = m.kinds[schemas.KindTransaction], m.kinds[schemas.KindSession], m.kinds[schemas.KindWeird]
	m.stats = *r
	m.stats.Common = schemas.Common{} // its strings go with the batch
}
