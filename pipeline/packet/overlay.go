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

// readGTP reads a GTP-U header of version 1 (3GPP TS 29.281 section 5.1) with its extension headers:
//
//	version 3 bits (1), GTP 1, reserved 1, extensions 1, sequence 1, number 1, type 1 (255: a user's packet), length 2, end 4,
//	[sequence 2, number 1, next extension 1], extensions: length 1 in words of 4 octets, content, next extension 1
//
// The second part is there where any of the three flags is.
func (w *walk) readGTP() layer {
	if len(w.b) < 8 || w.b[0]&0xf0 != 0x30 || w.b[1] != 255 {
		return w.notTCP()
	}
	flags, n, end := w.b[0], int(w.word(2)), w.long(4)
	w.skip(8)
	w.limit(n)
	if flags&0x07 != 0 {
		if len(w.b) < 4 {
			return w.short(4, CauseBadTunnelHeader)
		}
		next := w.b[3]
		w.skip(4)
		for flags&0x04 != 0 && next != 0 {
			if len(w.b) == 0 {
				return w.short(1, CauseBadTunnelHeader)
			}
			k := int(w.b[0]) * 4
			if k == 0 {
				return w.fail(CauseBadTunnelHeader)
			}
			if k > len(w.b) {
				return w.short(k, CauseBadTunnelHeader)
			}
			next = w.b[k-1]
			w.skip(k)
		}
	}
	if len(w.b) == 0 || w.b[0]>>4 != 4 && w.b[0]>>4 != 6 {
		return w.notTCP() // PPP of the second generation, or nothing
	}
	return w.enter(shellGTP, end, layerIP)
}

// readL2TP reads a data message's header of version 2 (RFC 2661 section 3.1):
//
//	type 1 bit (0), length 1, reserved 2, sequence 1, reserved 1, offset 1, priority 1, reserved 4, version 4,
//	[length 2], tunnel 2, session 2, [sent 2, received 2], [offset 2, pad]
func (w *walk) readL2TP() layer {
	if len(w.b) < 6 {
		return w.notTCP()
	}
	flags := w.word(0)
	if flags&0x8000 != 0 || flags&0x000f != 2 {
		return w.notTCP()
	}
	n := 2
	if flags&0x4000 != 0 {
		n += 2
	}
	if len(w.b) < n+4 {
		return w.notTCP()
	}
	ids := w.long(n)
	n += 4
	if flags&0x0800 != 0 {
		n += 4
	}
	if flags&0x0200 != 0 {
		if len(w.b) < n+2 {
			return w.notTCP()
		}
		n += 2 + int(w.word(n))
	}
	if !w.skip(n) {
		return w.notTCP()
	}
	return w.enter(shellL2TP, ids, layerPPP)
}

// readTeredo passes the two headers that may stand before an IPv6 packet (RFC 4380 section 5.1.1): authentication (0, 1, two
// lengths, values, 9) and the origin (0, 0, 6).
func (w *walk) readTeredo() layer {
	if len(w.b) >= 4 && w.b[0] == 0 && w.b[1] == 1 {
		if !w.skip(4 + int(w.b[2]) + int(w.b[3]) + 9) {
			return w.notTCP()
		}
	}
	if len(w.b) >= 2 && w.b[0] == 0 && w.b[1] == 0 && !w.skip(8) {
		return w.notTCP()
	}
	if len(w.b) < ip6Header || w.b[0]>>4 != 6 || int(w.word(4)) > w.n-ip6Header {
		return w.notTCP()
	}
	return w.enter(shellTeredo, 0, layerIP6)
}
