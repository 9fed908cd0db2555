package packet

import "github.com/imaplog/imaplog/pipeline/capture"

// Verification says which TCP checksums a decoder verifies.
type Verification uint8

const (
	// VerifyAll verifies every segment of which all was captured.
	VerifyAll Verification = iota
	// VerifyNone leaves every segment's checksum unknown.
	VerifyNone
)

// VLANPolicy says whether VLANs belong to a flow's identity.
type VLANPolicy uint8

const (
	// SplitVLANs: equal addresses in two VLANs are two flows.
	SplitVLANs VLANPolicy = iota
	// MergeVLANs leaves VLANs out of the key, for taps that tag each direction differently.
	MergeVLANs
)

// Options are a decoder's settings; the zero value of each has a sane meaning.
type Options struct {
	// Checksums says which TCP checksums to verify.
	Checksums Verification
	// VLANs says whether VLANs belong to a flow's identity.
	VLANs VLANPolicy
	// Seed makes Segment.EncapKey unpredictable. Decoders that feed the same flow table need the same one.
	Seed uint64
	// Fragments are the limits on IP datagrams being put together.
	Fragments FragmentLimits
}

// FragmentLimits bound the memory that IP fragments take. 0 means the default.
type FragmentLimits struct {
	// Datagrams is how many incomplete datagrams are held; beyond it the oldest is given up. 1,024 by default:
	// a flood of stray pieces then lives a while, and a healthy wire has a handful.
	Datagrams int
	// DatagramOctets is how much of one datagram is held. 65,535 by default, IP's own limit.
	DatagramOctets int
	// Octets is how much is held in total, a fixed cost for each piece included. 8 MiB by default: room for
	// 128 datagrams of the greatest size.
	Octets int
	// Timeout is how long, in packet time, a datagram may take. 30 seconds by default, as Linux has it.
	Timeout capture.Time
}

// or fills in the defaults.
func (l FragmentLimits) or() FragmentLimits {
	if l.Datagrams <= 0 {
		l.Datagrams = 1024
	}
	if l.DatagramOctets <= 0 {
		l.DatagramOctets = maxDatagram
	}
	if l.Octets <= 0 {
		l.Octets = 8 << 20
	}
	if l.Timeout <= 0 {
		l.Timeout = 30e9
	}
	return l
}
