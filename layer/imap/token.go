package imap

// TokenKind tells what a Scanner found.
type TokenKind uint8

// The kinds of a token.
const (
	TokenNone    TokenKind = iota // all octets are used, more are needed
	TokenLine                     // a line, or the part of a message's line before, between or after its literals
	TokenLiteral                  // a piece of a literal
)

// Token is one step of a Scanner.
type Token struct {
	Kind    TokenKind
	Flags   Flags
	Text    []byte  // a line without its line end, or a piece of a literal; borrowed until the next call on the Scanner or the end of the caller's slice
	Literal Literal // of a line: the literal announced at its end; Form is LiteralNone if there is none
	Octets  int     // what the token took of the direction: line end included, and what was carried from earlier slices
	Left    uint64  // of a literal: octets still to come; 0: this was its last piece
}

// Flags are remarks on a Token.
type Flags uint16

// The remarks.
const (
	BareLF          Flags = 1 << iota // the line ended in LF without CR
	NUL                               // the line holds a NUL octet
	TooLong                           // the line is longer than MaxLine: Text is cut there, an announcement at the true end still counts
	LiteralTooLarge                   // the announced literal is larger than MaxLiteral; it is followed all the same
	InvalidLiteral                    // an announcement of more than 63 bits: taken as text
	Resync                            // framing was lost before this line: no announcement is followed until InStep
	Continued                         // the line follows a literal of the same message
	HeadLost                          // the line's start fell into a gap
)

// Has says whether all flags of want are set.
func (f Flags) Has(want Flags) bool { return f&want == want }

// Any says whether one of the flags of want is set.
func (f Flags) Any(want Flags) bool { return f&want != 0 }
