package stream

import "bytes"

// recentSize is how many of the latest delivered octets of a direction are remembered, so that a retransmission with other
// octets is noticed: a cache line, which a command line rarely exceeds. To remember all that the other side has not yet
// acknowledged would be to copy everything.
const recentSize = 64

// recent remembers the last octets before half.next.
type recent struct {
	octets [recentSize]byte // the last n, at the end
	n      uint8
}

// push remembers b, delivered after what is there.
func (r *recent) push(b []byte) {
	if len(b) >= recentSize {
		copy(r.octets[:], b[len(b)-recentSize:])
		r.n = recentSize
		return
	}
	copy(r.octets[:], r.octets[len(b):])
	copy(r.octets[recentSize-len(b):], b)
	r.n = uint8(min(recentSize, int(r.n)+len(b)))
}

// forget is called when octets were skipped.
func (r *recent) forget() { r.n = 0 }

// differs says that b, whose end lies back octets before next, has other octets than those remembered of the same place.
func (r *recent) differs(b []byte, back int) bool {
	known := r.octets[recentSize-int(r.n):]
	if back >= len(known) {
		return false
	}
	known = known[:len(known)-back]
	n := min(len(known), len(b))
	return !bytes.Equal(known[len(known)-n:], b[len(b)-n:])
}
