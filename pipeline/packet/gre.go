package packet

import "math/bits"

// Bits of a GRE header (RFC 1701, RFC 2784, RFC 2890, RFC 2637 section 4.1).
const (
	greChecksum = 0x8000
	greRouting  = 0x4000
	greKey      = 0x2000
	greSequence = 0x1000
	greAck      = 0x0080 // version 1 only
	greVersion  = 0x0007

	greWCCP  = 0x883e
	greAruba = 0x8200 // to 0x83f0 in steps of 16: an access point's frames, as from the air
	greEoIP  = 0x6400 // MikroTik's Ethernet over IP
)

// readGRE reads
//
//	flags and version 2, type 2, [checksum 2, offset 2], [key 4], [sequence 4], [acknowledgement 4], [routing]
//
// Checksum and offset are there where either the checksum or routing is.
func (w *walk) readGRE() layer {
	if len(w.b) < 4 {
		return w.short(4, CauseBadTunnelHeader)
	}
	flags, t := w.word(0), w.word(2)
	version := flags & greVersion
	if version > 1 {
		return w.notTCP()
	}
	key, n := uint32(0), greLength(flags)
	if len(w.b) < n {
		return w.short(n, CauseBadTunnelHeader)
	}
	if flags&greKey != 0 {
		key = w.long(greLength(flags & (greChecksum | greRouting)))
	}
	w.skip(n)
	if flags&greRouting != 0 && !w.skipRoutes() {
		return w.fail(CauseBadTunnelHeader)
	}
	if version == 1 { // payload length 2, call 2; one without payload acknowledges
		w.limit(int(key >> 16))
	}
	if w.n == 0 {
		return w.notTCP()
	}
	return w.enterGRE(t, flags, key)
}

// greLength is how long the fixed part of a header with the flags is.
func greLength(flags uint16) int {
	n := 4
	if flags&(greChecksum|greRouting) != 0 {
		n += 4
	}
	if flags&greKey != 0 {
		n += 4
	}
	if flags&greSequence != 0 {
		n += 4
	}
	if flags&greVersion == 1 && flags&greAck != 0 {
		n += 4
	}
	return n
}

// enterGRE names the tunnel by what it carries. ERSPAN's own header names it where there is one.
func (w *walk) enterGRE(t, flags uint16, key uint32) layer {
	next := w.inGRE(t, flags)
	switch {
	case next == done || next == layerERSPAN2 || next == layerERSPAN3:
		return next
	case t == greEoIP: // the tunnel stands for the call, with its low octet first
		return w.enter(shellEoIP, uint32(bits.ReverseBytes16(uint16(key))), next)
	case flags&greVersion == 1:
		return w.enter(shellPPTP, key&0xffff, next)
	case t == typeERSPAN2:
		return w.enter(shellERSPAN1, 0, next)
	case flags&greKey != 0:
		return w.enter(shellGREKey, key, next)
	}
	return w.enter(shellGRE, 0, next)
}

// inGRE is what the type announces. ERSPAN's type I differs from type II by having no sequence number.
func (w *walk) inGRE(t, flags uint16) layer {
	if t&0xfe0f == greAruba {
		return layerDot11
	}
	switch t {
	case typeERSPAN2:
		if flags&greSequence == 0 {
			return layerEthernet
		}
		return layerERSPAN2
	case typeERSPAN3:
		return layerERSPAN3
	case greEoIP:
		return layerEthernet
	case greWCCP: // version 2 has a redirect header of 4 octets, version 1 none
		if len(w.b) > 0 && w.b[0]>>4 != 4 {
			w.skip(min(4, len(w.b)))
		}
		return layerIP4
	}
	if next := byType(t); next != done {
		return next
	}
	return w.notTCP()
}

// skipRoutes passes source route entries up to the empty one (RFC 1701 section 2): family 2, offset 1, length 1, routing.
func (w *walk) skipRoutes() bool {
	for len(w.b) >= 4 {
		family, n := w.word(0), int(w.b[3])
		if !w.skip(4 + n) {
			return false
		}
		if family == 0 && n == 0 {
			return true
		}
	}
	return false
}
