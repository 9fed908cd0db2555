package stream

import (
	"time"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// Checksums says what a wrong TCP checksum means.
type Checksums uint8

const (
	// ChecksumsAuto drops a segment with a wrong checksum only where its direction has shown a right one before, and
	// takes checksums that an offload left unfinished. See the package comment.
	ChecksumsAuto Checksums = iota
	// ChecksumsOn drops every segment with a wrong or unfinished checksum.
	ChecksumsOn
	// ChecksumsOff ignores checksums.
	ChecksumsOff
)

// Options sets a Tracker's limits and rules. The zero value of a field takes its default. Limits are totals: each of the 64
// Trackers of a capture takes its share.
type Options struct {
	MaxFlows      int           // connections in the table: DefaultMaxFlows
	MaxFlowHeld   int           // octets of memory to hold for one connection: DefaultMaxFlowHeld
	MaxHeld       int           // octets of memory to hold in total: DefaultMaxHeld
	IdleTimeout   time.Duration // silence that ends a connection with payload: DefaultIdleTimeout
	OrderWait     time.Duration // packet time to wait for octets that were acknowledged: DefaultOrderWait
	OrderSegments int           // later segments of the connection to wait for them: DefaultOrderSegments
	Checksums     Checksums

	// Known says that a port is a server's; nil: none is.
	Known func(port uint16) bool
	// Side says by its octets who sent a payload; nil: they never tell. The octets are borrowed for the call.
	Side func(payload []byte) flow.Side
}

const (
	// DefaultMaxFlows takes about 1 GiB when all are in use.
	DefaultMaxFlows = 1 << 20
	// DefaultMaxFlowHeld is more than a common receive window: what a sender can have under way behind one hole.
	DefaultMaxFlowHeld = 1 << 20
	DefaultMaxHeld     = 256 << 20
	// DefaultIdleTimeout is twice the 29 minutes after which an idling client must speak (RFC 2177), so that one lost
	// exchange does not end the flow.
	DefaultIdleTimeout = 60 * time.Minute
	// DefaultOrderWait is well above what rings and taps shift packets by, and below any wait that a person would notice.
	DefaultOrderWait = 100 * time.Millisecond
	// DefaultOrderSegments bounds the wait where packets follow each other closely: a ring's block holds no more of one flow.
	DefaultOrderSegments = 64
)

const (
	// openingTimeout ends a connection that has shown no payload. Linux repeats a SYN for 127 seconds with pauses of up to 64.
	openingTimeout = 5 * time.Minute
	// closingTimeout ends a connection of which one side has closed and the other stays silent.
	closingTimeout = 5 * time.Minute
	// lingerTimeout keeps a closed connection's entry, so that late retransmissions and last acknowledgements do not look like
	// a connection found midstream: TIME-WAIT as Linux has it.
	lingerTimeout = 60 * time.Second
	// holeWait is how long a hole is kept open where no acknowledgement can tell, because the other side is not seen: a
	// sender repeats after a second at most for the first time (RFC 6298 section 2), and then after two more.
	holeWait = 3 * time.Second
	// sideSegments is how many segments with payload are looked at to tell who is the server, before the lower port is.
	sideSegments = 8
	// startSlack is how far before the first segment seen of a connection found midstream another one may begin that was
	// captured late: a common receive window.
	startSlack = 1 << 20
	// maxWindow is how far ahead of its direction a segment can be: the largest window there is (RFC 7323 section 2.3).
	maxWindow = 1 << 30
)

// limits are the Options of one Tracker.
type limits struct {
	flows, flowHeld, held int
	idle, wait            capture.Time
	segments              uint32
}

func (o *Options) limits() limits {
	return limits{
		flows:    share(or(o.MaxFlows, DefaultMaxFlows)),
		flowHeld: or(o.MaxFlowHeld, DefaultMaxFlowHeld),
		held:     share(or(o.MaxHeld, DefaultMaxHeld)),
		idle:     capture.Time(or(o.IdleTimeout, DefaultIdleTimeout)),
		wait:     capture.Time(or(o.OrderWait, DefaultOrderWait)),
		segments: uint32(or(o.OrderSegments, DefaultOrderSegments)),
	}
}

// share is a shard's part of a total, at least one.
func share(total int) int { return max(1, total/flow.Shards) }

func or[T int | time.Duration](v, otherwise T) T {
	if v > 0 {
		return v
	}
	return otherwise
}
