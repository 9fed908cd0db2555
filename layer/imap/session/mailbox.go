package session

import (
	"bytes"

	"github.com/imaplog/imaplog/layer/imap"
)

// keepMailbox keeps a mailbox name, decoded; where names are UTF-8, as sent but for INBOX, which has no case (RFC 9051 section 5.1).
func (s *conn) keepMailbox(c *command, name []byte) span {
	if bytes.Contains(name, []byte("://")) {
		c.keepSecret(name)
		return c.keep(hiddenBytes, maxMailbox) // an IMAP URL as a literal: it can hold a token
	}
	if !s.utf8Names || imap.IsInbox(name) {
		s.worker.mailbox = imap.AppendMailbox(s.worker.mailbox[:0], name)
		name = s.worker.mailbox
	}
	return c.keep(name, maxMailbox)
}
