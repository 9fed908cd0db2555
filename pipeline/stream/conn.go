package stream

import (
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// conn is a connection's state. What a segment in order touches stands in few cache lines: the fronts and the recent octets of
// the halves, the line of listener and flow.Last, and the sender's flow.Half. Its size is a multiple of a line's, and chunks
// begin on one; TestLayout holds that.
type conn struct {
	halves     [2]half // by flow.Direction of the sender
	listener   Listener
	segments   uint32 // of the connection so far: the arrival number of the latest one
	class      class
	flip       flow.Direction // 1 where the key's high endpoint is the client
	plain      bool           // nothing unusual goes on: the fast path may be tried
	decided    bool           // who is the server
	opened     bool           // the listener was asked for
	finished   bool           // nobody listens (any more)
	reset      bool           // a RST was seen
	resetAhead bool           // its number is ahead of what was delivered
	waits      uint32         // one more than its place in Tracker.waiting; 0: waits for nothing
	visited    capture.Time
	flow       flow.Flow // begins with what every segment changes

	index      uint32         // in the table
	prev, next uint32         // in the list of its class: one more than the index of its neighbour
	payloads   uint8          // segments with payload while undecided, up to sideSegments
	pending    [2]pending     // anomalies before the listener was there
	resetBy    flow.Direction // who sent the RST
	serial     uint64         // in the order of opening within the Tracker

	resetTime     capture.Time
	resetSegments uint32
	synTime       capture.Time
	synAckTime    capture.Time
	droppedBefore uint64

	past *past // of the connection that a SYN ended to begin this one, see revive.go; nil: none

	history flow.History
	letters [48]byte // where flow.History begins, so that a common one needs no memory of its own
}

// pending notes anomalies to tell when the listener opens.
type pending uint8

// half is the state of the octets that one side sends.
type half struct {
	next  uint32 // the next octet to deliver, valid if based
	end   uint32 // one past the last octet seen
	acked uint32 // one past the last octet that the other side acknowledged, at least next's start
	fin   uint32 // one past the last octet there will be, valid if finSeen
	start uint32 // the first octet's number
	bits  bits

	window uint16 // the latest, not scaled
	scale  int8
	known  uint8 // how many octets recent holds
	wait   waitKind

	waitAck      uint32 // acked when the wait began
	waitSegments uint32
	waitBegan    capture.Stamp

	held    *piece // in the order of sequence numbers, apart
	heldMem int    // memory that held takes

	// seen is when everything delivered so far had been seen; only kept while octets are held.
	seen    capture.Stamp
	seenNum uint32

	lost  uint32 // holes skipped since nobody listens: late octets up to so many are no retransmissions
	doubt *piece // octets with a wrong checksum, in the order of their coming: see doubt.go

	_      [8]byte
	recent recent // on a line of its own
}

type bits uint16

const (
	based    bits = 1 << iota // next is known
	ackBased                  // only by the other side's acknowledgement
	soft                      // octets before next may still come: wait before the first delivery
	synSeen                   // start is one past the SYN's number
	synData                   // soft because the SYN carried octets that the other side may ignore
	finSeen
	finGuess   // the FIN itself was not seen, only an acknowledgement of one octet too many
	quiet      // sent nothing since the wait for its octets began
	absent     // sent nothing during a whole wait: it is not waited for until it speaks
	spoiltSyn  // its SYN had a wrong checksum: one with a right checksum replaces its number
	right      // showed a right checksum
	distrusted // octets with a wrong checksum turned out to be accepted
	notedAck   // the fast path need not write the history letter
	notedData
)

func (h *half) is(b bits) bool { return h.bits&b != 0 }
func (h *half) set(b bits)     { h.bits |= b }
func (h *half) clear(b bits)   { h.bits &^= b }

// done says that all octets up to the FIN were delivered.
func (h *half) done() bool { return h.is(finSeen) && h.next == h.fin }

// bound makes an acknowledgement number one of octets: the FIN's own number is none.
func (h *half) bound(ack uint32) uint32 {
	if !h.is(finSeen) || !after(ack, h.fin) || h.is(finGuess) && ack != h.fin+1 {
		return ack
	}
	return h.fin
}

// begin sets the number of the first octet.
func (h *half) begin(seq uint32, b bits) {
	h.next, h.start, h.end = seq, seq, seq
	if !h.is(based) || before(h.acked, seq) {
		h.acked = seq
	}
	h.clear(ackBased | soft)
	h.set(based | b)
}

// isPlain says that a segment in order can be delivered without looking further.
func (c *conn) isPlain() bool {
	const unusual = ackBased | soft | finSeen | absent
	a, b := &c.halves[0], &c.halves[1]
	return c.opened && !c.reset && c.waits == 0 && c.class == classEstablished &&
		a.held == nil && b.held == nil && a.doubt == nil && b.doubt == nil && (a.bits|b.bits)&unusual == 0 && a.bits&b.bits&based != 0
}

// heldMem is the memory that both directions take.
func (c *conn) heldMem() int { return c.halves[0].heldMem + c.halves[1].heldMem }

// direction is that of a segment's sender.
func (c *conn) direction(s flow.Sender) flow.Direction { return flow.Direction(s) ^ c.flip }

// note writes a history letter.
func (c *conn) note(d flow.Direction, e flow.Event) {
	c.flow.History = c.history.Add(c.flow.History, d, e)
}
