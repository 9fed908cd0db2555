package stream

// Sequence numbers wrap at 2^32 (RFC 9293 section 3.4): they compare by the sign of their distance.

// after says that a comes after b.
func after(a, b uint32) bool { return int32(a-b) > 0 }

// before says that a comes before b.
func before(a, b uint32) bool { return int32(a-b) < 0 }

// span is how far b is behind a, which must not come before it.
func span(a, b uint32) int { return int(a - b) }
