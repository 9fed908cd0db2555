package captest

import (
	"encoding/binary"
	"io"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// Order is a byte order to write in.
type Order interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// Ethernet is the link type of the frames that Conn makes.
const Ethernet capture.LinkType = 1

// PcapOptions say how a pcap file is written. The zero value is what tcpdump writes on this kind of machine.
type PcapOptions struct {
	Order      Order            // little-endian by default
	Resolution PcapResolution   // microseconds by default
	Link       capture.LinkType // Ethernet by default
	FCS        int              // octets of frame check sequence that the header claims
	Minor      uint16           // of version 2; 4 by default
}

// PcapResolution is the unit of time stamps, by the magic number that says it.
type PcapResolution uint32

const (
	Micro    PcapResolution = 0xa1b2c3d4
	Nano     PcapResolution = 0xa1b23c4d
	Modified PcapResolution = 0xa1b2cd34 // microseconds, with 8 octets more in each record's header
)

// Pcap returns a pcap file.
func Pcap(frames []Frame, opt PcapOptions) []byte {
	o := orderOr(opt.Order)
	if opt.Resolution == 0 {
		opt.Resolution = Micro
	}
	if opt.Minor == 0 {
		opt.Minor = 4
	}
	b := o.AppendUint32(nil, uint32(opt.Resolution))
	b = o.AppendUint16(o.AppendUint16(b, 2), opt.Minor)
	b = append(b, make([]byte, 8)...)
	b = o.AppendUint32(b, 262144)
	link := uint32(linkOr(opt.Link))
	if opt.FCS > 0 {
		link |= 1<<26 | uint32(opt.FCS/2)<<28
	}
	b = o.AppendUint32(b, link)
	for _, f := range frames {
		rest := uint32(f.Time % 1e9)
		if opt.Resolution != Nano {
			rest /= 1000
		}
		b = o.AppendUint32(b, uint32(f.Time/1e9))
		b = o.AppendUint32(b, rest)
		b = o.AppendUint32(b, uint32(len(f.Data)))
		b = o.AppendUint32(b, uint32(f.length()))
		if opt.Resolution == Modified {
			b = append(b, make([]byte, 8)...)
		}
		b = append(b, f.Data...)
	}
	return b
}

// Open returns a source of the frames.
func Open(frames []Frame) *capture.Files {
	return capture.OpenReader("test.pcap", reader(Pcap(frames, PcapOptions{Resolution: Nano})), capture.FileOptions{})
}

// reader returns the octets one call after the other, as a large file would.
func reader(b []byte) io.Reader { return &octets{b} }

type octets struct{ b []byte }

func (o *octets) Read(p []byte) (int, error) {
	n := copy(p, o.b)
	o.b = o.b[n:]
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

func orderOr(o Order) Order {
	if o == nil {
		return binary.LittleEndian
	}
	return o
}

func linkOr(l capture.LinkType) capture.LinkType {
	if l == 0 {
		return Ethernet
	}
	return l
}
