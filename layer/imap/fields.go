package imap

import (
	"errors"
	"strconv"
)

// Errors of generic field access.
var (
	ErrNoField  = errors.New("imap: no such field")
	ErrNoValue  = errors.New("imap: the line has no such value")
	ErrReadOnly = errors.New("imap: a layer is a view; build a new message with a Builder")
)

var fieldNames = [...]string{"tag", "command", "args", "status", "text", "is_untagged", "is_continuation", "is_tagged_response",
	"is_client_command", "raw"}

// FieldNames gives the names that Field knows.
func FieldNames() []string { return append([]string(nil), fieldNames[:]...) }

// FieldNames gives the names that Field knows.
func (l *Layer) FieldNames() []string { return FieldNames() }

// FieldValue is a field's value: a string or a truth.
type FieldValue struct {
	text  string
	truth bool
	kind  fieldKind
}

type fieldKind uint8

const (
	fieldText fieldKind = iota
	fieldTruth
)

// TextValue is a FieldValue that holds a string.
func TextValue(s string) FieldValue { return FieldValue{text: s} }

// IsBool says whether the value is a truth.
func (v FieldValue) IsBool() bool { return v.kind == fieldTruth }

// Bool is the truth; false for a string.
func (v FieldValue) Bool() bool { return v.truth }

// String is the string, or "true" or "false".
func (v FieldValue) String() string {
	if v.kind == fieldTruth {
		return strconv.FormatBool(v.truth)
	}
	return v.text
}

func truthValue(b bool) FieldValue { return FieldValue{truth: b, kind: fieldTruth} }

// Field gives the field of that name as it is on the wire, secrets included. An unknown name is ErrNoField; command and status of a line
// that has none are ErrNoValue. It does not allocate for what Command does not.
func (l *Layer) Field(name string) (FieldValue, error) {
	switch name {
	case "tag":
		return TextValue(l.Tag()), nil
	case "command":
		if v := l.Command(); v != "" {
			return TextValue(v), nil
		}
		return FieldValue{}, ErrNoValue
	case "args":
		return TextValue(l.Args()), nil
	case "status":
		if v, ok := l.Status(); ok {
			return TextValue(v), nil
		}
		return FieldValue{}, ErrNoValue
	case "text":
		return TextValue(l.Text()), nil
	case "is_untagged":
		return truthValue(l.IsUntagged()), nil
	case "is_continuation":
		return truthValue(l.IsContinuation()), nil
	case "is_tagged_response":
		return truthValue(l.IsTaggedResponse()), nil
	case "is_client_command":
		return truthValue(l.IsClientCommand()), nil
	case "raw":
		return TextValue(viewString(l.payload)), nil
	}
	return FieldValue{}, ErrNoField
}

// SetField is always ErrReadOnly: a Layer never writes to the caller's octets.
func (l *Layer) SetField(string, FieldValue) error { return ErrReadOnly }

// NamedValue is a field as shown to people.
type NamedValue struct {
	Name  string
	Value string
}

// ShowFields gives what is worth showing of the line: tag; command, if there is one; then args, if there are any; is_untagged. Secrets are
// masked as in Summary.
func (l *Layer) ShowFields() []NamedValue {
	fields := []NamedValue{{"tag", l.Tag()}}
	if command := l.Command(); command != "" {
		fields = append(fields, NamedValue{"command", command})
		if l.args < l.end {
			fields = append(fields, NamedValue{"args", string(l.appendArgs(nil))})
		}
	}
	return append(fields, NamedValue{"is_untagged", strconv.FormatBool(l.IsUntagged())})
}

// MatchKey is what a command and its answer have in common: the tag's octets. All untagged data share one, and all continuations.
func (l *Layer) MatchKey() []byte { return l.payload[:l.tagEnd:l.tagEnd] }

// Answers says whether l is the tagged response to command. Tags are compared as they are, in their case.
func (l *Layer) Answers(command Layer) bool {
	return l.kind == KindTaggedResponse && command.kind == KindClientCommand && l.Tag() == command.Tag()
}
