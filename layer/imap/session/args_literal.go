package session

import (
	"bytes"

	"github.com/imaplog/imaplog/layer/imap"
)

// keepLiteralOctets keeps the octets of a literal that is an argument: a name or what must be found again in the answer.
func (c *command) keepLiteralOctets(b []byte) {
	if c.literalSize <= keepLiteral && c.literalKind != imap.ArgMessage {
		c.literal = append(c.literal, b...)
	}
}

// endLiteral takes a literal that has come to its end.
func (s *conn) endLiteral(c *command) {
	c.octets += c.literalSize
	switch {
	case c.noMore:
		c.rest += c.literalSize
		c.keepSecret(c.literal)
		c.hiddenAll = c.hiddenAll || c.literalSize > keepLiteral || c.literalHole
	case c.literalKind == imap.ArgMessage:
	case c.literalSize > keepLiteral || c.literalHole:
		c.hiddenAll = true
		c.unread = c.unread || secret(c.literalKind)
	default:
		if secret(c.literalKind) {
			c.keepSecret(c.literal)
		}
		if !bytes.ContainsAny(c.literal, "\r\n\x00") || c.literalKind.Secret() {
			s.meaning(c, c.literalKind, c.literal)
		} // else no name is made of it: a refusal that was not seen can make a literal of the lines behind it
	}
	clear(c.literal)
	c.literal, c.literalHole = c.literal[:0], false
}
