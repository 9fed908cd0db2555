package imap

import (
	"fmt"
	"unicode/utf8"
)

// maxSummary is how many octets of a line a summary shows: a few lines of a terminal.
const maxSummary = 512

// Summary is "IMAP " and the first line without its secrets: LOGIN's password, AUTHENTICATE's initial response, search text, and
// whatever the grammar of a known command has no place for read <hidden>. A line that is neither a known command nor an answer can
// be a SASL answer or a literal with a password: only its length is shown. Controls and octets that are no UTF-8 read \xNN.
func (l *Layer) Summary() string {
	out := append(make([]byte, 0, 64), "IMAP "...)
	if l.end == 0 {
		return string(out)
	}
	if l.secretLine() {
		return string(appendHidden(out, int(l.end)))
	}
	args := int(l.args)
	out = appendPrintable(out, l.payload[:args])
	return string(l.appendArgs(out))
}

// SummaryRaw is "IMAP " and the first line with all its secrets; octets that are no UTF-8 read \xNN.
func (l *Layer) SummaryRaw() string { return string(appendPrintable([]byte("IMAP "), l.Line())) }

// String is Summary. It is a method of the value, so that printing a Layer never prints its octets.
func (l Layer) String() string { return l.Summary() }

// secretLine says whether nothing of the line may be shown.
func (l *Layer) secretLine() bool {
	switch l.kind {
	case KindUntagged:
		return l.word == 0
	case KindClientCommand:
		return !l.KnownCommand()
	case KindUnknown, KindData:
		return true
	}
	return false
}

// appendArgs appends the arguments, masked.
func (l *Layer) appendArgs(dst []byte) []byte {
	args := l.ArgsBytes()
	switch {
	case len(args) == 0:
		return dst
	case l.secretLine():
		return appendHidden(dst, len(args))
	case l.kind == KindClientCommand:
		return l.appendCommandArgs(dst)
	case l.kind == KindContinuation && isChallenge(args):
		return appendHidden(dst, len(args))
	case l.kind == KindUntagged && secretData(l.word.name()):
		return appendHidden(dst, len(args))
	}
	return appendPrintable(dst, args)
}

// secretData names untagged data that can carry tokens or private values (RFC 4467, RFC 5464).
func secretData(name string) bool {
	switch name {
	case CmdGenURLAuth, CmdURLFetch, "METADATA", CmdXApplePush:
		return true
	}
	return false
}

// isChallenge says whether a continuation looks like base64 of more than a word: a SASL challenge can name the user.
func isChallenge(b []byte) bool { return len(b) >= 8 && len(b)%4 == 0 && all(b, octetBase64) }

// appendCommandArgs walks the arguments by the command's grammar.
func (l *Layer) appendCommandArgs(dst []byte) []byte {
	c := l.Grammar()
	args := l.ArgsBytes()
	if c.IsUID() {
		line, _ := ParseCommand(l.Line())
		dst = append(dst, c.name[len("UID "):]...)
		if args = line.Args; len(args) > 0 {
			dst = append(dst, ' ')
		}
	}
	var p Parser
	lit, _ := l.Literal()
	p.Feed(args, lit)
	w := NewArgWalker(c)
	for {
		before := p.pos
		v := p.Next()
		if v.Kind == ValueNone {
			return dst
		}
		start := before + spaces(p.b[before:p.pos])
		dst = append(dst, p.b[before:start]...)
		switch kind := w.Next(v); {
		case kind.Secret():
			dst = append(dst, "<hidden>"...)
		case v.Kind == ValueLiteral:
			dst = fmt.Appendf(dst, "<%d octets>", v.Literal.Size)
		default:
			dst = appendPrintable(dst, p.b[start:p.pos])
		}
	}
}

func spaces(b []byte) int {
	n := 0
	for n < len(b) && b[n] == ' ' {
		n++
	}
	return n
}

func appendHidden(dst []byte, n int) []byte { return fmt.Appendf(dst, "<hidden %d octets>", n) }

// appendPrintable appends b up to maxSummary octets: controls and what is no UTF-8 read \xNN.
func appendPrintable(dst, b []byte) []byte {
	cut := len(b) > maxSummary
	b = b[:min(len(b), maxSummary)]
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r < 0x20 || r == 0x7f || r == utf8.RuneError && n == 1 {
			dst = fmt.Appendf(dst, `\x%02x`, b[0])
		} else {
			dst = append(dst, b[:n]...)
		}
		b = b[n:]
	}
	if cut {
		dst = append(dst, "..."...)
	}
	return dst
}
