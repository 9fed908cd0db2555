package filter

import (
	"fmt"

	"golang.org/x/net/bpf"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// maxFrame is the most octets of a frame that capture formats keep (libpcap's MAXIMUM_SNAPLEN), and what a program
// returns for frames that match.
const maxFrame = 262144

// Program is an expression compiled for one link type. It never changes and may be used by any number of goroutines.
type Program struct {
	raw []bpf.RawInstruction
}

// Compile compiles an expression for frames of a link type. An empty expression matches every frame; the text of
// tcpdump -ddd is taken as it is, whatever the link type. The error is an *Error where the expression is wrong, and a
// *LinkError where the link type cannot answer it.
func Compile(expr string, link capture.LinkType) (*Program, error) {
	if isDecimal(expr) {
		return decimal(expr)
	}
	e, err := parse(expr)
	if err != nil {
		return nil, err
	}
	return compile(e, link)
}

func compile(e *expression, link capture.LinkType) (*Program, error) {
	c, err := build(e, link)
	if err != nil {
		return nil, err
	}
	g := newGraph()
	root := g.accept
	if c != nil {
		root = g.lower(c, g.accept, g.refuse)
	}
	if len(g.blocks) > maxTests {
		return nil, tooLong(len(g.blocks))
	}
	thread(root)
	code, err := emit(root, maxFrame)
	if err != nil {
		return nil, err
	}
	raw, err := bpf.Assemble(code)
	if err != nil {
		return nil, fmt.Errorf("assemble: %w", err)
	}
	if err := verify(raw); err != nil {
		return nil, err
	}
	return &Program{raw: raw}, nil
}

func tooLong(n int) error {
	return &Error{Column: 1, Text: fmt.Sprintf("the expression takes %d instructions or more: expected at most %d", n, maxInstructions)}
}

// Match says whether a frame matches. Length is the frame's length on the wire, more than len(frame) where it was
// snapped. It borrows the frame for the call and allocates nothing.
func (p *Program) Match(frame []byte, length int) bool {
	return run(p.raw, frame, uint32(length)) != 0
}

// Instructions returns the program as kernels take it. It is a copy.
func (p *Program) Instructions() []bpf.RawInstruction {
	return append([]bpf.RawInstruction(nil), p.raw...)
}
