package packet

import "encoding/binary"

// jumbo is the hop-by-hop option that holds the length of a jumbogram (RFC 2675 section 2).
const jumbo = 0xc2

// readIP6 reads an IPv6 header (RFC 8200 section 3) and its extension headers.
//
//	version 4 bits, class and label 28, payload length 2, next header 1, hop limit 1, source 16, destination 16
func (d *Decoder) readIP6() layer {
	w := &d.walk
	if len(w.b) < ip6Header {
		return w.short(ip6Header, CauseBadIPHeader)
	}
	if w.b[0]>>4 != 6 {
		return w.fail(CauseBadIPHeader)
	}
	length, next := int(w.word(4)), w.b[6]
	w.src, w.dst = Addr(w.b[8:24]), Addr(w.b[24:40])
	w.skip(ip6Header)
	if length != 0 {
		w.promise(length)
	} else if n, ok := w.jumbogram(next); ok {
		w.promise(n)
	}
	return d.extensions(next)
}

// jumbogram looks for the length of a jumbogram in a hop-by-hop header at the walk.
func (w *walk) jumbogram(next uint8) (n int, ok bool) {
	if next != protocolHopByHop || len(w.b) < 8 {
		return 0, false
	}
	options := w.b[2:min(len(w.b), (int(w.b[1])+1)*8)]
	for len(options) > 0 {
		if options[0] == 0 { // Pad1
			options = options[1:]
			continue
		}
		if len(options) < 2 || len(options) < 2+int(options[1]) {
			return 0, false
		}
		if options[0] == jumbo && options[1] == 4 {
			n = int(binary.BigEndian.Uint32(options[2:]))
			return n, n > maxDatagram
		}
		options = options[2+int(options[1]):]
	}
	return 0, false
}
