package filter

import (
	"fmt"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// Error says what is wrong with an expression, and where.
type Error struct {
	// Column is the octet of the expression, from 1, at which something else was expected.
	Column int
	// Text says what was found and what was expected.
	Text string
}

func (e *Error) Error() string { return fmt.Sprintf("at %d: %s", e.Column, e.Text) }

// LinkError says that a right expression cannot be answered on frames of a link type.
type LinkError struct {
	Link capture.LinkType
	Text string
}

func (e *LinkError) Error() string {
	return fmt.Sprintf("link type %d (%s): %s", e.Link, linkName(e.Link), e.Text)
}

// fail stops the parser with an Error. The parser's only panic; parse recovers it.
func fail(at int, format string, args ...any) {
	panic(&Error{Column: at + 1, Text: fmt.Sprintf(format, args...)})
}

// caught turns a panic of fail into an error and lets any other pass.
func caught(err *error) {
	switch r := recover().(type) {
	case nil:
	case *Error:
		*err = r
	case *LinkError:
		*err = r
	default:
		panic(r)
	}
}
