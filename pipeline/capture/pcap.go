package capture

// The magic numbers of pcap (draft-ietf-opsawg-pcap section 4), as the writer's byte order has them.
const (
	pcapMicro    = 0xa1b2c3d4 // time in seconds and microseconds
	pcapNano     = 0xa1b23c4d // time in seconds and nanoseconds
	pcapModified = 0xa1b2cd34 // Kuznetzov's patched tcpdump: microseconds, and 8 octets more in each record's header
)

// pcapHeader is the length of a file's header: magic, version (2 and 2), two unused, snap length, link type.
const pcapHeader = 24

// The parts of the link type field: the link type, a flag that a frame check sequence's length is there, and that length in
// units of 2 octets (draft-ietf-opsawg-pcap section 4). The link type is taken as libpcap takes it, with the bits that
// are reserved: a value that means something else must not pass for Ethernet.
const (
	pcapLinkMask   = 0x03ffffff
	pcapFCSPresent = 0x04000000
	pcapFCSShift   = 28
)

// pcap cuts a pcap file into packets. The snap length of the header is not believed: files with longer records are many.
type pcap struct {
	at *cursor
	order
	began  bool
	record int  // the length of a record's header
	unit   Time // nanoseconds in a unit of a time stamp's second part
	old    bool // before version 2.4
	link   LinkType
	fcs    int
}

// parse reads records: seconds, microseconds or nanoseconds, captured length, length on the wire, octets
// (draft-ietf-opsawg-pcap section 5).
func (f *pcap) parse(p []byte, b *Batch) (used int64, need int, damage error) {
	i := 0
	if !f.began {
		if len(p) < pcapHeader {
			return 0, pcapHeader, nil
		}
		if err := f.begin(p); err != nil {
			return 0, 0, err
		}
		i = pcapHeader
	}
	for len(b.Packets) < MaxBatch {
		h := p[i:]
		if len(h) < f.record {
			return int64(i), f.record, nil
		}
		captured, length := f.u32(h[8:]), f.u32(h[12:])
		if f.old && captured > length {
			// Up to version 2.3 some writers had the two lengths the other way round.
			captured, length = length, captured
		}
		if captured > MaxFrame {
			return int64(i), 0, corrupt("a packet of %d octets; at most %d are believed", captured, MaxFrame)
		}
		end := f.record + int(captured)
		if len(h) < end {
			return int64(i), end, nil
		}
		at := Time(f.u32(h))*1e9 + Time(f.u32(h[4:]))*f.unit
		f.at.put(b, at, h[f.record:end:end], int(length), f.link, f.fcs)
		i += end
	}
	return int64(i), 0, nil
}

// begin reads the file's header.
func (f *pcap) begin(p []byte) error {
	f.began, f.record, f.unit = true, 16, 1000
	switch f.u32(p) {
	case pcapNano:
		f.unit = 1
	case pcapModified:
		f.record = 24
	}
	major, minor := f.u16(p[4:]), f.u16(p[6:])
	// 543 is what DG/UX wrote.
	if major != 2 && major != 543 {
		return noCapture("pcap version %d.%d; 2.0 to 2.4 are known", major, minor)
	}
	f.old = major == 543 || minor < 4
	link := f.u32(p[20:])
	f.link = LinkType(link & pcapLinkMask)
	if link&pcapFCSPresent != 0 {
		f.fcs = int(link>>pcapFCSShift) * 2
	}
	return nil
}
