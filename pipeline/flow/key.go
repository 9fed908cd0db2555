package flow

import (
	"bytes"

	"github.com/imaplog/imaplog/pipeline/packet"
)

// Key names a connection without saying who is the server: the endpoints in a fixed order, and what they are wrapped in.
type Key struct {
	Low, High Endpoint
	Encap     uint64
}

// Sender says which endpoint of a Key sent a segment.
type Sender uint8

const (
	SenderLow Sender = iota
	SenderHigh
)

// Fill makes k the key of s and says which of its endpoints sent s. Both directions of a connection give equal keys. A
// connection of a socket with itself has only one endpoint, which then sends everything.
func (k *Key) Fill(s *packet.Segment) Sender {
	k.Encap = s.EncapKey
	order := bytes.Compare(s.Src[:], s.Dst[:])
	if order < 0 || order == 0 && s.SrcPort <= s.DstPort {
		k.Low, k.High = Endpoint{s.Src, s.SrcPort}, Endpoint{s.Dst, s.DstPort}
		return SenderLow
	}
	k.Low, k.High = Endpoint{s.Dst, s.DstPort}, Endpoint{s.Src, s.SrcPort}
	return SenderHigh
}
