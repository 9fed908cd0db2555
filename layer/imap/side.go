package imap

// Side is an end of the connection.
type Side uint8

// The sides.
const (
	SideUnknown Side = iota // the octets do not tell
	SideClient
	SideServer
)

// guessLines is how many lines GuessSide looks at: a segment of 1,460 octets has about as many short ones, and a sure sign ends it sooner.
const guessLines = 32

// GuessSide tells who sends such octets: "* " data, "+" and tagged OK, NO and BAD come from servers, known commands and DONE from
// clients. The first line decides if it is "* " with a known word or a command whose arguments fit; otherwise the majority of the
// lines does, as a segment can begin within a message body. Literals are passed over.
func GuessSide(payload []byte) Side {
	client, server := 0, 0
	for i := 0; len(payload) > 0 && i < guessLines; i++ {
		var l Layer
		l, payload = Next(payload)
		side := l.side()
		if i == 0 && side != SideUnknown && IsPayload(l.payload) {
			return side
		}
		switch side {
		case SideClient:
			client++
		case SideServer:
			server++
		}
	}
	switch {
	case client > server:
		return SideClient
	case server > client:
		return SideServer
	}
	return SideUnknown
}

// side is who sends this line, if its shape tells.
func (l *Layer) side() Side {
	switch l.kind {
	case KindUntagged:
		if l.word != 0 {
			return SideServer
		}
	case KindContinuation, KindTaggedResponse:
		return SideServer
	case KindClientCommand:
		if l.KnownCommand() {
			return SideClient
		}
	case KindUnknown:
		if equalFold(l.line(), "DONE") {
			return SideClient
		}
	}
	return SideUnknown
}
