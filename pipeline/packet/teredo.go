package packet

// readTeredo passes the two headers that may stand before an IPv6 packet (RFC 4380 section 5.1.1): authentication (0, 1, two
// lengths, values, 9) and the origin (0, 0, 6).
func (w *walk) readTeredo() layer {
	if len(w.b) >= 4 && w.b[0] == 0 && w.b[1] == 1 {
		if !w.skip(4 + int(w.b[2]) + int(w.b[3]) + 9) {
			return w.notTCP()
		}
	}
	if len(w.b) >= 2 && w.b[0] == 0 && w.b[1] == 0 && !w.skip(8) {
		return w.notTCP()
	}
	if len(w.b) < ip6Header || w.b[0]>>4 != 6 || int(w.word(4)) > w.n-ip6Header {
		return w.notTCP()
	}
	return w.enter(shellTeredo, 0, layerIP6)
}
