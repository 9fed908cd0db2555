package session

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// saslNTLM reads the user of an AUTHENTICATE_MESSAGE (MS-NLMP section 2.2.1.3): signature, type 3, then fields of length, room and
// offset for LM response, NT response, domain, user; flags at offset 60 tell UTF-16LE from an OEM code page.
func (s *conn) saslNTLM(c *command, m []byte) {
	const (
		authenticate = 3
		userField    = 36
		flagsField   = 60
		unicode      = 1
	)
	if len(m) < flagsField+4 || !bytes.HasPrefix(m, []byte("NTLMSSP\x00")) || binary.LittleEndian.Uint32(m[8:]) != authenticate {
		c.credentials = false // negotiation
		return
	}
	n, off := int(binary.LittleEndian.Uint16(m[userField:])), int(binary.LittleEndian.Uint32(m[userField+4:]))
	c.exposure = exposureDerived
	c.keepSecret(m[:min(len(m), maxHidden/2)])
	if off > len(m) || n > len(m)-off {
		return
	}
	user := m[off : off+n]
	if binary.LittleEndian.Uint32(m[flagsField:])&unicode != 0 {
		user = fromUTF16(user)
	}
	s.authUser(c, user)
}

// fromUTF16 gives UTF-8.
func fromUTF16(b []byte) []byte {
	var out []byte
	for ; len(b) >= 2; b = b[2:] {
		r := rune(binary.LittleEndian.Uint16(b))
		if utf16.IsSurrogate(r) && len(b) >= 4 {
			r = utf16.DecodeRune(r, rune(binary.LittleEndian.Uint16(b[2:])))
			b = b[2:]
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}
