package imap

import (
	"errors"
	"slices"

	"github.com/google/gopacket"
)

// Builder makes one message, of either side. Each method gives a new Builder that holds that message in place of the one before; the
// zero value is "A001 NOOP". What the methods are given is checked, quoted, or sent as a literal where it must be; the first fault
// is what Build returns. ExtraLine and Raw, which check nothing, are there for whoever wants a message that is wrong on purpose.
//
//	b, err := imap.NewBuilder().Login("A1", "joe smith", `p"w`).Build()   // A1 LOGIN "joe smith" "p\"w"
//
// Mailbox names are given as people read them, in UTF-8, and sent in modified UTF-7 (RFC 3501 §5.1.3).
type Builder struct {
	message []byte
	built   bool
	form    LiteralForm
	err     error
}

// NewBuilder is a Builder of "A001 NOOP".
func NewBuilder() Builder { return Builder{} }

// BuildError is what was wrong with what a Builder was given. It names the part and never holds its value, which can be a secret.
type BuildError struct {
	Part   string // tag, user, password, mailbox …
	Reason string
}

// Error names the part and what is wrong with it.
func (e *BuildError) Error() string { return "imap: " + e.Part + " " + e.Reason }

// Literals says in which form strings that cannot be quoted are sent: LiteralSync, which is the default, or LiteralNonSync.
func (b Builder) Literals(form LiteralForm) Builder {
	b.form = form
	return b
}

// ExtraLine adds a line behind the message, unchecked, with CRLF.
func (b Builder) ExtraLine(line string) Builder {
	message := b.defaults().message
	b.message, b.built = append(append(slices.Clip(message), line...), "\r\n"...), true
	return b
}

// Raw is a message of exactly these octets, unchecked and without a line end of its own.
func (b Builder) Raw(octets []byte) Builder {
	return Builder{message: slices.Clone(octets), built: true, form: b.form}
}

// Build gives the message, line end included, in a slice of its own; or the first fault.
func (b Builder) Build() ([]byte, error) { return b.AppendTo(nil) }

// AppendTo appends the message to dst; with a fault it gives dst as it was.
func (b Builder) AppendTo(dst []byte) ([]byte, error) {
	if b.err != nil {
		return dst, b.err
	}
	return append(dst, b.defaults().message...), nil
}

func (b Builder) defaults() Builder {
	if !b.built && b.err == nil {
		return b.Noop("A001")
	}
	return b
}

// LayerType makes a Builder a gopacket.SerializableLayer.
func (b Builder) LayerType() gopacket.LayerType { return LayerType }

// SerializeTo puts the message before what the buffer holds.
func (b Builder) SerializeTo(buf gopacket.SerializeBuffer, _ gopacket.SerializeOptions) error {
	message, err := b.Build()
	if err != nil {
		return err
	}
	place, err := buf.PrependBytes(len(message))
	if err != nil {
		return errors.Join(&BuildError{"message", "finds no room"}, err)
	}
	copy(place, message)
	return nil
}

var _ gopacket.SerializableLayer = Builder{}

// start begins a message with a checked tag, or "*", and a word.
func (b Builder) start(tag, name string) Builder {
	b = Builder{form: b.form, built: true}
	if tag != "*" && !IsTag(viewBytes(tag)) {
		return b.fault("tag", "is not legal")
	}
	b.message = append(append(b.message, tag...), ' ')
	return b.word("command", name)
}

// end closes the message's line.
func (b Builder) end() Builder {
	b.message = append(b.message, "\r\n"...)
	return b
}

func (b Builder) fault(part, reason string) Builder {
	if b.err == nil {
		b.err = &BuildError{part, reason}
	}
	return b
}
