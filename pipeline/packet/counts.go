package packet

import "iter"

// Counts is a decoder's account. It is a value: a copy does not change.
type Counts struct {
	// NotDecodedBy counts packets by Cause. Pieces of a datagram that was given up count one by one.
	NotDecodedBy [causes]uint64
	// Fragments counts pieces of IP datagrams, whatever became of them.
	Fragments uint64
	// FragmentsHeld are the pieces that wait for others now.
	FragmentsHeld uint64
	// Datagrams counts datagrams put together.
	Datagrams uint64
	// Overlaps counts pieces that brought octets again that were already there; the first copy was kept.
	Overlaps uint64
}

// NotDecoded is the number of packets that could not be decoded, for all causes.
func (c *Counts) NotDecoded() uint64 {
	var n uint64
	for _, x := range c.NotDecodedBy {
		n += x
	}
	return n
}

// Causes goes over the causes that occurred, in a fixed order, with their counts.
func (c *Counts) Causes() iter.Seq2[Cause, uint64] {
	return func(yield func(Cause, uint64) bool) {
		for i, n := range c.NotDecodedBy {
			if n > 0 && !yield(Cause(i), n) {
				return
			}
		}
	}
}
