package schemas

// SinkStats is a sink's account: Parsed = Delivered + Waiting + Dropped at every moment.
type SinkStats struct {
	// Name is the sink's name, its key in the record.
	Name string `json:"-"`
	// Parsed counts records meant for the sink.
	Parsed uint64 `json:"parsed"`
	// Delivered counts records that the sink confirmed.
	Delivered uint64 `json:"delivered"`
	// Waiting counts records on their way.
	Waiting uint64 `json:"waiting"`
	// Dropped counts records given up.
	Dropped uint64 `json:"dropped"`
	// DroppedBy counts them by reason.
	DroppedBy Counts `json:"dropped_by,omitempty"`
}

// Sinks is a JSON object of SinkStats by name.
type Sinks []SinkStats

// Stats is the sensor's own account.
type Stats struct {
	Common

	// IntervalUS is the packet time that the record covers.
	IntervalUS int64 `json:"interval_us"`
	// UptimeUS is the packet time since the first packet.
	UptimeUS int64 `json:"uptime_us"`
	// Packets counts packets read.
	Packets uint64 `json:"packets"`
	// Octets are the captured octets of these packets.
	Octets uint64 `json:"octets"`
	// KernelPackets counts packets that the kernel saw for the sensor.
	KernelPackets *uint64 `json:"kernel_packets,omitempty"`
	// KernelDrops counts packets that the kernel dropped for want of room in the ring.
	KernelDrops *uint64 `json:"kernel_drops,omitempty"`
	// KernelFreezes counts how often the ring was full.
	KernelFreezes *uint64 `json:"kernel_freezes,omitempty"`
	// InterfaceDrops counts packets that the interface dropped.
	InterfaceDrops *uint64 `json:"interface_drops,omitempty"`
	// NotTCP counts packets that are no TCP.
	NotTCP uint64 `json:"not_tcp"`
	// NotPort counts TCP packets of other ports.
	NotPort uint64 `json:"not_port"`
	// Filtered counts packets that the filter expression kept out.
	Filtered uint64 `json:"filtered"`
	// NotDecoded counts packets that could not be decoded.
	NotDecoded uint64 `json:"not_decoded"`
	// NotDecodedBy counts them by cause.
	NotDecodedBy Counts `json:"not_decoded_by,omitempty"`
	// QueueDrops counts packets dropped because a worker's queue was full.
	QueueDrops uint64 `json:"queue_drops"`
	// MemoryDrops counts out-of-order segments dropped because a limit on held octets was reached.
	MemoryDrops uint64 `json:"memory_drops"`
	// FlowsOpened counts flows opened.
	FlowsOpened uint64 `json:"flows_opened"`
	// FlowsClosed counts flows closed.
	FlowsClosed uint64 `json:"flows_closed"`
	// FlowsOpen counts flows open now.
	FlowsOpen uint64 `json:"flows_open"`
	// FlowsEvicted counts flows closed because a table was full.
	FlowsEvicted uint64 `json:"flows_evicted"`
	// Segments counts TCP segments.
	Segments uint64 `json:"segments"`
	// OutOfOrderSegments counts segments that came before an earlier one.
	OutOfOrderSegments uint64 `json:"out_of_order_segments"`
	// RetransmittedSegments counts segments seen before.
	RetransmittedSegments uint64 `json:"retransmitted_segments"`
	// OutOfWindowSegments counts segments whose sequence number cannot belong to their connection; they are ignored.
	OutOfWindowSegments uint64 `json:"out_of_window_segments"`
	// StraySegments counts resets, ends and late segments of connections that are not open; they are ignored.
	StraySegments uint64 `json:"stray_segments"`
	// FlowsRevived counts connections that went on after a reset or a SYN that their hosts had not accepted.
	FlowsRevived uint64 `json:"flows_revived"`
	// ChecksumDrops counts segments left out for their TCP checksum.
	ChecksumDrops uint64 `json:"checksum_drops"`
	// OverlapMismatches counts retransmissions with other octets than the first copy.
	OverlapMismatches uint64 `json:"overlap_mismatches"`
	// OrderWaits counts segments that waited for the opposite octets which they acknowledge.
	OrderWaits uint64 `json:"order_waits"`
	// HeldOctets are octets held now, out of order.
	HeldOctets uint64 `json:"held_octets"`
	// Gaps counts runs of octets never seen.
	Gaps uint64 `json:"gaps"`
	// GapOctets are their octets.
	GapOctets uint64 `json:"gap_octets"`
	// Transactions counts transaction records.
	Transactions uint64 `json:"transactions"`
	// Sessions counts session records.
	Sessions uint64 `json:"sessions"`
	// Weirds counts weird records.
	Weirds uint64 `json:"weirds"`
	// Sinks is each sink's account.
	Sinks Sinks `json:"sinks,omitempty"`
}
