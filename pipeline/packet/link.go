package packet

import (
	"encoding/binary"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// Link types (https://www.tcpdump.org/linktypes.html) that the decoder knows.
const (
	linkNull      capture.LinkType = 0
	linkEthernet  capture.LinkType = 1
	linkPPP       capture.LinkType = 9
	linkFDDI      capture.LinkType = 10
	linkRaw12     capture.LinkType = 12 // raw IP, as most systems number it inside
	linkRaw14     capture.LinkType = 14 // raw IP, as OpenBSD does
	linkPPPHDLC   capture.LinkType = 50
	linkPPPoE     capture.LinkType = 51
	linkATM1483   capture.LinkType = 100
	linkRaw       capture.LinkType = 101
	linkCHDLC     capture.LinkType = 104
	linkDot11     capture.LinkType = 105
	linkLoop      capture.LinkType = 108
	linkENC       capture.LinkType = 109
	linkSLL       capture.LinkType = 113
	linkPFLog     capture.LinkType = 117
	linkPrism     capture.LinkType = 119
	linkSunATM    capture.LinkType = 123
	linkRadiotap  capture.LinkType = 127
	linkAVS       capture.LinkType = 163
	linkPPPDir    capture.LinkType = 166
	linkPPI       capture.LinkType = 192
	linkPPPWithIO capture.LinkType = 204
	linkIP4       capture.LinkType = 228
	linkIP6       capture.LinkType = 229
	linkNFLog     capture.LinkType = 239
	linkIPoIB     capture.LinkType = 242
	linkSLL2      capture.LinkType = 276
)

// link reads the link layer's own header, where it is none that occurs elsewhere too, and says what follows.
func (d *Decoder) link(t capture.LinkType) layer {
	w := &d.walk
	switch t {
	case linkEthernet:
		return layerEthernet
	case linkRaw, linkRaw12, linkRaw14:
		return layerIP
	case linkIP4:
		return layerIP4
	case linkIP6:
		return layerIP6
	case linkNull, linkLoop:
		return w.family(4)
	case linkENC:
		return w.family(12)
	case linkSLL:
		return w.cooked(16, 2, 14)
	case linkSLL2:
		return w.cooked(20, 8, 0)
	case linkPPP:
		return layerPPP
	case linkPPPoE:
		return layerPPPoE
	case linkPPPHDLC:
		if len(w.b) > 0 && w.b[0] == 0xff {
			return layerPPP
		}
		return w.hdlc()
	case linkPPPDir, linkPPPWithIO: // an octet for the direction stands before
		if !w.skip(1) {
			return w.fail(CauseTruncated)
		}
		return layerPPP
	case linkCHDLC:
		return w.hdlc()
	case linkATM1483:
		return layerLLC
	}
	return w.rareLink(t)
}

// rareLink goes on with the link types that need a closer look.
func (w *walk) rareLink(t capture.LinkType) layer {
	switch t {
	case linkFDDI: // frame control 1, destination 6, source 6
		return w.after(13, layerLLC)
	case linkSunATM: // flags 1, VPI 1, VCI 2
		return w.after(4, layerLLC)
	case linkIPoIB: // routing header 40, type 2, reserved 2
		return w.cooked(44, 42, 40)
	case linkPFLog:
		return w.pflog()
	case linkNFLog:
		return w.nflog()
	case linkDot11:
		return layerDot11
	case linkRadiotap:
		return w.radiotap()
	case linkPrism, linkAVS:
		return w.monitor()
	case linkPPI:
		return w.ppi()
	}
	return w.fail(CauseUnknownLinkType)
}

// after passes a header of k octets that says nothing of what follows.
func (w *walk) after(k int, next layer) layer {
	if !w.skip(k) {
		return w.fail(CauseTruncated)
	}
	return next
}

// family reads a header of n octets that begins with an address family in 4 octets, in the order of the host that captured
// (LINKTYPE_NULL, LINKTYPE_ENC) or in network order (LINKTYPE_LOOP). No family needs more than 16 bits, so both orders can be told.
func (w *walk) family(n int) layer {
	if len(w.b) < n {
		return w.fail(CauseTruncated)
	}
	f := binary.BigEndian.Uint32(w.b)
	if f > 0xffff {
		f = binary.LittleEndian.Uint32(w.b)
	}
	w.skip(n)
	return w.byFamily(f)
}

// byFamily goes on with an address family: AF_INET is 2 everywhere; AF_INET6 is 10 on Linux, 24 on NetBSD, OpenBSD
// and BSD/OS, 26 on Solaris, 28 on FreeBSD and 30 on macOS.
func (w *walk) byFamily(f uint32) layer {
	switch f {
	case 2:
		return layerIP4
	case 10, 24, 26, 28, 30:
		return layerIP6
	}
	return w.notTCP()
}

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

// pflog reads OpenBSD's packet filter log: length 1, family 1, ...; the header is padded to 4 octets.
func (w *walk) pflog() layer {
	if len(w.b) < 2 {
		return w.fail(CauseTruncated)
	}
	n, f := (int(w.b[0])+3)&^3, uint32(w.b[1])
	if !w.skip(n) {
		return w.fail(CauseTruncated)
	}
	return w.byFamily(f)
}

// nflog reads Linux's netfilter log: family 1, version 1, resource 2, then length 2 and type 2 in host order and a value, padded to 4
// octets; type 9 is the packet.
func (w *walk) nflog() layer {
	const payload = 9
	if len(w.b) < 4 {
		return w.fail(CauseTruncated)
	}
	f := uint32(w.b[0])
	w.skip(4)
	for len(w.b) >= 4 {
		n, t := int(binary.LittleEndian.Uint16(w.b)), binary.LittleEndian.Uint16(w.b[2:])
		if n < 4 {
			return w.fail(CauseBadLinkHeader)
		}
		if t == payload {
			w.skip(4)
			w.limit(n - 4)
			return w.byFamily(f)
		}
		if !w.skip((n + 3) &^ 3) {
			return w.fail(CauseTruncated)
		}
	}
	return w.notTCP()
}
