package packet

// flagBits masks the control bits that Flags knows; ECE and CWR stand above them.
const flagBits = 0x3f

// Option kinds (RFC 9293 section 3.2, RFC 7323 section 2.2).
const (
	optionEnd         = 0
	optionNop         = 1
	optionWindowScale = 3
)

// maxWindowScale is the greatest shift; a receiver takes a greater one for it (RFC 7323 section 2.3).
const maxWindowScale = 14

// windowScale looks for the window scale option among a SYN's options; -1 for none. It stops, as receivers do, at the first
// option that is malformed.
//
//	kind 3, length 3, shift.cnt
func windowScale(b []byte) int8 {
	for len(b) > 0 && b[0] != optionEnd {
		if b[0] == optionNop {
			b = b[1:]
			continue
		}
		if len(b) < 2 || b[1] < 2 || int(b[1]) > len(b) {
			return -1
		}
		if b[0] == optionWindowScale && b[1] == 3 {
			return int8(min(b[2], maxWindowScale))
		}
		b = b[b[1]:]
	}
	return -1
}
