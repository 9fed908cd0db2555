package packet

import (
	"github.com/google/gopacket"
)

// readTCP reads the TCP header (RFC 9293 section 3.1) and fills in the segment.
func (d *Decoder) readTCP() layer {
	w, h, s := &d.walk, &d.tcp, d.walk.s
	// Options are decoded last, and an error there is a receiver's to overlook; what else can be wrong is looked at here.
	_ = h.DecodeFromBytes(w.b, gopacket.NilDecodeFeedback)
	if len(w.b) < tcpHeader {
		return w.short(tcpHeader, CauseBadTCPHeader)
	}
	header := int(h.DataOffset) * 4
	if header < tcpHeader || header > w.n && !w.broken {
		return w.fail(CauseBadTCPHeader)
	}
	s.Stamp = w.p.Stamp
	s.Src, s.Dst = w.src, w.dst
	s.SrcPort, s.DstPort = uint16(h.SrcPort), uint16(h.DstPort)
	x := d.encaps.of(&w.shell)
	s.Encap, s.EncapKey = x.Encapsulation, x.key
	s.Seq, s.Ack, s.Window = h.Seq, h.Ack, h.Window
	s.Flags = Flags(w.b[13] & flagBits)
	captured := min(header, len(w.b)) // a short capture may end within the options
	s.WindowScale = -1
	if h.SYN {
		s.WindowScale = windowScale(w.b[tcpHeader:captured])
	}
	s.Payload = w.b[captured:]
	s.Missing = max(w.n-header, 0) - len(s.Payload)
	s.Checksum = ChecksumUnknown
	if w.n == len(w.b) && !w.broken && d.verify == VerifyAll {
		s.Checksum = verify(s, w.b)
	}
	w.verdict = Decoded
	return done
}
