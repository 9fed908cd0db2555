package imap

import (
	"bytes"
	"strings"
)

// Layer is a view of one line of IMAP within octets that belong to the caller, with its literals if they follow in the same octets. It
// copies nothing: all strings and slices it gives, but for the upper-case names of known words, are parts of those octets, and are
// good only as long as these are neither changed nor used again. The zero value is a view of nothing. A Layer may be copied, and read
// by several goroutines.
//
// The octets are looked at once, when the Layer is made; a getter costs a few instructions and no allocation.
type Layer struct {
	payload []byte // all octets given
	shape
	end      uint32 // of the line, CRs before the LF left out
	next     uint32 // where the octets after the LF begin
	complete bool   // there is an LF
}

// NewLayer looks at the first line of payload. It never fails: what is no IMAP is of KindUnknown.
func NewLayer(payload []byte) Layer {
	l := Layer{payload: payload}
	l.parse()
	return l
}

// NewData is a Layer of KindData: for who follows the connection and knows that these octets are no line of IMAP of their own, but a
// SASL answer, DONE, or part of a literal.
func NewData(payload []byte) Layer {
	n := uint32(min(len(payload), maxShape))
	return Layer{payload: payload, shape: shape{kind: KindData}, end: n, next: n}
}

func (l *Layer) parse() {
	b := l.payload
	if len(b) > maxShape {
		b = b[:maxShape]
	}
	end := bytes.IndexByte(b, '\n')
	l.complete = end >= 0
	if end < 0 {
		end = len(b)
		l.next = uint32(end)
	} else {
		l.next = uint32(end) + 1
	}
	for end > 0 && b[end-1] == '\r' {
		end--
	}
	l.end = uint32(end)
	l.shape.parse(b[:end])
	if l.kind == KindUnknown {
		l.shape = shape{args: l.end}
	}
}

func (l *Layer) line() []byte { return l.payload[:l.end] }

// Kind tells what the line is.
func (l *Layer) Kind() Kind { return l.kind }

// IsUntagged says whether the line begins with "* ".
func (l *Layer) IsUntagged() bool { return l.kind == KindUntagged }

// IsContinuation says whether the line is "+", or begins with "+ ".
func (l *Layer) IsContinuation() bool { return l.kind == KindContinuation }

// IsTaggedResponse says whether the line is a legal tag and OK, NO or BAD. BYE and PREAUTH answer no tag (RFC 9051 §7.1).
func (l *Layer) IsTaggedResponse() bool { return l.kind == KindTaggedResponse }

// IsClientCommand says whether the line is a legal tag and any other atom, known as a command or not.
func (l *Layer) IsClientCommand() bool { return l.kind == KindClientCommand }

// KnownCommand says whether the line is a client command whose name is in the table.
func (l *Layer) KnownCommand() bool {
	return l.kind == KindClientCommand && l.word.command() != nil
}

// Complete says whether the line's end was seen. Without it a longer word may be cut: "A1 LOG" of "A1 LOGOUT".
func (l *Layer) Complete() bool { return l.complete }

// Tag is the tag, "*" or "+"; empty for other lines.
func (l *Layer) Tag() string { return viewString(l.payload[:l.tagEnd]) }

// Command is the line's verb in upper case: LOGIN, OK, FETCH for "* 12 FETCH", UID for UID FETCH; "+" for a continuation; empty for other
// lines. Only an unknown verb that was sent in lower case is copied; see CommandBytes.
func (l *Layer) Command() string {
	if l.word != 0 {
		return l.word.name()
	}
	return l.unknownCommand()
}

func (l *Layer) unknownCommand() string {
	if l.kind == KindContinuation {
		return "+"
	}
	return strings.ToUpper(viewString(l.CommandBytes()))
}

// CommandBytes is the verb as sent.
func (l *Layer) CommandBytes() []byte { return l.payload[l.verb:l.verbEnd:l.verbEnd] }

// SubCommand is the upper-case word after UID where it makes a known command (FETCH, STORE, EXPUNGE …).
func (l *Layer) SubCommand() (name string, ok bool) {
	if c := l.Grammar(); c != nil && c.IsUID() {
		return c.name[len("UID "):], true
	}
	return "", false
}

// Grammar is the row of the command table, the UID form's own for UID; nil for all but known client commands.
func (l *Layer) Grammar() *Command {
	if l.kind != KindClientCommand {
		return nil
	}
	c := l.word.command()
	if c == nil || c.name != CmdUID {
		return c
	}
	if end, ok := atomEnd(l.line(), int(l.args)); ok {
		if sub, ok := c.Sub(l.payload[l.args:end]); ok {
			return sub
		}
	}
	return c
}

// Number is the number before the verb of untagged data: 12 of "* 12 FETCH". One of more than 63 bits is none.
func (l *Layer) Number() (n uint64, ok bool) { return l.value, l.number }

// FirstWord is the word after "* " in upper case, a number if there is one; Command for all other lines. It is what the layer that this
// one succeeds called the command.
func (l *Layer) FirstWord() string {
	if !l.number {
		return l.Command()
	}
	return viewString(l.payload[2 : l.verb-1])
}

// Args is everything between the space after the verb and the line end, as sent.
func (l *Layer) Args() string { return viewString(l.payload[l.args:l.end]) }

// ArgsBytes is Args as octets.
func (l *Layer) ArgsBytes() []byte { return l.payload[l.args:l.end:l.end] }

// Status is OK, NO, BAD, BYE or PREAUTH, of a tagged response or an untagged one.
func (l *Layer) Status() (status string, ok bool) {
	if l.number || !l.word.is(wordStatus) {
		return "", false
	}
	return l.word.name(), true
}

// Code is the response code within brackets (RFC 9051 §7.1), upper case if known: UIDVALIDITY of "* OK [UIDVALIDITY 1] ok".
func (l *Layer) Code() (code string, ok bool) {
	c, _, _ := l.respText()
	return codeName(c), len(c) > 0
}

// CodeArgs is what follows the response code within its brackets.
func (l *Layer) CodeArgs() string {
	_, args, _ := l.respText()
	return viewString(args)
}

// Text is the human text of a status response or a continuation, its response code left out; Args for other lines.
func (l *Layer) Text() string {
	_, _, text := l.respText()
	return viewString(text)
}

func (l *Layer) respText() (code, args, text []byte) {
	if _, status := l.Status(); !status && l.kind != KindContinuation {
		return nil, nil, l.ArgsBytes()
	}
	return respText(l.ArgsBytes())
}

// Line is the line without its line end; Raw is all octets that the Layer was made of, and Len their number.
func (l *Layer) Line() []byte { return l.payload[:l.end:l.end] }

// Raw is all octets that the Layer was made of.
func (l *Layer) Raw() []byte { return l.payload }

// Len is the number of octets that the Layer was made of.
func (l *Layer) Len() int { return len(l.payload) }
