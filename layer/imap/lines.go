package imap

import (
	"bytes"
	"iter"
)

// Literal is the announcement at the end of the line. Lines of text have none, however they end: status responses, continuations.
func (l *Layer) Literal() (lit Literal, ok bool) {
	if l.end == 0 || l.payload[l.end-1] != '}' || l.kind == KindContinuation || l.kind == KindData {
		return Literal{}, false
	}
	if _, status := l.Status(); status {
		return Literal{}, false
	}
	return ParseLiteral(l.line())
}

// Next views the first message of payload, and gives what follows it: the line, and where it ends in a literal also the literal's
// octets and the rest of the message, as far as payload goes. Octets of a literal are never taken for a line.
// Zeros at the end, with which Ethernet fills short frames, are dropped.
func Next(payload []byte) (l Layer, rest []byte) {
	l = NewLayer(payload)
	size := l.messageSize()
	l.payload = payload[:size:size]
	rest = payload[size:]
	if isPadding(rest) {
		rest = nil
	}
	return l, rest
}

// Lines walks all messages of payload, in order.
//
//	for l := range imap.Lines(tcp.Payload) { … }
func Lines(payload []byte) iter.Seq[Layer] {
	return func(yield func(Layer) bool) {
		for len(payload) > 0 {
			var l Layer
			l, payload = Next(payload)
			if !yield(l) {
				return
			}
		}
	}
}

// Rest is what follows the first message.
func (l *Layer) Rest() []byte { return l.payload[l.messageSize():] }

// messageSize is the number of octets of the first message, its literals included, as far as they are here.
func (l *Layer) messageSize() int {
	size := int(l.next)
	lit, ok := l.Literal()
	for ok && l.complete && l.follows(lit) {
		left := l.payload[size:]
		if lit.Size >= uint64(len(left)) {
			return len(l.payload)
		}
		size += int(lit.Size)
		left = l.payload[size:]
		end := bytes.IndexByte(left, '\n')
		if end < 0 {
			return len(l.payload)
		}
		size += end + 1
		lit, ok = ParseLiteral(trimCR(left[:end]))
	}
	return size
}

// follows says whether the literal's octets are looked for behind the line. A line of no known shape is followed only where its
// octets must be there: it can be any line of a body.
func (l *Layer) follows(lit Literal) bool {
	return l.kind != KindUnknown || lit.Form == LiteralNonSync
}

// isPadding says whether b is zeros, no more of them than fill an Ethernet frame.
func isPadding(b []byte) bool {
	const most = 46
	if len(b) > most {
		return false
	}
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}
