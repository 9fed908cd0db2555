package packet

import "github.com/imaplog/imaplog/pipeline/capture"

// Addr is an IPv6 address, or an IPv4 address in its mapped form (::ffff:a.b.c.d, RFC 4291 section 2.5.5.2).
type Addr [16]byte

// Flags are TCP's control bits (RFC 9293 section 3.1).
type Flags uint8

const (
	FIN Flags = 1 << iota
	SYN
	RST
	PSH
	ACK
	URG
)

// Checksum says what was found of a segment's TCP checksum.
type Checksum uint8

const (
	ChecksumUnknown Checksum = iota // not verified: switched off, snapped, or not all there
	ChecksumRight
	ChecksumPartial // as a host leaves it to its interface to finish (offload): the pseudo header's sum, or 0
	ChecksumWrong
)

// Encapsulation is what stood around a segment's IP packet. It is shared by segments and never changes.
type Encapsulation struct {
	// VLANs are the VLAN numbers, outermost first.
	VLANs []uint16
	// Tunnels are the tunnels as type or type:id, outermost first.
	Tunnels []string
}

// Segment is a TCP segment as captured: what the rest of the pipeline knows of a packet.
type Segment struct {
	capture.Stamp
	Src, Dst         Addr
	SrcPort, DstPort uint16
	// EncapKey is the part of the encapsulation that belongs to a flow's identity: equal for both directions of a
	// connection, 0 for none. It is a hash of VLANs, tunnel types and such ids as are the same in both directions.
	EncapKey uint64
	Encap    *Encapsulation // nil for none

	// Hash is the flow's symmetric hash, set by the pipeline.
	Hash uint64

	Seq, Ack uint32
	Window   uint16 // as sent, not scaled
	Flags    Flags
	Checksum Checksum
	// WindowScale is the shift of the window scale option (RFC 7323 section 2.2) of a SYN; -1 for none.
	WindowScale int8

	// Payload holds the captured octets of the payload, borrowed as long as the packet's batch.
	Payload []byte
	// Missing counts payload octets that the IP length promises and a short snap length cut off the end.
	Missing int
}
