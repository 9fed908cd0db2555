package packet

import "encoding/binary"

// family reads a header of n octets that begins with an address family in 4 octets, in the order of the host that captured
// (LINKTYPE_NULL, LINKTYPE_ENC) or in network order (LINKTYPE_LOOP). No family needs more than 16 bits, so both orders can be told.
func (w *walk) family(n int) layer {
	if len(w.b) < n {
		return w.fail(CauseTruncated)
	}
	f := binary.BigEndian.Uint32(w.b)
	if f > 0xffff {
		f = binary.LittleEndian.Uint32(w.b)
	}
	w.skip(n)
	return w.byFamily(f)
}

// byFamily goes on with an address family: AF_INET is 2 everywhere; AF_INET6 is 10 on Linux, 24 on NetBSD, OpenBSD
// and BSD/OS, 26 on Solaris, 28 on FreeBSD and 30 on macOS.
func (w *walk) byFamily(f uint32) layer {
	switch f {
	case 2:
		return layerIP4
	case 10, 24, 26, 28, 30:
		return layerIP6
	}
	return w.notTCP()
}

// pflog reads OpenBSD's packet filter log: length 1, family 1, ...; the header is padded to 4 octets.
func (w *walk) pflog() layer {
	if len(w.b) < 2 {
		return w.fail(CauseTruncated)
	}
	n, f := (int(w.b[0])+3)&^3, uint32(w.b[1])
	if !w.skip(n) {
		return w.fail(CauseTruncated)
	}
	return w.byFamily(f)
}

// nflog reads Linux's netfilter log: family 1, version 1, resource 2, then length 2 and type 2 in host order and a value, padded to 4
// octets; type 9 is the packet.
func (w *walk) nflog() layer {
	const payload = 9
	if len(w.b) < 4 {
		return w.fail(CauseTruncated)
	}
	f := uint32(w.b[0])
	w.skip(4)
	for len(w.b) >= 4 {
		n, t := int(binary.LittleEndian.Uint16(w.b)), binary.LittleEndian.Uint16(w.b[2:])
		if n < 4 {
			return w.fail(CauseBadLinkHeader)
		}
		if t == payload {
			w.skip(4)
			w.limit(n - 4)
			return w.byFamily(f)
		}
		if !w.skip((n + 3) &^ 3) {
			return w.fail(CauseTruncated)
		}
	}
	return w.notTCP()
}
