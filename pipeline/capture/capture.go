package capture

import "sync/atomic"

// Time is packet time in nanoseconds since the Unix epoch, UTC. Between capture and record there is no other clock.
type Time int64

// Origin is where packets were read from: a capture file or an interface. It never changes once a packet refers to it.
type Origin struct {
	// Name is the file's base name ("-" for standard input), or the interface's: the same capture gives the same records
	// in whatever directory it lies.
	Name string
	// Before counts the packets of the source that stand before this origin's first one.
	Before uint64
}

// Stamp says where in a source, and when, something was seen.
type Stamp struct {
	Time Time
	// Packet is the packet's number in the whole source, from 1, over all its files.
	// Packet - Origin.Before is its number in its own file, as Wireshark counts.
	Packet uint64
	Origin *Origin
}

// LinkType is a link layer as the capture formats number it (LINKTYPE_*).
type LinkType uint32

// Packet is a captured frame.
type Packet struct {
	// Data holds the captured octets, borrowed from the batch: valid until the batch's last Release.
	Data []byte
	// Length is the frame's length on the wire; more than len(Data) where it was snapped.
	Length int
	Stamp
	Link LinkType
	// FCS is the number of frame check octets at the end of Data, where the capture says so.
	FCS int
}

// Batch is a run of packets in the order of the source. A Source fills it; whoever holds it may Retain it for others
// and must Release it once. The octets of its packets live until the last holder's Release.
type Batch struct {
	Packets []Packet
	// Now is the source's clock: no packet that comes later is expected to be older. A quiet wire moves Now alone.
	Now Time

	holders atomic.Int32
	free    func(*Batch) // the source's: takes the octets back
	owner   func(*Batch) // the owner's: takes the batch back
	chunk   *chunk       // where the octets stand, if a capture file's reader filled it
}

// MaxBatch is the most packets that a Source puts into one Batch: enough that a hand-off costs a few nanoseconds a packet, few
// enough that their octets and segments are still in a second-level cache when a worker comes to them.
const MaxBatch = 1024

// OnFree makes f the last thing that the last Release does, so that the batch's owner may give it to a Source again. f runs in
// the goroutine of the last holder. Call it before the batch is first filled.
func (b *Batch) OnFree(f func(*Batch)) { b.owner = f }

// Begin is for Sources: it empties the batch, gives it room for MaxBatch packets and makes the caller of Fill its only
// holder. free takes the octets back at the last Release; nil where nobody wants them.
func (b *Batch) Begin(free func(*Batch)) {
	if cap(b.Packets) < MaxBatch {
		b.Packets = make([]Packet, 0, MaxBatch)
	}
	b.Packets = b.Packets[:0]
	b.free = free
	b.holders.Store(1)
}

// Retain adds n holders.
func (b *Batch) Retain(n int) { b.holders.Add(int32(n)) }

// Release gives up one hold; the last frees the octets.
func (b *Batch) Release() {
	if b.holders.Add(-1) != 0 {
		return
	}
	if b.free != nil {
		b.free(b)
	}
	if b.owner != nil {
		b.owner(b)
	}
}
