package capture

import (
	"math"
	"math/bits"
)

// maxTime is the last moment that a file's clock may show, in the year 2116: behind all that pcap can say, and far enough from the end
// of Time that what is added to it does not overflow.
const maxTime = 1 << 62

// defaultResolution is if_tsresol's value where it is not given: microseconds.
const defaultResolution = 6

// binaryResolution is the bit of if_tsresol that says powers of 2, not of 10 (draft-ietf-opsawg-pcapng section 4.2).
const binaryResolution = 0x80

// clock turns an interface's time stamps into Time: stamp * mul / 2^shift / div + offset, rounded down and never wrapped.
type clock struct {
	mul    uint64
	div    uint64
	shift  uint
	offset int64 // nanoseconds
	none   bool  // the offset is of more than 292 years: nothing comes near 1970 with it
}

// newClock takes if_tsresol as it stands in the file, and if_tsoffset in seconds.
func newClock(resolution byte, offset int64) clock {
	c := clock{mul: 1, div: 1}
	n := uint(resolution &^ binaryResolution)
	switch {
	case resolution&binaryResolution != 0:
		c.mul, c.shift = 1e9, n
	case n <= 9:
		c.mul = power10(9 - n)
	case n <= 9+19:
		c.div = power10(n - 9)
	default:
		c.mul = 0 // 64 bits of such a unit are less than a nanosecond
	}
	const most = math.MaxInt64 / 1_000_000_000
	if offset < -most || offset > most {
		c.none = true
	}
	c.offset = offset * 1e9
	return c
}

func power10(n uint) uint64 {
	p := uint64(1)
	for range n {
		p *= 10
	}
	return p
}

// time returns false for a time before 1970 or after maxTime: that is a broken clock.
func (c *clock) time(stamp uint64) (Time, bool) {
	hi, ns := bits.Mul64(stamp, c.mul)
	if hi != 0 || c.shift != 0 {
		hi, ns = shiftRight(hi, ns, c.shift)
	}
	if c.div != 1 {
		ns /= c.div
	}
	if hi != 0 || ns > math.MaxInt64 || c.none {
		return 0, false
	}
	return c.add(int64(ns))
}

// shiftRight shifts 128 bits.
func shiftRight(hi, lo uint64, n uint) (uint64, uint64) {
	if n >= 64 {
		return 0, hi >> (n - 64)
	}
	return hi >> n, lo>>n | hi<<(64-n)
}

// add adds the offset within the bounds.
func (c *clock) add(ns int64) (Time, bool) {
	if c.offset > 0 && ns > maxTime-c.offset {
		return 0, false
	}
	at := Time(ns + c.offset)
	return at, at >= 0 && at <= maxTime
}
