package packet

import "github.com/google/gopacket"

// EtherTypes that only the general path knows.
const (
	typeARP         = 0x0806
	typeTransparent = 0x6558 // an Ethernet frame, in GRE and Geneve
	typePPP         = 0x880b
	typeMPLS        = 0x8847
	typeMPLSUp      = 0x8848
	typePPPoE       = 0x8864
	typeERSPAN2     = 0x88be
	typeERSPAN3     = 0x22eb
	typeNSH         = 0x894f
	typeJumboLLC    = 0x8870
	typeBackbone    = 0x88e7 // 802.1ah
	typeVNTag       = 0x8926
	typeETag        = 0x893f // 802.1BR
	typeFabricPath  = 0x8903 // Cisco's
	typeTRILL       = 0x22f3

	// minType is the least number that is a type: below it is the length of a frame with an LLC header (IEEE 802.3).
	minType = 0x0600
)

// byType is the layer that an EtherType announces; done stands for none that leads to TCP.
func byType(t uint16) layer {
	switch t {
	case typeIP4:
		return layerIP4
	case typeIP6:
		return layerIP6
	case typeVLAN, typeService, typeOldQinQ:
		return layerVLAN
	case typeMPLS, typeMPLSUp:
		return layerMPLS
	case typePPPoE:
		return layerPPPoE
	case typePPP:
		return layerPPP
	case typeTransparent:
		return layerEthernet
	case typeNSH:
		return layerNSH
	case typeJumboLLC:
		return layerLLC
	case typeBackbone:
		return layerBackbone
	case typeVNTag:
		return layerVNTag
	case typeETag:
		return layerETag
	case typeFabricPath:
		return layerFabricPath
	case typeTRILL:
		return layerTRILL
	}
	return done
}

// typed goes on with what an EtherType announces, or with an LLC header where it is a length.
func (w *walk) typed(t uint16) layer {
	if t < minType {
		w.limit(int(t))
		return layerLLC
	}
	if next := byType(t); next != done {
		return next
	}
	return w.notTCP()
}

// readEthernet reads
//
//	destination 6, source 6, type or length 2
func (d *Decoder) readEthernet() layer {
	w := &d.walk
	if d.ethernet.DecodeFromBytes(w.b, gopacket.NilDecodeFeedback) != nil {
		return w.short(ethernetHeader, CauseBadLinkHeader)
	}
	t := w.word(12)
	w.skip(ethernetHeader)
	return w.typed(t)
}

// readVLAN reads the rest of a tag after its type (IEEE 802.1Q section 9):
//
//	priority 3 bits, drop eligible 1, VLAN 12, type or length 2 octets
func (d *Decoder) readVLAN() layer {
	w := &d.walk
	if d.dot1q.DecodeFromBytes(w.b, gopacket.NilDecodeFeedback) != nil {
		return w.short(4, CauseBadLinkHeader)
	}
	w.skip(4)
	next := w.typed(uint16(d.dot1q.Type))
	if id := d.dot1q.VLANIdentifier; id != 0 && next != done {
		return w.enter(shellVLAN, uint32(id), next)
	}
	return next
}

// readBackbone reads a provider backbone's tag after its type (IEEE 802.1Q section 9.7): flags 1, service 3, then the customer's
// frame.
func (w *walk) readBackbone() layer {
	if len(w.b) < 4 {
		return w.short(4, CauseBadLinkHeader)
	}
	service := w.long(0) & 0xffffff
	w.skip(4)
	return w.enter(shellPBB, service, layerEthernet)
}

// readPortTag passes a tag of k octets, type included, that tells a bridge's ports apart: 802.1BR's E-tag or Cisco's VN-tag. The
// two directions have different ones, so they are no part of the encapsulation.
func (w *walk) readPortTag(k int) layer {
	if len(w.b) < k {
		return w.short(k, CauseBadLinkHeader)
	}
	t := w.word(k - 2)
	w.skip(k)
	return w.typed(t)
}

// readTRILL passes a TRILL header (RFC 6325 section 3.1): version 2 bits, reserved 2, multicast 1, options' length 5 in words of 4 octets,
// hops 6, egress 2 octets, ingress 2.
func (w *walk) readTRILL() layer {
	if len(w.b) < 6 {
		return w.short(6, CauseBadLinkHeader)
	}
	return w.after(6+int(w.word(0)>>6&0x1f)*4, layerEthernet)
}

// readLLC reads an LLC header (IEEE 802.2): destination and source service access point, control of one or two octets.
func (d *Decoder) readLLC() layer {
	w := &d.walk
	if d.llc.DecodeFromBytes(w.b, gopacket.NilDecodeFeedback) != nil {
		return w.notTCP() // too short for anything within
	}
	w.skip(len(d.llc.Contents))
	switch {
	case d.llc.DSAP == 0xaa && d.llc.SSAP == 0xaa:
		return layerSNAP
	case d.llc.DSAP == 0x06 && d.llc.SSAP == 0x06: // IP itself (RFC 948)
		return layerIP4
	}
	return w.notTCP()
}

// readSNAP reads a SNAP header (RFC 1042): organisation 3, type 2. The types of organisation 0 and of IEEE 802.1H's 00-00-f8 are
// EtherTypes; 00-80-c2's 1 and 7 are bridged Ethernet, with and without its frame check (RFC 2684 section 5.2).
func (d *Decoder) readSNAP() layer {
	w := &d.walk
	if d.snap.DecodeFromBytes(w.b, gopacket.NilDecodeFeedback) != nil {
		return w.notTCP()
	}
	w.skip(len(d.snap.Contents))
	t := uint16(d.snap.Type)
	switch [3]byte(d.snap.OrganizationalCode) {
	case [3]byte{}, [3]byte{0, 0, 0xf8}:
		if next := byType(t); next != done {
			return next
		}
	case [3]byte{0, 0x80, 0xc2}:
		if (t == 1 || t == 7) && w.skip(2) {
			return layerEthernet
		}
	}
	return w.notTCP()
}
