package main

import "encoding/binary"

// recordLen is the length of a pcap record's header.
const recordLen = 16

// record begins a frame's record, a little later than the one before, and gives its place.
func (g *generator) record() int {
	from := len(g.buf)
	g.now += int64(g.between(1, 2*step-1))
	g.buf = binary.LittleEndian.AppendUint32(g.buf, uint32(g.now/1e9))
	fraction := uint32(g.now % 1e9)
	if !g.nano {
		fraction /= 1000
	}
	g.buf = binary.LittleEndian.AppendUint32(g.buf, fraction)
	g.buf = append(g.buf, 0, 0, 0, 0, 0, 0, 0, 0)
	return from
}

// finish writes the frame's length into the record that begins there.
func (g *generator) finish(from int) {
	n := uint32(len(g.buf) - from - recordLen)
	binary.LittleEndian.PutUint32(g.buf[from+8:], n)
	binary.LittleEndian.PutUint32(g.buf[from+12:], n)
}

// stamp is the value of TCP's time stamp option: milliseconds.
func (g *generator) stamp() uint32 { return uint32(g.now / 1e6) }
