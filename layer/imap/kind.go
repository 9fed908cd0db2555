package imap

// Kind is what a line is, by its shape alone.
type Kind uint8

// The kinds of a line. A line of KindData can only be told by who knows the state of the connection; see NewData.
const (
	KindUnknown        Kind = iota // none of those below
	KindUntagged                   // "* …", from the server
	KindContinuation               // "+ …" or "+", from the server
	KindTaggedResponse             // tag, then OK, NO or BAD
	KindClientCommand              // tag, then any other atom but BYE and PREAUTH
	KindData                       // literal octets, a SASL line, DONE
)

var kindNames = [...]string{"unknown", "untagged", "continuation", "tagged_response", "client_command", "data"}

// String names the kind.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return kindNames[KindUnknown]
}
