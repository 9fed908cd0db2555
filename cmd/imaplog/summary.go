package main

import (
	"fmt"
	"io"
	"time"

	"github.com/imaplog/imaplog/schemas"
)

// summarize writes the closing summary: what was read, what was made of it, and whatever was lost or left alone.
func summarize(w io.Writer, s *schemas.Stats, took time.Duration) {
	fmt.Fprintf(w, "%d packets, %d flows, %d transactions, %d sessions, %d weirds, %d gaps in %s\n",
		s.Packets, s.FlowsOpened, s.Transactions, s.Sessions, s.Weirds, s.Gaps, took.Round(time.Millisecond))
	for _, lost := range []struct {
		n    uint64
		what string
	}{
		{s.NotDecoded, "packets could not be decoded"},
		{s.GapOctets, "octets of connections are missing from the capture"},
		{s.FlowsEvicted, "flows were ended early because the table was full: see --max-flows"},
		{s.MemoryDrops, "segments out of order were dropped for want of room: see --max-held"},
	} {
		if lost.n > 0 {
			fmt.Fprintf(w, "  %d %s\n", lost.n, lost.what)
		}
	}
	if s.Transactions == 0 && s.NotPort > 0 {
		fmt.Fprintf(w, "  %d TCP packets are of other ports: see --ports\n", s.NotPort)
	}
}
