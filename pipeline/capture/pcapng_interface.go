package capture

// netInterface is what a section says of an interface.
type netInterface struct {
	link  LinkType
	snap  uint32 // 0 for no limit
	fcs   int    // octets
	clock clock
}

// The interface's options that are read (draft-ietf-opsawg-pcapng section 4.2).
const (
	optTimeResolution = 9
	optFCSLength      = 13
	optTimeOffset     = 14
)

// describe reads an Interface Description Block: link type, 16 unused bits, snap length, options
// (draft-ietf-opsawg-pcapng section 4.2). One that is too short still counts, so that those after it keep their numbers.
func (f *pcapng) describe(body []byte) error {
	if len(f.interfaces) >= maxInterfaces {
		return corrupt("more than %d interfaces in a section; the packets of the others are passed over", maxInterfaces)
	}
	in := netInterface{clock: newClock(defaultResolution, 0)}
	if len(body) < 8 {
		f.interfaces = append(f.interfaces, in)
		return corrupt("an interface's description of %d octets", len(body))
	}
	in.link, in.snap = LinkType(f.u16(body)), f.u32(body[4:])
	resolution, offset := byte(defaultResolution), int64(0)
	for o := (options{order: f.order, rest: body[8:]}); o.next(); {
		switch {
		case o.code == optTimeResolution && len(o.value) >= 1:
			resolution = o.value[0]
		case o.code == optTimeOffset && len(o.value) >= 8:
			offset = int64(f.u64(o.value))
		case o.code == optFCSLength && len(o.value) >= 1:
			in.fcs = fcsOctets(o.value[0])
		}
	}
	in.clock = newClock(resolution, offset)
	f.interfaces = append(f.interfaces, in)
	return nil
}

// fcsOctets reads if_fcslen. The draft counts bits and gives 4 as its example, writers put either: no frame check sequence has
// less than 8 bits, nor as many as 8 octets.
func fcsOctets(n byte) int {
	if n < 8 {
		return int(n)
	}
	return int(n) / 8
}

// options walks a list of options: code, length, value padded to 4; code 0 ends it (draft-ietf-opsawg-pcapng section 3.5).
// A list that runs over its block's end simply ends.
type options struct {
	order
	rest  []byte
	code  uint16
	value []byte
}

func (o *options) next() bool {
	if len(o.rest) < 4 {
		return false
	}
	o.code = o.u16(o.rest)
	n := int(o.u16(o.rest[2:]))
	if o.code == 0 || n > len(o.rest)-4 {
		return false
	}
	o.value = o.rest[4 : 4+n]
	o.rest = o.rest[min(len(o.rest), 4+(n+3)&^3):]
	return true
}
