package packet

import (
	"encoding/binary"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// radiotap reads the header that stands before a frame from the air (https://www.radiotap.org):
//
//	version 1, pad 1, length 2, presence 4 each while bit 31 is set, fields
//
// All is little-endian. The flags say whether a frame check follows the frame; the padding that some drivers leave after
// the 802.11 header is dealt with.
func (w *walk) radiotap() layer {
	const (
		presentTime  = 1 << 0
		presentFlags = 1 << 1
		presentMore  = 1 << 31
		flagFCS      = 0x10
		flagPadded   = 0x20
	)
	if len(w.b) < 8 {
		return w.fail(CauseTruncated)
	}
	n := int(binary.LittleEndian.Uint16(w.b[2:]))
	if n < 8 {
		return w.fail(CauseBadLinkHeader)
	}
	if n > len(w.b) {
		return w.fail(CauseTruncated)
	}
	present, at := binary.LittleEndian.Uint32(w.b[4:]), 8
	for p := present; p&presentMore != 0 && at+4 <= n; at += 4 {
		p = binary.LittleEndian.Uint32(w.b[at:])
	}
	if present&presentTime != 0 {
		at = (at+7)&^7 + 8
	}
	flags := byte(0)
	if present&presentFlags != 0 && at < n {
		flags = w.b[at]
	}
	w.skip(n)
	if flags&flagFCS != 0 && w.p.FCS == 0 && w.n >= 4 {
		w.limit(w.n - 4)
	}
	if flags&flagPadded != 0 {
		return w.dot11(4)
	}
	return layerDot11
}

// monitor reads the headers of Prism and AVS cards, which tell their own length: at 4 in host order for Prism, at 4 in network
// order for AVS, whose first word is 0x8021100x.
func (w *walk) monitor() layer {
	const avs, avsMask = 0x80211000, 0xfffff000
	if len(w.b) < 8 {
		return w.fail(CauseTruncated)
	}
	n := int(w.long(4))
	if w.long(0)&avsMask != avs {
		if n = int(binary.LittleEndian.Uint32(w.b[4:])); n > 0xffff {
			n = int(w.long(4))
		}
	}
	return w.after(n, layerDot11)
}

// ppi reads CACE's per-packet header, little-endian: version 1, flags 1, length 2, link type 4.
func (w *walk) ppi() layer {
	if len(w.b) < 8 {
		return w.fail(CauseTruncated)
	}
	n, t := int(binary.LittleEndian.Uint16(w.b[2:])), capture.LinkType(binary.LittleEndian.Uint32(w.b[4:]))
	if n < 8 {
		return w.fail(CauseBadLinkHeader)
	}
	if !w.skip(n) {
		return w.fail(CauseTruncated)
	}
	switch t {
	case linkEthernet:
		return layerEthernet
	case linkDot11:
		return layerDot11
	case linkRaw:
		return layerIP
	}
	return w.fail(CauseUnknownLinkType)
}
