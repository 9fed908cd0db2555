package session

import "github.com/imaplog/imaplog/pipeline/flow"

// end says why a transaction's record was written.
type end uint8

const (
	endComplete end = iota
	endBye
	endClosed
	endReset
	endTimeout
	endOfCapture
	endStopped
	endGap
	endLimit
)

var endNames = [...]string{"complete", "bye", "closed", "reset", "timeout", "end_of_capture", "stopped", "gap", "limit"}

// String is the record's word.
func (e end) String() string { return endNames[e] }

// endOf is what the flow's end means to a command that is open.
func endOf(e flow.End) end {
	switch e {
	case flow.EndReset:
		return endReset
	case flow.EndTimeout:
		return endTimeout
	case flow.EndOfCapture:
		return endOfCapture
	case flow.EndStopped:
		return endStopped
	case flow.EndLimit:
		return endLimit
	}
	return endClosed
}

// sessionEnds are the session record's words for a flow's end.
var sessionEnds = [...]string{
	flow.EndFin:       "fin",
	flow.EndReset:     "reset",
	flow.EndTimeout:   "timeout",
	flow.EndOfCapture: "end_of_capture",
	flow.EndStopped:   "stopped",
	flow.EndLimit:     "limit",
	flow.EndReused:    "reused",
}
