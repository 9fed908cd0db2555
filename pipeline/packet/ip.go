package packet

// IP protocol numbers (IANA) that lead to TCP.
const (
	protocolHopByHop    = 0
	protocolIP4         = 4
	protocolUDP         = 17
	protocolIP6         = 41
	protocolRouting     = 43
	protocolFragment    = 44
	protocolGRE         = 47
	protocolAH          = 51
	protocolDestination = 60
	protocolMPLS        = 137
	protocolHIP         = 139
	protocolShim6       = 140
	protocolEthernet    = 143
)

// maxDatagram is the most octets that an IP datagram's payload can be put together to (RFC 791 section 3.1).
const maxDatagram = 65535

// version tells the two IP headers apart for protocol.
type version uint8

const (
	version4 version = 4
	version6 version = 6
)

// leads says whether a protocol can lead to TCP.
func leads(protocol uint8) bool {
	switch protocol {
	case protocolTCP, protocolUDP, protocolIP4, protocolIP6, protocolGRE, protocolAH, protocolMPLS, protocolEthernet:
		return true
	case protocolHopByHop, protocolRouting, protocolFragment, protocolDestination, protocolHIP, protocolShim6:
		return true // IPv6's extension headers
	}
	return false
}

// readIP goes by the version in the first octet.
func (w *walk) readIP() layer {
	if len(w.b) == 0 {
		return w.short(1, CauseBadIPHeader)
	}
	switch w.b[0] >> 4 {
	case 4:
		return layerIP4
	case 6:
		return layerIP6
	}
	return w.fail(CauseBadIPHeader)
}

// upper goes on with what an IP header of the version announces.
func (w *walk) upper(v version, protocol uint8) layer {
	switch protocol {
	case protocolTCP:
		return layerTCP
	case protocolUDP:
		return layerUDP
	case protocolGRE:
		return layerGRE
	case protocolMPLS:
		return layerMPLS
	case protocolIP4:
		if v == version4 {
			return w.enter(shell4in4, 0, layerIP4)
		}
		return w.enter(shell4in6, 0, layerIP4)
	case protocolIP6:
		if v == version4 {
			return w.enter(shell6in4, 0, layerIP6)
		}
		return w.enter(shell6in6, 0, layerIP6)
	case protocolEthernet:
		if v == version6 { // RFC 8986 section 4.9
			return layerEthernet
		}
	}
	return w.notTCP()
}

// skipAH passes an authentication header and returns what follows it (RFC 4302 section 2); where it is cut off, the verdict is in:
//
//	next header 1, length 1 in words of 4 octets less 2, ...
func (w *walk) skipAH() (next uint8, ok bool) {
	n := 2
	if len(w.b) >= n {
		next, n = w.b[0], (int(w.b[1])+2)*4
	}
	if !w.skip(n) {
		w.short(n, CauseBadIPHeader)
		return 0, false
	}
	return next, true
}
