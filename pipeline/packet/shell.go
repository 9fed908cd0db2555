package packet

import "strconv"

// maxShell is how many VLANs and tunnels a shell holds; more count as nested too deeply. A mirror of a
// provider's mirror has about half of it.
const maxShell = 16

// shellKind is a kind of VLAN or tunnel. Zero is none.
type shellKind uint8

const (
	shellVLAN shellKind = iota + 1
	shellMPLS
	shellPPPoE
	shellPBB
	shellGRE
	shellGREKey
	shellPPTP
	shellEoIP
	shellERSPAN1 // type I has no session id
	shellERSPAN
	shellVXLAN
	shellGeneve
	shellGTP
	shellL2TP
	shellTeredo
	shell4in4
	shell6in4
	shell4in6
	shell6in6
)

// name is the tunnel as records name it, and whether an id follows.
func (k shellKind) name() (name string, id bool) {
	switch k {
	case shellMPLS:
		return "mpls", true
	case shellPPPoE:
		return "pppoe", true
	case shellPBB:
		return "pbb", true
	case shellGRE:
		return "gre", false
	case shellGREKey:
		return "gre", true
	case shellPPTP:
		return "pptp", true
	case shellEoIP:
		return "eoip", true
	case shellERSPAN1:
		return "erspan", false
	case shellERSPAN:
		return "erspan", true
	case shellVXLAN:
		return "vxlan", true
	case shellGeneve:
		return "geneve", true
	case shellGTP:
		return "gtp", true
	case shellL2TP:
		return "l2tp", true
	case shellTeredo:
		return "teredo", false
	case shell4in4:
		return "ipip", false
	case shell6in4:
		return "6in4", false
	case shell4in6:
		return "4in6", false
	case shell6in6:
		return "6in6", false
	}
	return "unknown", true
}

// shellItem is a VLAN or tunnel: its kind above its id of 32 bits.
type shellItem uint64

func (x shellItem) kind() shellKind { return shellKind(x >> 32) }
func (x shellItem) id() uint32      { return uint32(x) }

// shell is what stands around an IP packet, outermost first. It is comparable: what is beyond n stays zero.
type shell struct {
	items [maxShell]shellItem
	n     int
}

// add appends an item; false where there is no room.
func (s *shell) add(k shellKind, id uint32) bool {
	if s.n == maxShell {
		return false
	}
	s.items[s.n] = shellItem(k)<<32 | shellItem(id)
	s.n++
	return true
}

// encapsulation is the shell in words.
func (s *shell) encapsulation() *Encapsulation {
	e := &Encapsulation{}
	for _, x := range s.items[:s.n] {
		if x.kind() == shellVLAN {
			e.VLANs = append(e.VLANs, uint16(x.id()))
			continue
		}
		name, id := x.kind().name()
		if id {
			name += ":" + strconv.FormatUint(uint64(x.id()), 10)
		}
		e.Tunnels = append(e.Tunnels, name)
	}
	return e
}
