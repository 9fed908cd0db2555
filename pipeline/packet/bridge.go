package packet

// readBackbone reads a provider backbone's tag after its type (IEEE 802.1Q section 9.7): flags 1, service 3, then the customer's
// frame.
func (w *walk) readBackbone() layer {
	if len(w.b) < 4 {
		return w.short(4, CauseBadLinkHeader)
	}
	service := w.long(0) & 0xffffff
	w.skip(4)
	return w.enter(shellPBB, service, layerEthernet)
}

// readPortTag passes a tag of k octets, type included, that tells a bridge's ports apart: 802.1BR's E-tag or Cisco's VN-tag. The
// two directions have different ones, so they are no part of the encapsulation.
func (w *walk) readPortTag(k int) layer {
	if len(w.b) < k {
		return w.short(k, CauseBadLinkHeader)
	}
	t := w.word(k - 2)
	w.skip(k)
	return w.typed(t)
}

// readTRILL passes a TRILL header (RFC 6325 section 3.1): version 2 bits, reserved 2, multicast 1, options' length 5 in words of 4 octets,
// hops 6, egress 2 octets, ingress 2.
func (w *walk) readTRILL() layer {
	if len(w.b) < 6 {
		return w.short(6, CauseBadLinkHeader)
	}
	return w.after(6+int(w.word(0)>>6&0x1f)*4, layerEthernet)
}
