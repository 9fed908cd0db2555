package packet

// readGTP reads a GTP-U header of version 1 (3GPP TS 29.281 section 5.1) with its extension headers:
//
//	version 3 bits (1), GTP 1, reserved 1, extensions 1, sequence 1, number 1, type 1 (255: a user's packet), length 2, end 4,
//	[sequence 2, number 1, next extension 1], extensions: length 1 in words of 4 octets, content, next extension 1
//
// The second part is there where any of the three flags is.
func (w *walk) readGTP() layer {
	if len(w.b) < 8 || w.b[0]&0xf0 != 0x30 || w.b[1] != 255 {
		return w.notTCP()
	}
	flags, n, end := w.b[0], int(w.word(2)), w.long(4)
	w.skip(8)
	w.limit(n)
	if flags&0x07 != 0 {
		if len(w.b) < 4 {
			return w.short(4, CauseBadTunnelHeader)
		}
		next := w.b[3]
		w.skip(4)
		for flags&0x04 != 0 && next != 0 {
			if len(w.b) == 0 {
				return w.short(1, CauseBadTunnelHeader)
			}
			k := int(w.b[0]) * 4
			if k == 0 {
				return w.fail(CauseBadTunnelHeader)
			}
			if k > len(w.b) {
				return w.short(k, CauseBadTunnelHeader)
			}
			next = w.b[k-1]
			w.skip(k)
		}
	}
	if len(w.b) == 0 || w.b[0]>>4 != 4 && w.b[0]>>4 != 6 {
		return w.notTCP() // PPP of the second generation, or nothing
	}
	return w.enter(shellGTP, end, layerIP)
}
