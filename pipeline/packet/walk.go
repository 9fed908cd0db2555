package packet

import (
	"encoding/binary"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// MaxLayers is how many headers the general path walks through, the link's, each VLAN tag and the TCP header included.
// The deepest nests of the field (a mirror of a provider's tunnel) have about 16.
const MaxLayers = 32

// layer is a kind of header that the walk can stand before. Each has a method of Decoder that reads it, moves the walk
// past it and says what follows.
type layer uint8

const (
	done layer = iota // the verdict is in
	layerEthernet
	layerLLC
	layerSNAP
	layerVLAN
	layerBackbone
	layerVNTag
	layerETag
	layerFabricPath
	layerTRILL
	layerMPLS
	layerPPPoE
	layerPPP
	layerIP // whichever version the first octet says
	layerIP4
	layerIP6
	layerGRE
	layerERSPAN2
	layerERSPAN3
	layerUDP
	layerVXLAN
	layerVXLANGPE
	layerGeneve
	layerGTP
	layerL2TP
	layerTeredo
	layerNSH
	layerDot11
	layerTCP
)

// walk is a place within a frame, and what was passed on the way there.
type walk struct {
	p *capture.Packet
	s *Segment

	// b holds the captured octets from here to the end of the innermost length that is known, n counts what that length
	// promises: n is never less than len(b), and more where the capture cut the rest off.
	b []byte
	n int

	shell    shell
	src, dst Addr
	// broken says that an IP header promised more than its surroundings have, so that no checksum can be right.
	broken bool

	verdict Verdict
	cause   Cause
}

// skip moves past k octets; false where not all were captured.
func (w *walk) skip(k int) bool {
	if k > len(w.b) {
		return false
	}
	w.b = w.b[k:]
	w.n -= k
	return true
}

// limit takes a length that a header promises for the rest: what stands behind is padding. What it promises beyond its
// surroundings was never on the wire.
func (w *walk) limit(n int) {
	w.n = min(w.n, n)
	w.b = w.b[:min(len(w.b), n)]
}

// promise is limit for an IP packet's length. No receiver takes a packet that lacks its end; here it counts as far as it goes, as
// other decoders have it, because some tools that cut frames write the length after the cut for the whole.
func (w *walk) promise(n int) {
	w.broken = w.broken || n > w.n
	w.limit(n)
}

// word reads 16 bits at the offset, which must have been captured.
func (w *walk) word(at int) uint16 { return binary.BigEndian.Uint16(w.b[at:]) }

// long reads 32 bits at the offset, which must have been captured.
func (w *walk) long(at int) uint32 { return binary.BigEndian.Uint32(w.b[at:]) }

// fail ends the walk for a cause.
func (w *walk) fail(c Cause) layer {
	w.verdict, w.cause = NotDecoded, c
	return done
}

// short ends the walk where a header needs k octets and fewer were captured: the capture is at fault, or, where the
// length on the wire does not promise them either, the packet, for the cause given.
func (w *walk) short(k int, c Cause) layer {
	if w.n < k {
		return w.fail(c)
	}
	return w.fail(CauseTruncated)
}

// notTCP ends the walk at something else than TCP.
func (w *walk) notTCP() layer {
	w.verdict = NotTCP
	return done
}

// enter notes a VLAN or tunnel and goes on with the next layer.
func (w *walk) enter(k shellKind, id uint32, next layer) layer {
	if !w.shell.add(k, id) {
		return w.fail(CauseNestingTooDeep)
	}
	return next
}
