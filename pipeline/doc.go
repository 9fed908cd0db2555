// Package pipeline runs packets through reassembly to records: a source of packets goes in, batches of records come out in order.
//
// One reader decodes each frame once and cuts the source into parts; every worker gets its share of every part; one merger
// puts the workers' records of a part in order and delivers them:
//
//	source → reader → worker 0 … n-1 → merger → deliver
//
// # Who owns octets
//
// The octets of a packet belong to the source's chunk and are borrowed by all that follows until the last worker has
// released the packet's batch. They are copied in four places only: a record that spans two chunks (capture), the pieces
// of an IP fragment (packet), segments out of order (stream), and what a record shows or a line that spans two segments
// (layer/imap, schemas).
//
// # Why parts
//
// A part is its own watermark: when part k of every worker is in, no record that belongs before its end can come any
// more. So the merger needs no heap, no lock and no barrier, and an idle worker costs an empty message for each
// capture.MaxBatch packets.
//
// # Why 64 shards
//
// Whatever a flow's fate depends on, such as a full table or a limit on held octets, must not depend on how many workers there are,
// or the same capture would give other records on another machine. So state and limits live in flow.Shards shards, chosen
// by the top bits of a flow's hash; worker w of n owns the shards s with s mod n = w.
//
// # Why ticks stand in the packet sequence
//
// Only packet time counts between capture and record. A tick stands before the packet whose time first enters a new
// second, at the same place for every worker, and all expiry runs on ticks.
package pipeline
