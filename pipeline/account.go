package pipeline

import (
	"sync/atomic"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/packet"
)

// account holds the reader's counters.
type account struct {
	start   capture.Time // of the first packet
	packets uint64
	octets  uint64

	notTCP, notPort, filtered uint64
	decoder                   packet.Counts
}

// Progress tells other goroutines how far a run is.
type Progress struct {
	Packets, Octets, Records atomic.Uint64
}

func (p *Progress) read(a *account) {
	if p != nil {
		p.Packets.Store(a.packets)
		p.Octets.Store(a.octets)
	}
}

func (p *Progress) wrote(n int) {
	if p != nil {
		p.Records.Add(uint64(n))
	}
}
