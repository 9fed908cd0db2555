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

// extensions passes the extension headers (RFC 8200 section 4), each of which is
//
//	next header 1, length 1 in words of 8 octets less 1, ...
//
// unless it is a fragment or an authentication header.
func (d *Decoder) extensions(next uint8) layer {
	w := &d.walk
	for passed := 0; ; passed++ {
		if passed == MaxLayers {
			return w.fail(CauseNestingTooDeep)
		}
		switch next {
		case protocolHopByHop, protocolRouting, protocolDestination, protocolHIP, protocolShim6:
			if len(w.b) < 2 {
				return w.short(2, CauseBadIPHeader)
			}
			header, n := next, (int(w.b[1])+1)*8
			if n > len(w.b) {
				return w.short(n, CauseBadIPHeader)
			}
			if header == protocolRouting {
				w.route(w.b[:n])
			}
			next = w.b[0]
			w.skip(n)
		case protocolAH:
			var ok bool
			if next, ok = w.skipAH(); !ok {
				return w.fail(CauseTruncated)
			}
		case protocolFragment:
			var whole bool
			if next, whole = d.fragment6(); !whole {
				return done
			}
		default:
			return w.upper(version6, next)
		}
	}
}

// route takes the last address of a routing header that is not yet through for the destination, as the TCP checksum does
// (RFC 8200 section 8.1):
//
//	next header 1, length 1, type 1, segments left 1, 4 octets by type, addresses
//
// Types 0 and 2 (RFC 6275 section 6.4) have the last address at their end, type 4 at its begin (RFC 8754 section 2).
func (w *walk) route(h []byte) {
	kind, left := h[2], h[3]
	if left == 0 || len(h) < 24 {
		return
	}
	switch kind {
	case 0, 2:
		w.dst = Addr(h[8+(len(h)-8)/16*16-16:])
	case 4:
		w.dst = Addr(h[8:24])
	}
}

// fragment6 reads a fragment header (RFC 8200 section 4.5) and returns what follows the datagram's, if that is complete:
//
//	next header 1, reserved 1, offset 13 bits, reserved 2, more 1, identification 4
func (d *Decoder) fragment6() (next uint8, whole bool) {
	w := &d.walk
	if len(w.b) < 8 {
		w.short(8, CauseBadIPHeader)
		return 0, false
	}
	next = w.b[0]
	offset, more := int(w.word(2)&^7), w.b[3]&1 != 0
	key := datagramKey{src: w.src, dst: w.dst, id: w.long(4), version: version6}
	w.skip(8)
	if offset == 0 && !more {
		return next, true // an atomic fragment stands for itself (RFC 6946)
	}
	if !leads(next) {
		w.notTCP()
		return 0, false
	}
	// Only the first piece's next header counts (RFC 8200 section 4.5), but they do not differ in practice, and here a
	// datagram is known by it.
	key.protocol = next
	return next, d.defragment(key, offset, more)
}
