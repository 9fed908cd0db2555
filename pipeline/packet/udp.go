package packet

import "github.com/google/gopacket"

// UDP ports of tunnels (IANA, and VXLAN's before it had one).
const (
	portL2TP     = 1701
	portGTP      = 2152
	portTeredo   = 3544
	portGRE      = 4754 // RFC 8086
	portVXLAN    = 4789
	portVXLANGPE = 4790
	portGeneve   = 6081
	portMPLS     = 6635 // RFC 7510
	portVXLANOld = 8472
)

// readUDP reads a UDP header (RFC 768) and goes on where a port announces a tunnel.
func (d *Decoder) readUDP() layer {
	w := &d.walk
	if d.udp.DecodeFromBytes(w.b, gopacket.NilDecodeFeedback) != nil && len(w.b) < 8 {
		return w.notTCP() // whatever it is, no tunnel fits
	}
	src, dst, n := w.word(0), w.word(2), int(w.word(4))
	w.skip(8)
	if n >= 8 {
		w.limit(n - 8)
	}
	if next := tunnel(dst); next != done {
		return next
	}
	// The ends of these talk from the same port to the same port, or answer from it.
	if next := tunnel(src); next == layerGTP || next == layerL2TP || next == layerTeredo {
		return next
	}
	return w.notTCP()
}

// tunnel is the layer behind a UDP port; done for none.
func tunnel(port uint16) layer {
	switch port {
	case portVXLAN, portVXLANOld:
		return layerVXLAN
	case portVXLANGPE:
		return layerVXLANGPE
	case portGeneve:
		return layerGeneve
	case portGRE:
		return layerGRE
	case portMPLS:
		return layerMPLS
	case portGTP:
		return layerGTP
	case portL2TP:
		return layerL2TP
	case portTeredo:
		return layerTeredo
	}
	return done
}
