package packet

// readMPLS reads a label and, at the bottom of the stack, finds out what is below, for no label says so (RFC 3032 section 2.1):
//
//	label 20 bits, class 3, bottom 1, time to live 8
func (w *walk) readMPLS() layer {
	if len(w.b) < 4 {
		return w.short(4, CauseBadLinkHeader)
	}
	entry := w.long(0)
	w.skip(4)
	next := layerMPLS
	if entry&0x100 != 0 {
		next = w.belowMPLS()
	}
	if next == done {
		return done
	}
	return w.enter(shellMPLS, entry>>12, next)
}

// belowMPLS tells IP from a pseudowire: IP by its version and a length that fits; else a control word, which begins with four zero
// bits (RFC 4385 section 3), and Ethernet; else Ethernet without control word.
func (w *walk) belowMPLS() layer {
	if len(w.b) == 0 {
		return w.notTCP()
	}
	switch {
	case w.b[0]>>4 == 4 && w.b[0]&0x0f >= 5 && (len(w.b) < 4 || int(w.word(2)) <= w.n):
		return layerIP4
	case w.b[0]>>4 == 6 && (len(w.b) < 6 || int(w.word(4)) <= w.n):
		return layerIP6
	case w.b[0]>>4 == 0 && !w.looksEthernet(0) && w.looksEthernet(4):
		w.skip(4)
		return layerEthernet
	case w.looksEthernet(0):
		return layerEthernet
	}
	return w.notTCP()
}

// looksEthernet says whether an Ethernet header with a type that leads somewhere stands at the offset.
func (w *walk) looksEthernet(at int) bool {
	return len(w.b) >= at+ethernetHeader && byType(w.word(at+12)) != done
}
