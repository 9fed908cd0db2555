package packet

import "github.com/google/gopacket"

// What stands on a tunnel's UDP port need not be that tunnel, so what does not look like one is left alone, not
// counted as broken.

// readVXLAN reads (RFC 7348 section 5)
//
//	flags 1 (0x08: the network is valid), reserved 3, network 3, reserved 1
func (d *Decoder) readVXLAN() layer {
	w := &d.walk
	if d.vxlan.DecodeFromBytes(w.b, gopacket.NilDecodeFeedback) != nil || !d.vxlan.ValidIDFlag {
		return w.notTCP()
	}
	w.skip(8)
	return w.enter(shellVXLAN, d.vxlan.VNI, layerEthernet)
}

// readVXLANGPE reads VXLAN's generic form (draft-ietf-nvo3-vxlan-gpe section 3):
//
//	flags 1 (0x08: the network is valid, 0x04: the next protocol is), reserved 2, next protocol 1, network 3, reserved 1
func (w *walk) readVXLANGPE() layer {
	if len(w.b) < 8 || w.b[0]&0x08 == 0 {
		return w.notTCP()
	}
	next, protocol, network := layerEthernet, w.b[3], w.long(4)>>8
	if w.b[0]&0x04 != 0 {
		next = byNSH(protocol)
	}
	w.skip(8)
	if next == done {
		return w.notTCP()
	}
	return w.enter(shellVXLAN, network, next)
}

// byNSH is the layer behind a next protocol of VXLAN-GPE and NSH (RFC 8300 section 2.2).
func byNSH(protocol uint8) layer {
	switch protocol {
	case 1:
		return layerIP4
	case 2:
		return layerIP6
	case 3:
		return layerEthernet
	case 4:
		return layerNSH
	case 5:
		return layerMPLS
	}
	return done
}

// readNSH reads a service header (RFC 8300 section 2):
//
//	version 2 bits, flags 2, time to live 6, length 6 in words of 4 octets, reserved 4, metadata 4, next protocol 8, ...
func (w *walk) readNSH() layer {
	if len(w.b) < 8 {
		return w.short(8, CauseBadTunnelHeader)
	}
	n, next := int(w.word(0)&0x3f)*4, byNSH(w.b[3])
	if n < 8 {
		return w.fail(CauseBadTunnelHeader)
	}
	if !w.skip(n) {
		return w.short(n, CauseBadTunnelHeader)
	}
	if next == done {
		return w.notTCP()
	}
	return next
}

// readGeneve reads (RFC 8926 section 3.4)
//
//	version 2 bits (0), options' length 6 in words of 4 octets, control 1, critical 1, reserved 6, type 2, network 3, reserved 1, options
func (w *walk) readGeneve() layer {
	if len(w.b) < 8 || w.b[0]>>6 != 0 {
		return w.notTCP()
	}
	n, t, network := 8+int(w.b[0]&0x3f)*4, w.word(2), w.long(4)>>8
	if !w.skip(n) {
		return w.short(n, CauseBadTunnelHeader)
	}
	next := byType(t)
	if next == done {
		return w.notTCP()
	}
	return w.enter(shellGeneve, network, next)
}
