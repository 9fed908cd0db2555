package main

import "strconv"

// side is who speaks.
type side uint8

const (
	client side = iota
	server
)

// turn is what one side says before the other does: the octets up to end.
type turn struct {
	by  side
	end int
}

// talk is the text of one exchange, in turns. Its memory is used again for the next.
type talk struct {
	octets []byte
	turns  []turn
}

func (t *talk) reset() { t.octets, t.turns = t.octets[:0], t.turns[:0] }

// say begins, or goes on with, what this side says.
func (t *talk) say(by side) *talk {
	if n := len(t.turns); n == 0 || t.turns[n-1].by != by {
		t.turns = append(t.turns, turn{by: by, end: len(t.octets)})
	}
	return t
}

// s appends text to the turn.
func (t *talk) s(text string) *talk {
	t.octets = append(t.octets, text...)
	return t.mark()
}

// n appends a number to the turn.
func (t *talk) n(v int) *talk {
	t.octets = strconv.AppendInt(t.octets, int64(v), 10)
	return t.mark()
}

// b appends octets to the turn.
func (t *talk) b(p []byte) *talk {
	t.octets = append(t.octets, p...)
	return t.mark()
}

// end ends a line.
func (t *talk) end() { t.s("\r\n") }

func (t *talk) mark() *talk {
	t.turns[len(t.turns)-1].end = len(t.octets)
	return t
}
