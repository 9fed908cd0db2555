package flow

// Side says who sent a payload, as far as its octets tell.
type Side uint8

const (
	SideUnknown Side = iota
	SideClient
	SideServer
)

// String is the record's word for the end of a session; empty while the flow lives.
func (e End) String() string {
	switch e {
	case EndFin:
		return "fin"
	case EndReset:
		return "reset"
	case EndTimeout:
		return "timeout"
	case EndOfCapture:
		return "end_of_capture"
	case EndStopped:
		return "stopped"
	case EndLimit:
		return "limit"
	case EndReused:
		return "reused"
	}
	return ""
}

// String is the weird's name; empty for none.
func (a Anomaly) String() string {
	switch a {
	case AnomalyOverlapMismatch:
		return "overlap_mismatch"
	case AnomalyChecksum:
		return "checksum_error"
	}
	return ""
}

// String is the direction's name.
func (d Direction) String() string {
	if d == ToServer {
		return "to_server"
	}
	return "to_client"
}
