package packet

import "github.com/imaplog/imaplog/pipeline/capture"

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
