package packet

// vlanID masks the VLAN number in a tag (IEEE 802.1Q); what is above is priority.
const vlanID = 0x0fff

// maxEncaps is how many encapsulations are remembered. When there are more, all are forgotten: a wire has a few
// hundred VLANs and tunnels, and whoever invents more of them pays for each with a packet.
const maxEncaps = 4096

// encap is an encapsulation with its part of a flow's key.
type encap struct {
	*Encapsulation
	key uint64
}

// encaps remembers encapsulations, so that equal ones are one.
type encaps struct {
	seed  uint64
	vlans VLANPolicy

	byTags  map[uint64]encap
	byShell map[shell]encap
}

// addTag appends a VLAN number to up to maxFastTags of them in one word: 16 bits each, the innermost lowest, with a bit
// to tell VLAN 0 from none. Number 0 tags a priority and no VLAN (IEEE 802.1Q section 9.6), so it is left out.
func addTag(tags uint64, id uint16) uint64 {
	if id == 0 {
		return tags
	}
	return tags<<16 | uint64(id)
}

// tagged is the encapsulation of plain VLAN tags, as addTag packed them.
func (e *encaps) tagged(tags uint64) (*Encapsulation, uint64) {
	if x, ok := e.byTags[tags]; ok {
		return x.Encapsulation, x.key
	}
	var s shell
	for i := maxFastTags - 1; i >= 0; i-- {
		if id := uint16(tags >> (16 * i)); id != 0 {
			s.add(shellVLAN, uint32(id))
		}
	}
	x := e.of(&s)
	if e.byTags == nil || len(e.byTags) >= maxEncaps {
		e.byTags = make(map[uint64]encap)
	}
	e.byTags[tags] = x
	return x.Encapsulation, x.key
}

// of is the encapsulation of a shell.
func (e *encaps) of(s *shell) encap {
	if s.n == 0 {
		return encap{}
	}
	if x, ok := e.byShell[*s]; ok {
		return x
	}
	x := encap{Encapsulation: s.encapsulation(), key: e.key(s)}
	if e.byShell == nil || len(e.byShell) >= maxEncaps {
		e.byShell = make(map[shell]encap)
	}
	e.byShell[*s] = x
	return x
}

// key is the shell's part of a flow's key: 0 where nothing of the shell belongs to it.
func (e *encaps) key(s *shell) uint64 {
	k, any := e.seed, false
	for _, x := range s.items[:s.n] {
		kind, id := x.kind(), x.id()
		switch kind {
		case shellMPLS:
			continue
		case shellVLAN:
			if e.vlans == MergeVLANs {
				continue
			}
		case shellVXLAN, shellGeneve, shellPPPoE, shellERSPAN, shellPBB, shellEoIP:
		default:
			id = 0
		}
		any = true
		k = mix(k ^ uint64(kind)<<32 ^ uint64(id))
	}
	if !any {
		return 0
	}
	return max(k, 1)
}

// mix spreads 64 bits over 64 bits, one to one (two rounds of xor-shift and odd multipliers).
func mix(x uint64) uint64 {
	x ^= x >> 32
	x *= 0xd6e8feb86659fd93
	x ^= x >> 32
	x *= 0xd6e8feb86659fd93
	return x ^ x>>32
}
