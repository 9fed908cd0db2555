package packet

// Bits of an 802.11 frame's control field (IEEE 802.11 section 9.2.4.1).
const (
	dot11ToDS      = 0x01
	dot11FromDS    = 0x02
	dot11Fragments = 0x04
	dot11Protected = 0x40
	dot11Order     = 0x80
)

// readDot11 reads a data frame's header (IEEE 802.11 section 9.3.2):
//
//	control 2, duration 2, addresses 3 x 6, sequence 2, [address 6], [quality 2, [throughput control 4]]
//
// Frames of other types, encrypted ones and pieces of frames hold nothing to look into.
func (w *walk) readDot11() layer { return w.dot11(1) }

// dot11 reads a data frame's header that is padded to a multiple of align octets.
func (w *walk) dot11(align int) layer {
	const (
		typeData    = 2
		subtypeNull = 0x4
		subtypeQoS  = 0x8
		aggregate   = 0x80
	)
	if len(w.b) < 24 {
		return w.notTCP() // control frames are short
	}
	kind, subtype, flags := w.b[0]>>2&3, w.b[0]>>4, w.b[1]
	if kind != typeData || subtype&subtypeNull != 0 || flags&dot11Protected != 0 {
		return w.notTCP()
	}
	if flags&dot11Fragments != 0 || w.b[22]&0x0f != 0 {
		return w.notTCP()
	}
	n := 24
	if flags&(dot11ToDS|dot11FromDS) == dot11ToDS|dot11FromDS {
		n += 6
	}
	aggregated := false
	if subtype&subtypeQoS != 0 {
		if len(w.b) < n+2 {
			return w.fail(CauseTruncated)
		}
		aggregated = w.b[n]&aggregate != 0
		n += 2
		if flags&dot11Order != 0 {
			n += 4
		}
	}
	n += (align - n%align) % align
	if aggregated { // the first subframe: destination 6, source 6, length 2 (section 9.3.2.2.2)
		n += 14
	}
	return w.after(n, layerLLC)
}
