package session

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// saslPlain reads (RFC 4616): [authzid] NUL authcid NUL passwd.
func (s *conn) saslPlain(c *command, m []byte) {
	authzid, rest, ok := bytes.Cut(m, zero)
	user, password, ok2 := bytes.Cut(rest, zero)
	c.keepSecret(password)
	if !ok || !ok2 || len(password) == 0 { // with one field too few, the last is the password
		c.keepSecret(user)
		c.keepSecret(m)
		c.unread = true
		return
	}
	c.keepEncoded(password)
	if len(authzid) > 0 {
		c.authzid = c.keep(authzid, maxUser)
	}
	s.authUser(c, user)
	c.exposure = exposurePassword
	s.credential(c, password)
}

var zero = []byte{0}

// saslLogin: the first message is the user, the second the password, whatever the first was and whether it could be read.
func (s *conn) saslLogin(c *command, m []byte) {
	switch {
	case bytes.IndexByte(m, 0) >= 0: // a client that mistakes it for PLAIN
		s.saslPlain(c, m)
		return
	case c.lines == 1:
		if isText(m) { // base64 of nobody's making: what is in it is not told
			s.authUser(c, m)
		} else {
			c.keepSecret(m)
		}
		c.credentials = false
		return
	}
	c.keepSecret(m)
	c.keepEncoded(m)
	c.exposure = exposurePassword
	s.credential(c, m)
}

// saslDigest reads username="…" and authzid="…" (RFC 2831 section 2.1.2).
func (s *conn) saslDigest(c *command, m []byte) {
	for _, name := range [...]string{"response", "cnonce", "nonce"} {
		if value, ok := directive(m, name); ok {
			c.keepSecret(value)
		}
	}
	if user, ok := directive(m, "username"); ok {
		s.authUser(c, user)
		c.exposure = exposureDerived
	}
	if authzid, ok := directive(m, "authzid"); ok {
		c.authzid = c.keep(authzid, maxUser)
	}
}

// directive finds name="value" in a list of them.
func directive(m []byte, name string) ([]byte, bool) {
	for len(m) > 0 {
		key, rest, ok := bytes.Cut(m, []byte{'='})
		if !ok {
			return nil, false
		}
		var value []byte
		if len(rest) > 0 && rest[0] == '"' {
			end := 1
			for end < len(rest) && rest[end] != '"' {
				if rest[end] == '\\' {
					end++
				}
				end++
			}
			end = min(end, len(rest))
			value, m = rest[1:end], rest[min(end+1, len(rest)):]
		} else {
			value, m, _ = bytes.Cut(rest, []byte{','})
		}
		if fold(bytes.Trim(key, ", "), string(upper(nil, []byte(name)))) {
			return value, true
		}
	}
	return nil, false
}

// saslSCRAM reads (RFC 5802 section 7)
//
//	client-first-message = gs2-cbind-flag "," ["a=" saslname] "," "n=" saslname "," "r=" …
//
// The proof of the final message can be attacked offline.
func (s *conn) saslSCRAM(c *command, m []byte) {
	if c.hasUser {
		c.keepSecret(m)
		if bytes.Contains(m, []byte(",p=")) {
			c.exposure = exposureDerived
		}
		return
	}
	for i, part := range bytes.Split(m, []byte{','}) {
		switch {
		case i == 1 && bytes.HasPrefix(part, []byte("a=")):
			c.authzid = c.keep(saslname(part[2:]), maxUser)
		case i > 1 && bytes.HasPrefix(part, []byte("n=")):
			s.authUser(c, saslname(part[2:]))
			c.exposure = exposureNone
			return
		}
	}
	c.keepSecret(m)
	c.unread = true
}

// saslname takes the escapes off: "=2C" is a comma, "=3D" an equals sign.
func saslname(b []byte) []byte {
	b = bytes.ReplaceAll(b, []byte("=2C"), []byte{','})
	return bytes.ReplaceAll(b, []byte("=3D"), []byte{'='})
}

// saslOAuth reads XOAUTH2's user=…^Aauth=Bearer …^A^A, and RFC 7628's n,a=…,^Ahost=…^Aauth=Bearer …^A^A.
func (s *conn) saslOAuth(c *command, m []byte) {
	for _, part := range bytes.Split(m, []byte{1}) {
		switch {
		case holdsToken(part) && !(len(part) > 5 && fold(part[:5], "AUTH=")): // written with other separators than ^A: what is the name is not told
			c.keepSecret(part)
			c.unread = true
		case bytes.HasPrefix(part, []byte("user=")):
			s.authUser(c, part[5:])
		case len(part) > 5 && fold(part[:5], "AUTH="):
			c.keepSecret(part[5:])
			c.exposure = exposureToken
		case c.mechanism == mechBearer && bytes.IndexByte(part, ',') >= 0:
			for _, x := range bytes.Split(part, []byte{','}) {
				if bytes.HasPrefix(x, []byte("a=")) {
					s.authUser(c, saslname(x[2:]))
				}
			}
		}
	}
}

// holdsToken says whether a part of an OAuth message has the token in it.
func holdsToken(part []byte) bool {
	part = bytes.ToLower(part)
	return bytes.Contains(part, []byte("auth=")) || bytes.Contains(part, []byte("bearer"))
}

// isText says whether a name can be made of b: UTF-8 without controls.
func isText(b []byte) bool {
	return utf8.Valid(b) && bytes.IndexFunc(b, unicode.IsControl) < 0
}

func isHex(b []byte) bool {
	for _, c := range b {
		if c-'0' > 9 && c|0x20-'a' > 5 {
			return false
		}
	}
	return true
}
