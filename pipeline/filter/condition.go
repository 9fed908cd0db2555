package filter

import "golang.org/x/net/bpf"

// condition is an expression with every question turned into tests of octets. The constants yes and no are leaves.
type condition struct {
	operator    operator
	left, right *condition
	test        *test // of a leaf; nil for a constant
	always      bool  // of a constant
}

// source is where a test takes its number from.
type source uint8

const (
	fromFrame     source = iota // size octets at offset
	fromTransport               // size octets at offset after the IPv4 header that begins at base
	fromLength                  // the frame's length on the wire
	fromCode                    // what code leaves in the accumulator
)

// load is a number taken from a frame.
type load struct {
	source       source
	offset, base uint32
	size         uint8
	code         *code
}

// code are instructions that leave a number in the accumulator, and whether the number to compare is in M[0] by then.
type code struct {
	instructions []bpf.Instruction
	register     bool
}

// test compares a number, after a mask, with another.
type test struct {
	load    load
	mask    uint32
	compare compare
	number  uint32
}

func leafOf(t test) *condition { return &condition{test: &t} }

func constant(always bool) *condition { return &condition{always: always} }

// allOf joins conditions by and, anyOf by or; both leave out nil ones.
func allOf(cs ...*condition) *condition { return fold(and, cs) }

func anyOf(cs ...*condition) *condition { return fold(or, cs) }

func fold(op operator, cs []*condition) *condition {
	var all *condition
	for _, c := range cs {
		switch {
		case c == nil:
		case all == nil:
			all = c
		default:
			all = &condition{operator: op, left: all, right: c}
		}
	}
	return all
}

func none(c *condition) *condition { return &condition{operator: not, left: c} }
