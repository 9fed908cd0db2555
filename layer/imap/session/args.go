package session

import (
	"strconv"
	"strings"

	"github.com/imaplog/imaplog/layer/imap"
)

// args reads a command's arguments by its grammar as they come, and writes down what may be shown.
type args struct {
	shown     []byte // the record's args, uncut for the sake of no secret: at most a little over maxArgs
	octets    uint64 // the arguments' true length
	rest      uint64 // octets that the grammar does not describe, hidden at the end
	noMore    bool   // what comes is rest
	lastShown imap.ValueKind

	mailbox, mailboxTo span // decoded
	hasMailbox         bool
	user               span
	hasUser            bool
	identifier, rights span
	sequenceSet        span
	items              []span
	pick               string // of ID: the field whose value comes next

	literal     []byte // of the literal that is under way, where it is an argument
	literalKind imap.ArgKind
	literalSize uint64
	hidden      []byte // secrets, to be found again in the answer; a line each
	remembered  int    // octets of hidden that the session has, too
	hiddenAll   bool   // they did not fit
}

// readArgs reads a fragment of c's arguments with r, where the command begins or goes on.
func (s *conn) readArgs(c *command, r *reading, line []byte, lit imap.Literal) {
	c.octets += uint64(len(line))
	if c.noMore {
		c.restOf(line)
		return
	}
	r.parser.Feed(line, lit)
	for {
		left := r.parser.Rest()
		v := r.parser.Next()
		if v.Kind == imap.ValueNone {
			r.parser.Feed(nil, imap.Literal{}) // the octets are borrowed
			return
		}
		kind := r.walker.Next(v)
		if v.Kind == imap.ValueTooDeep {
			s.note(weirdNestingTooDeep, c, "")
		}
		if kind == imap.ArgNone {
			c.noMore = true
			c.literalKind = imap.ArgNone
			r.parser.Feed(nil, imap.Literal{})
			c.restOf(trimSpace(left))
			return
		}
		s.argument(c, kind, v)
	}
}

// trimSpace drops the spaces in front.
func trimSpace(b []byte) []byte {
	for len(b) > 0 && b[0] == ' ' {
		b = b[1:]
	}
	return b
}

// restOf takes octets that the grammar does not describe.
func (c *command) restOf(b []byte) {
	c.rest += uint64(len(b))
	c.keepSecret(b)
}

// argument takes one value.
func (s *conn) argument(c *command, kind imap.ArgKind, v imap.Value) {
	if v.Kind == imap.ValueLiteral {
		c.literalKind, c.literalSize = kind, v.Literal.Size
		c.literal = c.literal[:0]
		c.showLiteral(kind, v.Literal.Size)
		return
	}
	if kind == imap.ArgSecret && c.verb == verbAuthenticate && s.offered(c, v) {
		kind = imap.ArgMechanism
	}
	if secret(kind) && v.Kind != imap.ValueOpen && v.Kind != imap.ValueClose {
		c.show(imap.ValueAtom, hiddenBytes, false)
		c.keepSecret(v.Text)
		if v.Escaped { // servers repeat it either way
			s.worker.decoded = v.AppendText(s.worker.decoded[:0])
			c.keepSecret(s.worker.decoded)
		}
	} else {
		c.show(v.Kind, v.Text, v.Kind == imap.ValueQuoted)
	}
	if v.Kind == imap.ValueOpen || v.Kind == imap.ValueClose {
		return
	}
	text := v.Text
	if v.Escaped {
		s.worker.decoded = v.AppendText(s.worker.decoded[:0])
		text = s.worker.decoded
	}
	s.meaning(c, kind, text)
}

// offered says whether v is the name of a mechanism that is not registered but that the server has announced.
func (s *conn) offered(c *command, v imap.Value) bool {
	if len(c.shown) > 0 || s.profile == nil || !imap.IsMechanismName(v.Text) {
		return false
	}
	for _, list := range [...][]string{s.profile.before, s.profile.after} {
		for _, w := range list {
			if name, ok := strings.CutPrefix(w, "AUTH="); ok && name == string(v.Text) {
				return true
			}
		}
	}
	return false
}

var hiddenBytes = []byte(hiddenWord)

// secret says whether the value itself must not be shown.
func secret(kind imap.ArgKind) bool { return kind.Secret() || kind == imap.ArgSearchText }

// show appends a value to what is shown, a space before it where the grammar has one.
func (c *command) show(kind imap.ValueKind, text []byte, quoted bool) {
	if len(c.shown) > maxArgs {
		return
	}
	if len(c.shown) > 0 && c.lastShown != imap.ValueOpen && kind != imap.ValueClose {
		c.shown = append(c.shown, ' ')
	}
	c.lastShown = kind
	switch {
	case kind == imap.ValueOpen:
		c.shown = append(c.shown, '(')
	case kind == imap.ValueClose:
		c.shown = append(c.shown, ')')
	case quoted:
		c.shown = append(append(append(c.shown, '"'), text[:min(len(text), maxArgs)]...), '"')
	default:
		c.shown = append(c.shown, text[:min(len(text), maxArgs)]...)
	}
}

// showLiteral writes <N octets> or <hidden> in a literal's place.
func (c *command) showLiteral(kind imap.ArgKind, size uint64) {
	if secret(kind) {
		c.show(imap.ValueAtom, hiddenBytes, false)
		return
	}
	var b [32]byte
	c.show(imap.ValueLiteral, append(strconv.AppendUint(append(b[:0], '<'), size, 10), " octets>"...), false)
}

// finishArgs hides what the grammar did not describe.
func (c *command) finishArgs() {
	if c.verb == verbLogin && c.walker.Missing() { // which of the two is there cannot be known
		c.keepSecret(c.view(c.user))
		c.shown, c.rest = c.shown[:0], c.octets
		c.user, c.hasUser = span{}, false
		c.unread = c.unread || c.octets > 0
	}
	if c.verb.authenticates() && c.rest > 0 { // credentials that the grammar does not know
		c.unread = true
	}
	if c.verb == verbAuthenticate && c.mechName.n == 0 && c.octets > 0 {
		c.unread = true // credentials where the mechanism should stand, perhaps
	}
	if c.unread && !c.refused {
		c.credentials = true
	}
	if c.rest == 0 {
		return
	}
	var b [40]byte
	c.show(imap.ValueAtom, append(strconv.AppendUint(append(b[:0], "<hidden "...), c.rest, 10), " octets>"...), false)
}
