package capture

import "sync/atomic"

// Time is packet time in nanoseconds since the Unix epoch, UTC. Between capture and record there is no other clock.
type Time int64

// Origin is where packets were read from: a capture file or an interface. It never changes once a packet refers to it.
type Origin struct {
	// Name is the file's name as it was given or found, or the interface's.
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
	free    func(*Batch)
}

// MaxBatch is the most packets that a Source puts into one Batch: enough that a hand-off costs a few nanoseconds a packet,
// few enough that 16 workers' parts of it stay in a second-level cache.
const MaxBatch = 2048

// Retain adds n holders.
func (b *Batch) Retain(n int) { b.holders.Add(int32(n)) }

// Release gives up one hold; the last frees the octets.
func (b *Batch) Release() {
	if b.holders.Add(-1) == 0 && b.free != nil {
		b.free(b)
	}
}
