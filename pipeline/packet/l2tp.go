package packet

// readL2TP reads a data message's header of version 2 (RFC 2661 section 3.1):
//
//	type 1 bit (0), length 1, reserved 2, sequence 1, reserved 1, offset 1, priority 1, reserved 4, version 4,
//	[length 2], tunnel 2, session 2, [sent 2, received 2], [offset 2, pad]
func (w *walk) readL2TP() layer {
	if len(w.b) < 6 {
		return w.notTCP()
	}
	flags := w.word(0)
	if flags&0x8000 != 0 || flags&0x000f != 2 {
		return w.notTCP()
	}
	n := 2
	if flags&0x4000 != 0 {
		n += 2
	}
	if len(w.b) < n+4 {
		return w.notTCP()
	}
	ids := w.long(n)
	n += 4
	if flags&0x0800 != 0 {
		n += 4
	}
	if flags&0x0200 != 0 {
		if len(w.b) < n+2 {
			return w.notTCP()
		}
		n += 2 + int(w.word(n))
	}
	if !w.skip(n) {
		return w.notTCP()
	}
	return w.enter(shellL2TP, ids, layerPPP)
}
