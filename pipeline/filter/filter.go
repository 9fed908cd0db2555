package filter

import (
	"errors"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// Filter chooses packets of any link type: it compiles its expression for each at the first packet that has it. It
// belongs to one goroutine.
type Filter struct {
	tree    *expression
	program *Program // of an expression in numbers: one for all link types; else nil

	link    capture.LinkType // of current
	current *Program         // nil before the first packet and for link types that cannot be filtered
	started bool
	links   map[capture.LinkType]*Program
	err     error
}

// New checks an expression and returns its filter. The error is an *Error; what a link type cannot answer is known
// only when a packet of it comes, and told by Err.
func New(expr string) (*Filter, error) {
	f := &Filter{links: map[capture.LinkType]*Program{}}
	if isDecimal(expr) {
		p, err := decimal(expr)
		f.program = p
		return f, err
	}
	e, err := parse(expr)
	if err != nil {
		return nil, err
	}
	f.tree = e
	var link *LinkError
	const ethernet = 1
	if _, err := compile(e, ethernet); err != nil && !errors.As(err, &link) {
		return nil, err
	}
	return f, nil
}

// Match says whether a packet matches. Packets of a link type that the expression cannot be compiled for never do,
// and Err tells why. After the first packet of a link type it allocates nothing.
func (f *Filter) Match(p *capture.Packet) bool {
	if f.program != nil {
		return f.program.Match(p.Data, p.Length)
	}
	if p.Link != f.link || !f.started {
		f.turn(p.Link)
	}
	return f.current != nil && f.current.Match(p.Data, p.Length)
}

// turn makes link's program the current one.
func (f *Filter) turn(link capture.LinkType) {
	f.link, f.started = link, true
	var known bool
	if f.current, known = f.links[link]; known {
		return
	}
	p, err := compile(f.tree, link)
	if err != nil {
		f.err = errors.Join(f.err, err)
	}
	f.links[link], f.current = p, p
}

// Err returns an error for the link types seen so far whose packets cannot be filtered, each told once, or nil. A
// caller that reads to the end asks for it then: packets were left out that nobody could look at.
func (f *Filter) Err() error { return f.err }
