package session

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"

	"github.com/imaplog/imaplog/layer/imap"
)

// meaning takes an argument's content, escapes resolved, into the fields of the record that have a use for it.
func (s *conn) meaning(c *command, kind imap.ArgKind, text []byte) {
	switch kind {
	case imap.ArgMailbox:
		if !c.hasMailbox {
			c.mailbox, c.hasMailbox = s.keepMailbox(c, text), true
		}
	case imap.ArgMailboxTo:
		c.mailboxTo = s.keepMailbox(c, text)
	case imap.ArgUser:
		c.user, c.hasUser = c.keep(text, maxUser), true
	case imap.ArgPassword:
		c.exposure = exposurePassword
		c.credentials = true
		c.keepEncoded(text)
		s.credential(c, text)
	case imap.ArgMechanism:
		if c.verb == verbAuthenticate && c.mechanism == mechNone {
			c.mechanism, c.mechName = mechanismOf(text), c.keep(text, maxName)
		}
	case imap.ArgInitial:
		if c.verb == verbAuthenticate {
			s.saslLine(c, text)
		}
	case imap.ArgSequence:
		c.sequenceSet = c.keep(text, maxArgs)
		if c.sequence.parse(text); c.verb == verbReplace {
			c.sequence.reset()
		}
	case imap.ArgFetchItems:
		s.fetchItem(c, text)
	case imap.ArgStoreOp:
		c.item(text)
		c.wants = itemFlags | itemModSeq
		if len(text) > 7 && fold(text[len(text)-7:], ".SILENT") {
			c.wants = itemModSeq
		}
	case imap.ArgFlags:
		if c.verb == verbStore {
			c.flag(text)
		}
	case imap.ArgSearchKey, imap.ArgSortKeys, imap.ArgStatusItems:
		c.item(text)
	case imap.ArgIdentifier:
		c.identifier = c.keep(text, maxUser)
	case imap.ArgRights:
		c.rights = c.keep(text, maxName)
	case imap.ArgIDField, imap.ArgIDValue, imap.ArgSecret:
		if c.verb == verbID && !c.doubt {
			s.clientID(c, kind, text)
		}
	}
}

// item adds a name to the record's items.
func (c *command) item(name []byte) {
	if len(c.items) < maxItems {
		at := len(c.buf)
		sp := c.keep(name, maxName)
		upper(c.buf[:at], c.buf[at:])
		c.items = append(c.items, sp)
	}
}

// flag adds a flag to the record's items, as sent.
func (c *command) flag(name []byte) {
	if len(c.items) < maxItems {
		c.items = append(c.items, c.keep(name, maxName))
	}
}

// fetchItem takes one name of what FETCH asks for.
func (s *conn) fetchItem(c *command, name []byte) {
	c.item(name)
	if set := fetchMacro(name); set != 0 {
		c.wants |= set
		return
	}
	kind, peek := itemKind(name)
	c.wants |= kind
	if kind == itemContent {
		c.content = true
		c.seen = c.seen || !peek
	}
}

// credential makes the keyed hash of a password, where a key is configured.
func (s *conn) credential(c *command, password []byte) {
	key := s.sessions.config.CredentialKey
	if len(key) == 0 {
		return
	}
	m := hmac.New(sha256.New, key)
	m.Write(password)
	c.credentialHash = hex.EncodeToString(m.Sum(nil))
}
