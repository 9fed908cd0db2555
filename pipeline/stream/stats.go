package stream

// Stats counts what a Tracker did. Every field but FlowsOpen and HeldOctets only grows.
type Stats struct {
	FlowsOpened, FlowsClosed uint64
	FlowsOpen                uint64 // now; FlowsOpened - FlowsClosed
	FlowsEvicted             uint64 // closed because the table was full: should be zero
	Segments                 uint64
	OutOfOrder               uint64 // segments with payload behind a hole
	Retransmitted            uint64 // segments with payload that was seen before
	OutOfWindow              uint64 // segments whose sequence number cannot belong to their connection; ignored
	Revived                  uint64 // connections that went on after a reset or a SYN that was taken for their end
	Strays                   uint64 // resets, ends and late segments of no open connection, and segments that acknowledge nothing; ignored
	HeldOctets               uint64 // memory that held octets take now
	MemoryDrops              uint64 // times that holes were given up for want of room to hold what stands behind them
	Gaps, GapOctets          uint64
	ChecksumDrops            uint64 // segments left out for their checksum
	OrderWaits               uint64 // segments that waited for opposite octets which they acknowledge
	Overlaps                 uint64 // retransmissions with other octets than the first copy
}

// Add adds the counts of o.
func (s *Stats) Add(o Stats) {
	s.FlowsOpened += o.FlowsOpened
	s.FlowsClosed += o.FlowsClosed
	s.FlowsOpen += o.FlowsOpen
	s.FlowsEvicted += o.FlowsEvicted
	s.Segments += o.Segments
	s.OutOfOrder += o.OutOfOrder
	s.Retransmitted += o.Retransmitted
	s.OutOfWindow += o.OutOfWindow
	s.Strays += o.Strays
	s.Revived += o.Revived
	s.HeldOctets += o.HeldOctets
	s.MemoryDrops += o.MemoryDrops
	s.Gaps += o.Gaps
	s.GapOctets += o.GapOctets
	s.ChecksumDrops += o.ChecksumDrops
	s.OrderWaits += o.OrderWaits
	s.Overlaps += o.Overlaps
}
