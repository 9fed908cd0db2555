package packet

// cooked reads a header of n octets of Linux's cooked capture, with the hardware type and the protocol at their offsets
// (LINKTYPE_LINUX_SLL, LINKTYPE_LINUX_SLL2). Protocol 4 is an LLC header.
func (w *walk) cooked(n, hardware, protocol int) layer {
	const (
		hardwareDot11    = 801
		hardwareRadiotap = 803
		protocolLLC      = 4
	)
	if len(w.b) < n {
		return w.fail(CauseTruncated)
	}
	h, t := w.word(hardware), w.word(protocol)
	w.skip(n)
	switch {
	case h == hardwareDot11:
		return layerDot11
	case h == hardwareRadiotap:
		return w.radiotap()
	case t == protocolLLC:
		return layerLLC
	case t < minType:
		return w.notTCP()
	}
	return w.typed(t)
}

// hdlc reads Cisco's HDLC header: address 1, control 1, type 2. What is 0xfe everywhere is OSI's.
func (w *walk) hdlc() layer {
	if len(w.b) < 4 {
		return w.fail(CauseTruncated)
	}
	t := w.word(2)
	w.skip(4)
	if t < minType {
		return w.notTCP()
	}
	return w.typed(t)
}
