package flow

// Event is a letter of Zeek's connection history. The order of the constants is that of historyLetters.
type Event uint8

const (
	EventSyn        Event = iota // S: a SYN without ACK
	EventSynAck                  // H: a SYN with ACK
	EventAck                     // A: a segment without payload
	EventData                    // D: payload
	EventFin                     // F
	EventReset                   // R
	EventChecksum                // C: a segment with a wrong checksum
	EventRetransmit              // T: payload seen before
	EventGap                     // G: octets given up
	EventZeroWindow              // W: the sender has no room for more

	eventKinds
)

const historyLetters = "shadfrctgw"

// firstRepeated is the first event that is written again at its tenth, hundredth, ... time; the others stand once for
// each direction.
const firstRepeated = EventChecksum

// History writes a flow's history letters: upper case for the client's, lower case for the server's, in the order of their
// first appearance. It belongs to one flow.
type History struct {
	seen   [2]uint16 // by direction: the events that happened
	counts [2][eventKinds - firstRepeated]uint32
}

// Seen says that e happened in direction d before; the caller need not Add such an event if it is none that repeats.
func (h *History) Seen(d Direction, e Event) bool { return h.seen[d]&(1<<e) != 0 }

// Add notes that e happened in direction d and returns letters with its letter appended where one is due. The length of the
// letters is bounded: six letters once, four once more for each power of ten, in two directions.
func (h *History) Add(letters []byte, d Direction, e Event) []byte {
	first := h.seen[d]&(1<<e) == 0
	h.seen[d] |= 1 << e
	if e >= firstRepeated {
		count := &h.counts[d][e-firstRepeated]
		*count++
		if !first && !powerOfTen(*count) {
			return letters
		}
	} else if !first {
		return letters
	}
	letter := historyLetters[e]
	if d == ToServer {
		letter -= 'a' - 'A'
	}
	return append(letters, letter)
}

// Flip swaps the directions, as when the side taken for the client turns out to be the server, and marks that with '^' in
// front.
func (h *History) Flip(letters []byte) []byte {
	h.seen[0], h.seen[1] = h.seen[1], h.seen[0]
	h.counts[0], h.counts[1] = h.counts[1], h.counts[0]
	letters = append(letters, 0)
	copy(letters[1:], letters)
	letters[0] = '^'
	for i, c := range letters[1:] {
		letters[i+1] = c ^ ('a' - 'A')
	}
	return letters
}

func powerOfTen(n uint32) bool {
	for n >= 10 && n%10 == 0 {
		n /= 10
	}
	return n == 1
}
