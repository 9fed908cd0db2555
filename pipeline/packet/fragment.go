package packet

import "github.com/imaplog/imaplog/pipeline/capture"

// pieceCost is what a held piece counts beside its octets, so that a flood of tiny ones meets the limit, too: about
// what the allocator and the tables take for it.
const pieceCost = 128

// fragments holds the datagrams that are not complete.
type fragments struct {
	limits FragmentLimits
	counts *Counts

	held   map[datagramKey]*datagram
	octets int // of all held pieces, with their costs
	// oldest and newest are the ends of the list of held datagrams in the order of their first pieces.
	oldest, newest *datagram
}

// defragment takes the piece of a datagram that the walk stands before, at the offset. When that completes the datagram, the walk goes
// on in it and the result is true; else the verdict is in.
func (d *Decoder) defragment(key datagramKey, offset int, more bool) bool {
	w, f := &d.walk, &d.fragments
	f.counts.Fragments++
	f.expire(w.p.Time)
	if offset+w.n > maxDatagram || more && w.n%8 != 0 || w.n == 0 {
		w.fail(CauseBadFragment)
		return false
	}
	key.encap = d.encaps.of(&w.shell).key
	g := f.held[key]
	if g == nil {
		g = f.open(key, w.p.Time)
	}
	fresh, ok := g.add(piece{at: offset, n: w.n, b: w.b}, more)
	switch {
	case !ok:
		w.fail(CauseBadFragment)
		return false
	case fresh.octets == 0 && !g.complete():
		f.counts.Overlaps++
		w.fail(CauseFragmentOverlap)
		return false
	}
	if fresh.overlap {
		f.counts.Overlaps++
	}
	g.packets++
	f.counts.FragmentsHeld++
	g.octets += fresh.octets
	f.octets += fresh.octets
	if g.complete() {
		w.b, w.n = g.join()
		f.close(g)
		f.counts.Datagrams++
		return true
	}
	w.verdict = Fragment
	if g.octets-len(g.pieces)*pieceCost > f.limits.DatagramOctets || len(g.pieces) > maxPieces {
		f.drop(g, CauseFragmentLimit)
	}
	for f.octets > f.limits.Octets || len(f.held) > f.limits.Datagrams {
		f.drop(f.oldest, CauseFragmentLimit)
	}
	return false
}

// open begins a datagram.
func (f *fragments) open(key datagramKey, now capture.Time) *datagram {
	g := &datagram{key: key, since: now, total: -1}
	if f.held == nil {
		f.held = make(map[datagramKey]*datagram)
	}
	f.held[key] = g
	g.older = f.newest
	if g.older != nil {
		g.older.newer = g
	} else {
		f.oldest = g
	}
	f.newest = g
	return g
}

// close forgets a datagram.
func (f *fragments) close(g *datagram) {
	delete(f.held, g.key)
	f.octets -= g.octets
	f.counts.FragmentsHeld -= g.packets
	if g.older != nil {
		g.older.newer = g.newer
	} else {
		f.oldest = g.newer
	}
	if g.newer != nil {
		g.newer.older = g.older
	} else {
		f.newest = g.older
	}
	g.older, g.newer = nil, nil
}

// drop gives a datagram up; its pieces count as not decoded.
func (f *fragments) drop(g *datagram, c Cause) {
	f.counts.NotDecodedBy[c] += g.packets
	f.close(g)
}

// expire gives up the datagrams that took too long.
func (f *fragments) expire(now capture.Time) {
	for f.oldest != nil && now-f.oldest.since > f.limits.Timeout {
		f.drop(f.oldest, CauseFragmentTimeout)
	}
}
