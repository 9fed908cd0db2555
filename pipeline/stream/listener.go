package stream

import (
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// Listener hears one connection: each direction's octets in order, gaps, and the end. The two directions are told in
// the order that their acknowledgements prove. All calls come from one goroutine.
//
// The octets are borrowed for the call. at is when the last of them, and every earlier octet of their direction, had been seen.
// After Data or Gap returned false only Close follows.
type Listener interface {
	Data(dir flow.Direction, at capture.Stamp, b []byte) (more bool)
	// Gap tells of n octets that were never seen; at is when that was declared:
	// by the acknowledgement that proves it, else by the limit that was reached.
	Gap(dir flow.Direction, at capture.Stamp, n uint64) (more bool)
	// Anomaly tells what reassembly noticed.
	Anomaly(dir flow.Direction, at capture.Stamp, a flow.Anomaly)
	// Close ends the connection; at is its last packet's stamp, or the clock's where a timeout ended it.
	Close(at capture.Stamp, end flow.End)
}
