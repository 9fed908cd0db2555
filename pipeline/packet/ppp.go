package packet

// PPP protocol numbers (IANA).
const (
	pppIP4    = 0x0021
	pppIP6    = 0x0057
	pppBridge = 0x0031
	pppMPLS   = 0x0281
	pppMPLSUp = 0x0283
)

// readPPPoE reads a session frame's header (RFC 2516 section 4):
//
//	version and type 1 (0x11), code 1 (0), session 2, length 2
func (w *walk) readPPPoE() layer {
	if len(w.b) < 6 {
		return w.short(6, CauseBadLinkHeader)
	}
	if w.b[0] != 0x11 {
		return w.fail(CauseBadLinkHeader)
	}
	if w.b[1] != 0 {
		return w.notTCP()
	}
	session, n := w.word(2), int(w.word(4))
	w.skip(6)
	w.limit(n)
	return w.enter(shellPPPoE, uint32(session), layerPPP)
}

// readPPP reads a PPP header (RFC 1661 section 2, RFC 1662 section 3.1): [address 0xff, control 0x03], protocol 2, or 1 where it was
// compressed, which its lowest bit tells.
func (w *walk) readPPP() layer {
	if len(w.b) >= 2 && w.b[0] == 0xff && w.b[1] == 0x03 {
		w.skip(2)
	}
	if len(w.b) < 2 {
		return w.short(2, CauseBadLinkHeader)
	}
	protocol := w.word(0)
	if w.b[0]&1 != 0 {
		protocol = uint16(w.b[0])
		w.skip(1)
	} else {
		w.skip(2)
	}
	switch protocol {
	case pppIP4:
		return layerIP4
	case pppIP6:
		return layerIP6
	case pppMPLS, pppMPLSUp:
		return layerMPLS
	case pppBridge: // flags 1, kind 1 (1: 802.3 frame), [pad] (RFC 3518 section 4.2)
		if len(w.b) >= 2 && w.b[1] == 1 {
			return w.after(2, layerEthernet)
		}
	}
	return w.notTCP()
}
