package capture

// enhanced reads an Enhanced Packet Block: interface, time stamp (high and low), captured length, length on the wire, octets
// padded to 4, options (draft-ietf-opsawg-pcapng section 4.3).
func (f *pcapng) enhanced(body []byte, b *Batch) error {
	if len(body) < 20 {
		return corrupt("a packet block without its fields")
	}
	id := f.u32(body)
	if uint64(id) >= uint64(len(f.interfaces)) {
		return corrupt("a packet of interface %d, which the file does not describe; the packet is passed over", id)
	}
	return f.timed(&f.interfaces[id], body, b)
}

// obsolete reads a Packet Block, which differs in that it has 16 bits for the interface and 16 for a count of drops
// (draft-ietf-opsawg-pcapng appendix A).
func (f *pcapng) obsolete(body []byte, b *Batch) error {
	if len(body) < 20 {
		return corrupt("a packet block without its fields")
	}
	id := f.u16(body)
	if int(id) >= len(f.interfaces) {
		return corrupt("a packet of interface %d, which the file does not describe; the packet is passed over", id)
	}
	return f.timed(&f.interfaces[id], body, b)
}

// timed reads what both packet blocks have in common. A time stamp that is none leaves the packet at the moment of the last: one
// packet of the year 2116 must not end all that waits.
func (f *pcapng) timed(in *netInterface, body []byte, b *Batch) error {
	stamp := uint64(f.u32(body[4:]))<<32 | uint64(f.u32(body[8:]))
	captured, length := f.u32(body[12:]), f.u32(body[16:])
	if uint64(captured) > uint64(len(body)-20) {
		return corrupt("a packet of %d octets in a block that holds %d; the packet is passed over", captured, len(body)-20)
	}
	end := 20 + int(captured)
	fcs := in.fcs
	if options := (end + 3) &^ 3; len(body)-options >= 8 {
		if n := f.flagsFCS(body[options:]); n > 0 {
			fcs = n
		}
	}
	at, ok := in.clock.time(stamp)
	if !ok {
		at = f.at.last
	}
	f.at.put(b, at, body[20:end:end], int(length), in.link, fcs)
	return nil
}

// optPacketFlags is the option epb_flags and pack_flags. Bits 5 to 8 hold the length of the frame check sequence, 0 where
// that is not known (draft-ietf-opsawg-pcapng section 4.3.1).
const optPacketFlags = 2

// flagsFCS finds the length of the frame check sequence in a packet's options.
func (f *pcapng) flagsFCS(p []byte) int {
	for o := (options{order: f.order, rest: p}); o.next(); {
		if o.code == optPacketFlags && len(o.value) == 4 {
			return int(f.u32(o.value)>>5) & 0xf
		}
	}
	return 0
}

// simple reads a Simple Packet Block: length on the wire, octets, padding (draft-ietf-opsawg-pcapng section 4.4). It has no
// time and no captured length: the packet passes for one of the moment of the last, of the section's first interface,
// snapped as that one says.
func (f *pcapng) simple(body []byte, b *Batch) error {
	if len(body) < 4 {
		return corrupt("a packet block without its fields")
	}
	if len(f.interfaces) == 0 {
		return corrupt("a packet before any interface was described; the packet is passed over")
	}
	in := &f.interfaces[0]
	length := f.u32(body)
	captured := min(uint64(length), uint64(len(body)-4))
	if in.snap > 0 {
		captured = min(captured, uint64(in.snap))
	}
	end := 4 + int(captured)
	f.at.put(b, f.at.last, body[4:end:end], int(length), in.link, in.fcs)
	return nil
}
