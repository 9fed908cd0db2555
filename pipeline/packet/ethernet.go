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
