package session

// touch reads one octet of each cache line that the answer to c is going to need. With thousands of connections in turns none of them
// is near, and each costs 50 to 100 ns; read at once, and long before they are needed, they are fetched beside each other.
func (w *worker) touch(s *conn, c *command) {
	n := c.depth + uint32(c.nowed) + uint32(c.asked) + uint32(c.status) + uint32(c.prev) + uint32(c.messages) + uint32(c.octets)
	n += uint32(len(c.shown)) + uint32(c.kept[0]) + uint32(c.kept[64]) + uint32(c.written[0]) + uint32(c.sequence.n)
	n += uint32(s.count.messages) + uint32(s.now) + uint32(s.half[1].mode) + uint32(s.half[1].scan.MaxLine)
	if p := s.profile; p != nil {
		n += uint32(p.tally.kinds[0])
	}
	if u := s.uid; len(u) > 0 {
		n += uint32(u[0])
	}
	w.touched = n
}
