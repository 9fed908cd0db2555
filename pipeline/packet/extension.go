package packet

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
				return done
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
