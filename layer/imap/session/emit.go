package session

import (
	"github.com/imaplog/imaplog/schemas"
)

// emit writes a command's record and recycles the command. It is out of the open ones and not the current one any more.
func (s *conn) emit(c *command, why end) {
	if !s.isIMAP && !s.known { // only its client's side looked like IMAP
		s.worker.give(c)
		return
	}
	if c.hide && (c.status == statusNone || c.status == statusBYE) && c.depth > s.shownTo {
		s.count.partial += c.request // nobody took it for a command, and no other stands behind it: it is no transaction
		s.worker.give(c)
		return
	}
	if c.hideUnbelieved(); c.secretName {
		c.conceal()
	}
	s.count.transactions++
	s.countCommand(c)
	if c.status == statusNone || c.status == statusBYE {
		s.freeze(c)
		c.after = s.user
		s.count.unanswered++
		if c.verb.authenticates() {
			s.count.attempts++
		}
	}
	s.sum(c)
	t := s.out.Transaction(s.flow.First.Packet)
	last := c.last
	if c.status != statusNone && c.status != statusBYE && c.answeredAt.Packet > last.Packet {
		last = c.answeredAt
	}
	s.fill(&t.Common, "transaction", 'T', s.count.transactions, c.first, last)
	s.emitCommand(t, c)
	s.emitAnswer(t, c)
	s.emitTimes(t, c)
	s.emitWork(t, c)
	if c.verb.authenticates() {
		s.emitAuth(t, c)
	}
	t.End = why.String()
	t.TLS = tlsNone.String()
	t.GapOctets = c.requestGap + c.response.gap
	t.DroppedPackets = s.flow.DroppedPackets - c.dropped
	t.Weird = c.weird.names(s.out)
	s.worker.give(c)
}

// sum adds the command to what the session record tells.
func (s *conn) sum(c *command) {
	switch c.status {
	case statusOK:
		s.count.ok++
	case statusNO:
		s.count.no++
	case statusBAD:
		s.count.bad++
	}
	s.count.messages += c.messages
	s.count.body += c.body
	s.count.idle += c.idle
	if c.hasMailbox {
		s.nameMailbox(c.view(c.mailbox))
	}
	s.nameMailbox(c.view(c.mailboxTo))
}

// emitCommand tells what the client asked for.
func (s *conn) emitCommand(t *schemas.Transaction, c *command) {
	out := s.out
	t.Depth = c.depth
	t.Pipelined = c.opened
	switch {
	case c.secretName: // conceal took the rest
		t.Tag, t.Command = hiddenWord, hiddenWord
	case c.spec != nil:
		t.Tag, t.Command = out.TextN(c.view(c.tag), maxTag), c.spec.Name()
	default:
		t.Tag, t.Command = out.TextN(c.view(c.tag), maxTag), out.TextN(c.view(c.name), maxName)
	}
	t.Args = out.TextN(c.shown, maxArgs)
	t.ArgsOctets = c.octets
	t.RequestOctets = c.request
	t.SequenceSet = out.TextN(c.view(c.sequenceSet), maxArgs)
	t.ACLIdentifier = out.TextN(c.view(c.identifier), maxUser)
	t.ACLRights = out.TextN(c.view(c.rights), maxName)
	t.MailboxTo = out.TextN(c.view(c.mailboxTo), maxMailbox)
	t.State = c.state.String()
	switch {
	case c.hasMailbox:
		t.Mailbox = out.TextN(c.view(c.mailbox), maxMailbox)
	case c.verb.ofSelected():
		t.Mailbox = c.selected
	}
	if len(c.items) > 0 {
		w := s.worker
		w.items = w.items[:0]
		for _, it := range c.items {
			w.items = append(w.items, out.TextN(c.view(it), maxName))
		}
		t.Items = out.Strings(w.items)
	}
}

// emitAnswer tells what the server answered.
func (s *conn) emitAnswer(t *schemas.Transaction, c *command) {
	out := s.out
	t.Status = c.status.String()
	t.Code = out.TextN(c.view(c.code), maxName)
	t.CodeArgs = out.TextN(c.view(c.codeArgs), maxText)
	t.Text = out.TextN(c.view(c.text), maxText)
	t.Alert = out.TextN(c.view(c.response.alert), maxText)
	t.Continuations = c.answers
	t.ResponseOctets = c.response.octets
	t.Untagged = c.response.untagged
	t.Literals = c.literals + c.response.literals
	t.LiteralOctets = c.literalOctets + c.response.literalOctets
	t.User = c.after
	switch c.verb {
	case verbSelect, verbExamine:
		if c.status == statusOK {
			t.ReadOnly = out.Bool(c.verb == verbExamine || c.readOnly)
			if c.hasUIDV {
				t.UIDValidity = out.Uint32(c.uidv)
			}
			if c.hasExists {
				t.Exists = out.Uint(c.exists)
			}
		}
	default:
		if c.verb.ofSelected() && c.state == stateSelected && c.selected != "" {
			t.ReadOnly = out.Bool(c.selectedReadOnly)
		}
	}
}

// emitAuth tells of an attempt to log in.
func (s *conn) emitAuth(t *schemas.Transaction, c *command) {
	out := s.out
	t.User = out.TextN(c.view(c.user), maxUser)
	t.Authzid = out.TextN(c.view(c.authzid), maxUser)
	t.AuthMechanism = out.TextN(c.mechanismText(), maxName)
	t.AuthOutcome = c.outcome()
	t.AuthExposure = c.exposed()
	t.CredentialHash = c.credentialHash
}

// emitWork tells what it did to messages.
func (s *conn) emitWork(t *schemas.Transaction, c *command) {
	out := s.out
	if c.counted || c.status == statusOK && (c.verb == verbFetch || c.verb == verbStore || c.verb == verbExpunge) {
		t.Messages = out.Uint(c.messages)
	}
	if c.hasBody || c.content {
		t.BodyOctets = out.Uint(c.body)
	}
	if c.verb == verbFetch && c.content {
		t.Peek = out.Bool(!c.seen || c.selectedReadOnly)
	}
	switch {
	case c.shared:
		t.Attribution = "shared"
	case c.attributed || c.counted || c.body > 0:
		t.Attribution = "exact"
	}
}
