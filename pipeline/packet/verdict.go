package packet

// Verdict says what became of a frame.
type Verdict uint8

const (
	// Decoded: the segment is filled in.
	Decoded Verdict = iota + 1
	// NotTCP: the frame holds something else, or nothing to look into.
	NotTCP
	// Fragment: a piece of an IP datagram that is not complete; held, or dropped and counted under its cause.
	Fragment
	// NotDecoded: the frame could not be decoded; counted under its cause.
	NotDecoded
)

// String is the verdict in words.
func (v Verdict) String() string {
	switch v {
	case Decoded:
		return "decoded"
	case NotTCP:
		return "not_tcp"
	case Fragment:
		return "fragment"
	case NotDecoded:
		return "not_decoded"
	}
	return "no_verdict"
}

// Cause says why a packet could not be decoded.
type Cause uint8

const (
	// CauseTruncated: the capture ends within a header.
	CauseTruncated Cause = iota
	// CauseBadLinkHeader: a header below IP contradicts itself.
	CauseBadLinkHeader
	// CauseBadIPHeader: an IP header contradicts itself.
	CauseBadIPHeader
	// CauseBadTCPHeader: the data offset is below 5 or beyond the segment, or there is no room for a header.
	CauseBadTCPHeader
	// CauseBadTunnelHeader: a tunnel's header contradicts itself.
	CauseBadTunnelHeader
	// CauseUnknownLinkType: nothing is known of the capture's link type.
	CauseUnknownLinkType
	// CauseNestingTooDeep: more than MaxLayers headers.
	CauseNestingTooDeep
	// CauseDecoderPanic: a decoder panicked.
	CauseDecoderPanic
	// CauseBadFragment: a piece that contradicts its datagram or IP's limits.
	CauseBadFragment
	// CauseFragmentLimit: pieces that were given up because a limit was reached.
	CauseFragmentLimit
	// CauseFragmentTimeout: pieces whose datagram did not become complete in time.
	CauseFragmentTimeout
	// CauseFragmentOverlap: a piece that brought nothing new.
	CauseFragmentOverlap

	causes
)

// String is the cause as records name it.
func (c Cause) String() string {
	switch c {
	case CauseTruncated:
		return "truncated"
	case CauseBadLinkHeader:
		return "bad_link_header"
	case CauseBadIPHeader:
		return "bad_ip_header"
	case CauseBadTCPHeader:
		return "bad_tcp_header"
	case CauseBadTunnelHeader:
		return "bad_tunnel_header"
	case CauseUnknownLinkType:
		return "unknown_link_type"
	case CauseNestingTooDeep:
		return "nesting_too_deep"
	case CauseDecoderPanic:
		return "decoder_panic"
	case CauseBadFragment:
		return "bad_fragment"
	case CauseFragmentLimit:
		return "fragment_limit"
	case CauseFragmentTimeout:
		return "fragment_timeout"
	case CauseFragmentOverlap:
		return "fragment_overlap"
	}
	return "no_cause"
}
