package session

import (
	"bytes"

	"github.com/imaplog/imaplog/layer/imap"
)

// A line can be something else than the command that it looks like: the octets of a literal that the server refused, an answer to SASL,
// the middle of a message behind a gap. While that is possible the session is wary: a line with a verb that nobody knows shows nothing,
// and one with a verb of the table is in doubt until the server has answered its tag with OK or NO. BAD proves nothing: servers answer
// "hunter2 x" with "hunter2 BAD".

// beWary begins it. The commands sent so far do not end it.
func (s *conn) beWary() { s.wary, s.waryFrom = true, s.depth }

// suspect looks at the tag of the first line after an AUTHENTICATE that was refused before its first message. A client that sends the
// message all the same does not begin it with a tag of its own make.
func (s *conn) suspect(tag []byte) {
	if s.tagShape != 0 && s.tagShape != shape(tag) {
		s.wary, s.waryFrom = true, s.depth-1
	}
	s.tagShape = 0
}

// shape is what tags of one make have in common: what stands before the digits, or the length where there are none. It is never 0.
func shape(tag []byte) uint32 {
	i := bytes.IndexAny(tag, "0123456789")
	if i < 0 {
		return uint32(len(tag)) + 1
	}
	return hash(tag[:i]) | 1<<31
}

// trust ends it, with the OK or NO to a command that was sent since.
func (s *conn) trust(c *command) {
	if s.wary && c.doubt && c.depth > s.waryFrom && c.believed() {
		s.wary = false
	}
}

// believed says whether the server took the line for a command.
func (c *command) believed() bool { return c.status == statusOK || c.status == statusNO }

// hideUnbelieved hides all of a command that cannot be believed, when its record is written.
func (c *command) hideUnbelieved() {
	switch {
	case c.doubt && !c.believed():
	case c.hide && (c.status == statusNone || c.status == statusBYE):
	default:
		return
	}
	c.secretName = true
}

// conceal takes everything that the line may have given away out of the command.
func (c *command) conceal() {
	none := span{}
	c.shown, c.items = c.shown[:0], c.items[:0]
	if c.octets > 0 {
		c.shown = append(c.shown, hiddenWord...)
	}
	c.sequenceSet, c.identifier, c.rights = none, none, none
	c.mailbox, c.mailboxTo, c.hasMailbox = none, none, false
	c.user, c.authzid, c.hasUser = none, none, false
	c.credentialHash = ""
}

// otherProtocol says whether a line with a verb that nobody knows is one of POP3, SMTP or FTP, whose first word stands before a name
// or a password, or a command with its arguments run together.
func otherProtocol(l commandLine) bool {
	for _, c := range l.name {
		if c|0x20-'a' >= 26 && c-'0' >= 10 && c != '-' && c != '.' && c != '_' {
			return true
		}
	}
	switch string(bytes.ToUpper(l.tag)) {
	case "USER", "PASS", "APOP", "AUTH", "ACCT", "HELO", "EHLO", "LHLO", "LOGIN":
		return true
	}
	return false
}

// endsLikeLiteral says whether a line that announces no literal ends in what its sender may take for one: "{7} ", "{7-}", a size beyond
// all limits.
func endsLikeLiteral(line []byte) bool {
	line = bytes.TrimRight(line, " \t")
	if len(line) < 3 || line[len(line)-1] != '}' {
		return false
	}
	open := bytes.LastIndexByte(line, '{')
	return open >= 0 && open+1 < len(line) && line[open+1]-'0' <= 9
}

// canBeCommand says whether a line in a place of SASL answers is a command of the table all the same, with arguments that fit.
func (s *conn) canBeCommand(line []byte) bool {
	l := parseCommand(line)
	return l.valid && l.spec != nil && s.fits(line)
}

// knownCode says whether a response code is one of the registered: others can be made of what the client sent.
func knownCode(code []byte) bool { return len(code) == 0 || imap.IsCode(string(code)) }
