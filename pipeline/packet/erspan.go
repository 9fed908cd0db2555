package packet

// readERSPAN2 reads (draft-foschiano-erspan-03 section 4.2)
//
//	version 4 bits (1), VLAN 12, class 3, encapsulation 2, truncated 1, session 10, reserved 12, index 20
func (w *walk) readERSPAN2() layer {
	if len(w.b) < 8 {
		return w.short(8, CauseBadTunnelHeader)
	}
	if w.b[0]>>4 == 2 { // type III under the type number of II occurs
		return layerERSPAN3
	}
	session := uint32(w.word(2) & 0x03ff)
	w.skip(8)
	return w.enter(shellERSPAN, session, layerEthernet)
}

// readERSPAN3 reads (draft-foschiano-erspan-03 section 4.3)
//
//	version 4 bits (2), VLAN 12, class 3, flags 3, session 10, timestamp 32, group 16,
//	protocol unit 1, frame type 5, hardware 6, direction 1, granularity 2, optional header 1, [optional header 8 octets]
//
// Frame type 0 is Ethernet, 2 is IP.
func (w *walk) readERSPAN3() layer {
	if len(w.b) < 12 {
		return w.short(12, CauseBadTunnelHeader)
	}
	session, flags := uint32(w.word(2)&0x03ff), w.word(10)
	n := 12
	if flags&1 != 0 {
		n += 8
	}
	if !w.skip(n) {
		return w.short(n, CauseBadTunnelHeader)
	}
	switch flags >> 10 & 0x1f {
	case 0:
		return w.enter(shellERSPAN, session, layerEthernet)
	case 2:
		return w.enter(shellERSPAN, session, layerIP)
	}
	return w.notTCP()
}
