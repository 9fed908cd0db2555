package filter

import "github.com/imaplog/imaplog/pipeline/capture"

// Ethernet types (IANA's registry of IEEE 802 numbers) and PPP protocols (IANA's registry of PPP numbers).
const (
	typeIP     = 0x0800
	typeIP6    = 0x86dd
	typeVLAN   = 0x8100 // IEEE 802.1Q
	typeVLANad = 0x88a8 // IEEE 802.1ad
	typeQinQ   = 0x9100 // before IEEE 802.1ad
	typeMPLS   = 0x8847
	typePPPoED = 0x8863
	typePPPoES = 0x8864

	pppIP   = 0x0021
	pppIP6  = 0x0057
	pppMPLS = 0x0281

	// highestLength is the greatest value of Ethernet's type field that is a length (IEEE 802.3); then an LLC header
	// follows.
	highestLength = 1500
)

// typing is how a link layer says what it carries.
type typing uint8

const (
	byEtherType typing = iota + 1 // Ethernet, C-HDLC
	byCooked                      // an Ethernet type as well, but other values below 1,536
	byFamily                      // an address family in 4 octets
	byPPP                         // a PPP protocol
	byVersion                     // nothing but the version of IP in the payload
	onlyIP                        // always IPv4
	onlyIP6                       // always IPv6
)

// layout says where things stand in the frames of a link type.
type layout struct {
	name    string
	typing  typing
	typeAt  uint32 // the field that says what the payload is
	payload uint32 // the octet after the link layer's header
	// linkHeader is where the link layer's header begins: not at 0 for the PPP inside of PPPoE.
	linkHeader uint32
	ethernet   bool // addresses as Ethernet has them: destination first, source at 6
	// outgoing is the offset of the packet type of cooked frames, outgoingSize its octets; 0 octets for none.
	outgoing, outgoingSize uint32
	// ifindex is the offset of the interface's number; 0 for none.
	ifindex uint32
}

// layoutOf knows the link types by their numbers in capture files (https://www.tcpdump.org/linktypes.html).
func layoutOf(link capture.LinkType) (layout, bool) {
	switch link {
	case 0:
		return layout{name: "null", typing: byFamily, payload: 4}, true
	case 1:
		return layout{name: "Ethernet", typing: byEtherType, typeAt: 12, payload: 14, ethernet: true}, true
	case 9:
		return layout{name: "PPP", typing: byPPP, typeAt: 2, payload: 4}, true
	case 12, 14, 101: // 12 and 14 were written by some systems before 101 was given out
		return layout{name: "raw IP", typing: byVersion}, true
	case 50:
		return layout{name: "PPP in HDLC framing", typing: byPPP, typeAt: 2, payload: 4}, true
	case 51:
		return layout{name: "PPPoE", typing: byPPP, typeAt: 6, payload: 8}, true
	case 104:
		return layout{name: "C-HDLC", typing: byEtherType, typeAt: 2, payload: 4}, true
	case 108:
		return layout{name: "OpenBSD loopback", typing: byFamily, payload: 4}, true
	case 109:
		return layout{name: "OpenBSD enc", typing: byFamily, payload: 12}, true
	case 113:
		return layout{name: "Linux cooked v1", typing: byCooked, typeAt: 14, payload: 16, outgoing: 0, outgoingSize: 2}, true
	case 228:
		return layout{name: "raw IPv4", typing: onlyIP}, true
	case 229:
		return layout{name: "raw IPv6", typing: onlyIP6}, true
	case 276:
		return layout{name: "Linux cooked v2", typing: byCooked, typeAt: 0, payload: 20, outgoing: 10, outgoingSize: 1, ifindex: 4}, true
	}
	return layout{}, false
}

func linkName(link capture.LinkType) string {
	if l, ok := layoutOf(link); ok {
		return l.name
	}
	return "not known to filters"
}
