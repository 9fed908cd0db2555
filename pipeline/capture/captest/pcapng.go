package captest

import "github.com/imaplog/imaplog/pipeline/capture"

// The block types of pcapng.
const (
	BlockInterface = 1
	BlockPacket    = 2
	BlockSimple    = 3
	BlockNames     = 4
	BlockStatistic = 5
	BlockEnhanced  = 6
	BlockSection   = 0x0a0d0d0a
)

// Pcapng builds a pcapng file block by block. Order may be changed before a Section.
type Pcapng struct {
	Bytes []byte
	Order Order // little-endian by default
}

// Interface describes an interface.
type Interface struct {
	Link       capture.LinkType // Ethernet by default
	Snap       uint32
	Resolution []byte // if_tsresol, of one octet; none by default
	Offset     int64  // if_tsoffset in seconds; none where 0
	FCS        byte   // if_fcslen; none where 0
	Options    []byte // more options, as Option makes them
}

// Section begins a section of unknown length.
func (w *Pcapng) Section() {
	o := orderOr(w.Order)
	b := o.AppendUint32(nil, 0x1a2b3c4d)
	b = o.AppendUint16(o.AppendUint16(b, 1), 0)
	w.Block(BlockSection, o.AppendUint64(b, 1<<64-1))
}

// Interface adds an Interface Description Block.
func (w *Pcapng) Interface(in Interface) {
	o := orderOr(w.Order)
	b := o.AppendUint16(nil, uint16(linkOr(in.Link)))
	b = o.AppendUint16(b, 0)
	b = o.AppendUint32(b, in.Snap)
	n := len(b)
	if len(in.Resolution) > 0 {
		b = w.Option(b, 9, in.Resolution)
	}
	if in.Offset != 0 {
		b = w.Option(b, 14, o.AppendUint64(nil, uint64(in.Offset)))
	}
	if in.FCS != 0 {
		b = w.Option(b, 13, []byte{in.FCS})
	}
	b = append(b, in.Options...)
	if len(b) > n {
		b = w.Option(b, 0, nil)
	}
	w.Block(BlockInterface, b)
}

// Enhanced adds an Enhanced Packet Block. stamp counts in the interface's resolution.
func (w *Pcapng) Enhanced(id uint32, stamp uint64, f Frame, options []byte) {
	w.timed(BlockEnhanced, orderOr(w.Order).AppendUint32(nil, id), stamp, f, options)
}

// Obsolete adds a Packet Block.
func (w *Pcapng) Obsolete(id, drops uint16, stamp uint64, f Frame, options []byte) {
	o := orderOr(w.Order)
	w.timed(BlockPacket, o.AppendUint16(o.AppendUint16(nil, id), drops), stamp, f, options)
}

func (w *Pcapng) timed(kind uint32, b []byte, stamp uint64, f Frame, options []byte) {
	o := orderOr(w.Order)
	b = o.AppendUint32(b, uint32(stamp>>32))
	b = o.AppendUint32(b, uint32(stamp))
	b = o.AppendUint32(b, uint32(len(f.Data)))
	b = o.AppendUint32(b, uint32(f.length()))
	w.Block(kind, append(pad(append(b, f.Data...)), options...))
}

// Simple adds a Simple Packet Block.
func (w *Pcapng) Simple(f Frame) {
	b := orderOr(w.Order).AppendUint32(nil, uint32(f.length()))
	w.Block(BlockSimple, append(b, f.Data...))
}

// Option appends an option to a list of options.
func (w *Pcapng) Option(b []byte, code uint16, value []byte) []byte {
	o := orderOr(w.Order)
	b = o.AppendUint16(b, code)
	b = o.AppendUint16(b, uint16(len(value)))
	return append(b, pad(append([]byte(nil), value...))...)
}

// Block adds any block.
func (w *Pcapng) Block(kind uint32, body []byte) {
	o := orderOr(w.Order)
	body = pad(body)
	total := uint32(12 + len(body))
	w.Bytes = o.AppendUint32(w.Bytes, kind)
	w.Bytes = o.AppendUint32(w.Bytes, total)
	w.Bytes = append(w.Bytes, body...)
	w.Bytes = o.AppendUint32(w.Bytes, total)
}

// pad pads to 4 octets.
func pad(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

// PcapngFile returns a pcapng file of one section and one interface with nanoseconds. order may be nil.
func PcapngFile(frames []Frame, order Order) []byte {
	w := Pcapng{Order: order}
	w.Section()
	w.Interface(Interface{Resolution: []byte{9}})
	for _, f := range frames {
		w.Enhanced(0, uint64(f.Time), f, nil)
	}
	return w.Bytes
}
