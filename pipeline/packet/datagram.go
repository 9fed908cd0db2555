package packet

import (
	"bytes"
	"slices"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// maxPieces is how many pieces a datagram may have. 65,535 octets over the least MTU that occurs, 576, are 120.
const maxPieces = 1024

// datagramKey is what the pieces of a datagram have in common (RFC 791 section 3.2, RFC 8200 section 4.5), and what stands
// around them.
type datagramKey struct {
	src, dst Addr
	id       uint32
	protocol uint8
	version  version
	encap    uint64
}

// piece is a part of a datagram: n octets at an offset, of which b was captured.
type piece struct {
	at, n int
	b     []byte
}

// datagram is an IP datagram whose pieces come in.
type datagram struct {
	key          datagramKey
	since        capture.Time // of the first piece
	older, newer *datagram

	pieces  []piece // sorted, not overlapping, owned
	total   int     // octets of the whole, -1 while the last piece is not seen
	have    int     // octets of it that the pieces promise
	octets  int     // captured octets held, with pieceCost for each piece
	packets uint64
}

// added says what a piece brought.
type added struct {
	octets  int // held on top, with costs
	overlap bool
}

// add puts in what the piece has and the others have not: the first copy of an octet wins. It is false for a piece that
// contradicts where the datagram ends.
func (g *datagram) add(p piece, more bool) (fresh added, ok bool) {
	end := p.at + p.n
	last := g.end()
	switch {
	case !more && (g.total >= 0 && g.total != end || last > end):
		return fresh, false
	case more && g.total >= 0 && end > g.total:
		return fresh, false
	case !more:
		g.total = end
	}
	i := 0
	if n := len(g.pieces); n > 0 && last <= p.at {
		i = n // in order, as nearly always
	}
	for ; p.n > 0; i++ {
		if i < len(g.pieces) && g.pieces[i].at <= p.at {
			if cut := g.pieces[i].at + g.pieces[i].n - p.at; cut > 0 {
				fresh.overlap = true
				p = p.from(cut)
			}
			continue
		}
		part := p
		if i < len(g.pieces) {
			part = p.to(g.pieces[i].at - p.at)
		}
		part.b = bytes.Clone(part.b)
		g.pieces = slices.Insert(g.pieces, i, part)
		g.have += part.n
		fresh.octets += len(part.b) + pieceCost
		p = p.from(part.n)
	}
	return fresh, true
}

// end is the end of what the pieces promise.
func (g *datagram) end() int {
	if len(g.pieces) == 0 {
		return 0
	}
	p := g.pieces[len(g.pieces)-1]
	return p.at + p.n
}

// complete says whether all pieces are in.
func (g *datagram) complete() bool { return g.total >= 0 && g.have == g.total }

// join puts the pieces together: the captured octets up to the first that is missing, and the length of the whole.
func (g *datagram) join() (b []byte, n int) {
	if len(g.pieces) == 1 {
		return g.pieces[0].b, g.total
	}
	b = make([]byte, 0, g.total)
	for _, p := range g.pieces {
		b = append(b, p.b...)
		if len(p.b) < p.n {
			break
		}
	}
	return b, g.total
}

// from is the piece without its first k octets.
func (p piece) from(k int) piece {
	k = min(k, p.n)
	return piece{at: p.at + k, n: p.n - k, b: p.b[min(k, len(p.b)):]}
}

// to is the piece's first k octets.
func (p piece) to(k int) piece {
	k = min(k, p.n)
	return piece{at: p.at, n: k, b: p.b[:min(k, len(p.b))]}
}
