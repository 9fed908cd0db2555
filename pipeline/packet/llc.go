package packet

import "github.com/google/gopacket"

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
