package capture

import "encoding/binary"

// The block types that are read (draft-ietf-opsawg-pcapng section 11.1). All others are passed over.
const (
	blockSection   = 0x0a0d0d0a
	blockInterface = 1
	blockPacket    = 2 // obsolete, as old writers have it
	blockSimple    = 3
	blockEnhanced  = 6
)

// byteOrderMagic stands in a section's header in the byte order of the section.
const byteOrderMagic = 0x1a2b3c4d

// maxInterfaces bounds the interfaces of a section. Each costs some octets; a capture of all interfaces of a large router has
// thousands.
const maxInterfaces = 1 << 16

// pcapng cuts a pcapng file into packets. Interfaces live as long as their section.
type pcapng struct {
	at   *cursor
	tell func(used int64, err error)
	order
	interfaces []netInterface
	foreign    bool // the section is of a version that is not known
}

// parse reads blocks: type, total length, body, total length again (draft-ietf-opsawg-pcapng section 3.1). Packet blocks
// that make no sense within a sound frame of lengths are passed over and told; a frame that makes none ends the file.
func (f *pcapng) parse(p []byte, b *Batch) (used int64, need int, damage error) {
	i := 0
	for len(b.Packets) < MaxBatch {
		h := p[i:]
		if len(h) < 12 {
			return int64(i), 12, nil
		}
		kind := f.u32(h)
		if binary.LittleEndian.Uint32(h) == blockSection { // a palindrome: it reads the same in either order
			if err := f.turn(h[8:]); err != nil {
				return int64(i), 0, err
			}
			kind = blockSection
		}
		said := f.u32(h[4:])
		total := (int64(said) + 3) &^ 3 // some writers forget the padding in the length
		if said < 12 {
			return int64(i), 0, corrupt("a block of %d octets", said)
		}
		if !f.wanted(kind) {
			if i64 := int64(i) + total; i64 > int64(len(p)) {
				return i64, 12, nil
			}
			i += int(total)
			continue
		}
		if total > maxBlock {
			return int64(i), 0, corrupt("a block of %d octets; at most %d are believed", said, maxBlock)
		}
		if int64(len(h)) < total {
			return int64(i), int(total), nil
		}
		if again := f.u32(h[total-4:]); again != said && int64(again) != total {
			return int64(i), 0, corrupt("a block's two lengths differ: %d and %d", said, again)
		}
		if err := f.block(kind, h[8:total-4], b); err != nil {
			f.tell(int64(i), err)
		}
		i += int(total)
	}
	return int64(i), 0, nil
}

// wanted says whether a block has to be read.
func (f *pcapng) wanted(kind uint32) bool {
	switch kind {
	case blockSection:
		return true
	case blockInterface, blockPacket, blockSimple, blockEnhanced:
		return !f.foreign
	}
	return false
}

// turn learns a new section's byte order.
func (f *pcapng) turn(magic []byte) error {
	switch binary.LittleEndian.Uint32(magic) {
	case byteOrderMagic:
		f.swapped = false
	case 0x4d3c2b1a:
		f.swapped = true
	default:
		return corrupt("a section header without a byte order")
	}
	return nil
}

// block reads a block's body.
func (f *pcapng) block(kind uint32, body []byte, b *Batch) error {
	switch kind {
	case blockEnhanced:
		return f.enhanced(body, b)
	case blockSimple:
		return f.simple(body, b)
	case blockPacket:
		return f.obsolete(body, b)
	case blockInterface:
		return f.describe(body)
	default:
		return f.section(body)
	}
}

// section begins a section: magic, version, length (draft-ietf-opsawg-pcapng section 4.1). The length is not needed: its blocks
// say where they end, whether the writer knew it or put -1.
func (f *pcapng) section(body []byte) error {
	f.interfaces, f.foreign = f.interfaces[:0], true
	if len(body) < 16 {
		return corrupt("a section header of %d octets; the section is passed over", len(body))
	}
	// 1.2 is 1.0 by another name.
	if major, minor := f.u16(body[4:]), f.u16(body[6:]); major != 1 {
		return noCapture("a section of pcapng version %d.%d is passed over; 1.0 and 1.2 are known", major, minor)
	}
	f.foreign = false
	return nil
}
