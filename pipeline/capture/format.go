package capture

import (
	"encoding/binary"
	"math/bits"
)

// MaxFrame bounds a packet's captured octets. The largest frames are those of BIG TCP, half a mebibyte; a length above this bound
// is damage, and reserving memory for it would be its success.
const MaxFrame = 1 << 20

// maxBlock bounds a pcapng block that has to be read whole: a frame, its fields, and as many octets of options.
const maxBlock = 2 * MaxFrame

// cursor is a source's place: it numbers the packets and goes on from file to file.
type cursor struct {
	origin *Origin
	packet uint64 // the last packet's number in the source
	last   Time   // the last packet's time
	now    Time   // the latest time seen
}

// put appends a packet to the batch, which must have room.
func (c *cursor) put(b *Batch, at Time, data []byte, length int, link LinkType, fcs int) {
	n := len(b.Packets)
	b.Packets = b.Packets[:n+1]
	c.packet++
	c.last = at
	c.now = max(c.now, at)
	p := &b.Packets[n]
	p.Data, p.Length = data, max(length, len(data))
	p.Stamp = Stamp{Time: at, Packet: c.packet, Origin: c.origin}
	p.Link, p.FCS = link, fcs
	if fcs > 0 {
		// What a snap length cut off the end are FCS octets first.
		p.FCS = min(max(0, fcs-(p.Length-len(data))), len(data))
	}
}

// format cuts the records of one capture format out of the octets at hand.
type format interface {
	// parse appends packets to b until it is full or p ends. used counts the octets that are done with, which may be more
	// than p has: the rest is to be passed over unread. need is how many octets from there a next step wants, 0 when the
	// batch is full. Damage ends the file; b has what stood before it. Data of the packets points into p.
	parse(p []byte, b *Batch) (used int64, need int, damage error)
}

// detect names the format by a capture's first octets; nil and no error while there are too few.
// tell is told of blocks that had to be passed over.
func detect(p []byte, at *cursor, tell func(used int64, err error)) (format, error) {
	if len(p) < 4 {
		return nil, nil
	}
	switch m := binary.LittleEndian.Uint32(p); m {
	case blockSection:
		return &pcapng{at: at, tell: tell}, nil
	case pcapMicro, pcapNano, pcapModified:
		return &pcap{at: at}, nil
	case bits.ReverseBytes32(pcapMicro), bits.ReverseBytes32(pcapNano), bits.ReverseBytes32(pcapModified):
		return &pcap{at: at, order: order{swapped: true}}, nil
	}
	return nil, noCapture("%s", guess(p))
}

// order is the byte order of a file or section.
type order struct {
	swapped bool // big-endian
}

func (o order) u32(p []byte) uint32 {
	v := binary.LittleEndian.Uint32(p)
	if o.swapped {
		v = bits.ReverseBytes32(v)
	}
	return v
}

func (o order) u16(p []byte) uint16 {
	v := binary.LittleEndian.Uint16(p)
	if o.swapped {
		v = bits.ReverseBytes16(v)
	}
	return v
}

func (o order) u64(p []byte) uint64 {
	v := binary.LittleEndian.Uint64(p)
	if o.swapped {
		v = bits.ReverseBytes64(v)
	}
	return v
}
