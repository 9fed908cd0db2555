package stream

import "bytes"

// recentSize is how many of the latest delivered octets of a direction are remembered, so that a retransmission with other
// octets is noticed: a cache line, which a command line rarely exceeds. To remember all that the other side has not yet
// acknowledged would be to copy everything.
const recentSize = 64

// recent holds the last octets before half.next, half.known of them: the one of number q at q % recentSize, so that nothing moves
// and nothing is read when more are delivered.
type recent [recentSize]byte

// remember is called when b is delivered, before next moves on.
func (h *half) remember(b []byte) {
	h.known = uint8(min(recentSize, int(h.known)+len(b)))
	seq := h.next
	if n := len(b) - recentSize; n > 0 {
		seq, b = seq+uint32(n), b[n:]
	}
	n := copy(h.recent[seq%recentSize:], b)
	copy(h.recent[:], b[n:])
}

// forget is called when octets were skipped.
func (h *half) forget() { h.known = 0 }

// differs says that b, whose end lies back octets before next, has other octets than those remembered of the same place.
func (h *half) differs(b []byte, back int) bool {
	if back >= int(h.known) {
		return false
	}
	b = b[len(b)-min(int(h.known)-back, len(b)):]
	at := (h.next - uint32(back+len(b))) % recentSize
	n := min(len(b), int(recentSize-at))
	return !bytes.Equal(h.recent[at:int(at)+n], b[:n]) || !bytes.Equal(h.recent[:len(b)-n], b[n:])
}
