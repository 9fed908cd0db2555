package packet

import (
	"github.com/google/gopacket/layers"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// Decoder turns frames into segments. Each reader goroutine has its own.
type Decoder struct {
	verify    Verification
	encaps    encaps
	fragments fragments
	counts    Counts
	walk      walk

	// Layers that the general path decodes into, again and again.
	ethernet layers.Ethernet
	dot1q    layers.Dot1Q
	llc      layers.LLC
	snap     layers.SNAP
	ip4      layers.IPv4
	udp      layers.UDP
	vxlan    layers.VXLAN
	tcp      layers.TCP
}

// NewDecoder returns a decoder with nothing held.
func NewDecoder(opt Options) *Decoder {
	d := &Decoder{verify: opt.Checksums}
	d.encaps = encaps{seed: opt.Seed, vlans: opt.VLANs}
	d.fragments = fragments{limits: opt.Fragments.or(), counts: &d.counts}
	return d
}

// Decode reads the packet and, where the verdict is Decoded, fills all of s but Hash; else s means nothing. The payload is
// borrowed from the packet, unless it was put together of fragments: then it is the segment's own, and the segment
// bears the stamp of the packet that completed it.
func (d *Decoder) Decode(p *capture.Packet, s *Segment) Verdict {
	if p.Link == linkEthernet && d.fast(p, s) {
		return Decoded
	}
	return d.general(p, s)
}

// Counts is the account so far.
func (d *Decoder) Counts() Counts { return d.counts }

// framed is the part of the frame that can hold payload, without its frame check, and its length on the wire, which is
// at least as much.
func framed(p *capture.Packet) (b []byte, wire int) {
	b, wire = p.Data, max(p.Length, len(p.Data))
	if p.FCS > 0 && p.FCS <= wire {
		wire -= p.FCS
		b = b[:min(len(b), wire)]
	}
	return b, wire
}
