package session

import (
	"bytes"
	"encoding/base64"
)

// mechanism is a SASL mechanism as far as its messages are read.
type mechanism uint8

const (
	mechNone mechanism = iota
	mechOther
	mechPlain     // RFC 4616
	mechLogin     // draft-murchison-sasl-login
	mechCRAM      // RFC 2195
	mechDigest    // RFC 2831
	mechSCRAM     // RFC 5802
	mechNTLM      // MS-NLMP
	mechXOAuth2   // Google
	mechBearer    // RFC 7628
	mechExternal  // RFC 4422 appendix A
	mechAnonymous // RFC 4505
	mechGSSAPI    // RFC 4752: nothing is read of it
)

// exposure is what a listener on this wire has seen.
type exposure uint8

const (
	exposureUnknown exposure = iota
	exposureNone
	exposurePassword
	exposureDerived
	exposureToken
)

var exposureNames = [...]string{"", "none", "password", "derived", "token"}

// String is the record's word.
func (e exposure) String() string { return exposureNames[e] }

// auth is what LOGIN and AUTHENTICATE tell.
type auth struct {
	mechanism      mechanism
	mechName       span
	initial        bool // an initial response came
	rounds         int  // SASL lines so far
	credentials    bool // something to check was sent
	cancelled      bool
	exposure       exposure
	authzid        span
	credentialHash string
}

// mechanismOf finds a mechanism by its name.
func mechanismOf(name []byte) mechanism {
	switch {
	case fold(name, "PLAIN"):
		return mechPlain
	case fold(name, "LOGIN"):
		return mechLogin
	case fold(name, "CRAM-MD5"):
		return mechCRAM
	case fold(name, "DIGEST-MD5"):
		return mechDigest
	case len(name) > 6 && fold(name[:6], "SCRAM-"):
		return mechSCRAM
	case fold(name, "NTLM"):
		return mechNTLM
	case fold(name, "XOAUTH2"):
		return mechXOAuth2
	case fold(name, "OAUTHBEARER"):
		return mechBearer
	case fold(name, "EXTERNAL"):
		return mechExternal
	case fold(name, "ANONYMOUS"):
		return mechAnonymous
	case fold(name, "GSSAPI"):
		return mechGSSAPI
	}
	return mechOther
}

// saslLine reads one message of the client (RFC 9051 section 6.2.2): base64, "=" for an empty one. The line is a secret.
func (s *conn) saslLine(c *command, line []byte) {
	c.keepSecret(line)
	c.rounds++
	if len(line) == 0 || len(line) == 1 && line[0] == '=' {
		return
	}
	c.credentials = true
	w := s.worker
	n := len(line) // more than it decodes to, whatever the padding
	if n > maxRawSASL {
		return
	}
	w.decoded = append(w.decoded[:0], make([]byte, n)...)
	n, err := base64.StdEncoding.Decode(w.decoded, line)
	if err != nil {
		if n, err = base64.RawStdEncoding.Decode(w.decoded, bytes.TrimRight(line, "=")); err != nil {
			return
		}
	}
	message := w.decoded[:n]
	s.saslMessage(c, message)
	clear(message)
}

// maxRawSASL is more than any message that names a user: Kerberos tickets are longer and are not read.
const maxRawSASL = 8 << 10

// saslMessage takes what the mechanism's message tells: who, and what a listener learns.
func (s *conn) saslMessage(c *command, m []byte) {
	switch c.mechanism {
	case mechPlain:
		s.saslPlain(c, m)
	case mechLogin:
		s.saslLogin(c, m)
	case mechCRAM: // user SP digest, 32 hexadecimal digits
		if i := len(m) - 33; i > 0 && m[i] == ' ' && isHex(m[i+1:]) {
			s.authUser(c, m[:i])
			c.exposure = exposureDerived
		}
	case mechDigest:
		s.saslDigest(c, m)
	case mechSCRAM:
		s.saslSCRAM(c, m)
	case mechNTLM:
		s.saslNTLM(c, m)
	case mechXOAuth2, mechBearer:
		s.saslOAuth(c, m)
	case mechExternal:
		if bytes.IndexByte(m, 0) >= 0 {
			return
		}
		c.authzid = c.keep(m, maxUser)
		s.authUser(c, m)
	case mechAnonymous:
		s.authUser(c, []byte("anonymous"))
	}
}

func isHex(b []byte) bool {
	for _, c := range b {
		if c-'0' > 9 && c|0x20-'a' > 5 {
			return false
		}
	}
	return true
}

func (s *conn) authUser(c *command, name []byte) {
	if len(name) > 0 && !c.hasUser {
		c.user, c.hasUser = c.keep(name, maxUser), true
	}
}

// saslPlain reads (RFC 4616): [authzid] NUL authcid NUL passwd.
func (s *conn) saslPlain(c *command, m []byte) {
	authzid, rest, ok := bytes.Cut(m, zero)
	user, password, ok2 := bytes.Cut(rest, zero)
	c.keepSecret(password)
	if !ok || !ok2 {
		c.keepSecret(m)
		return
	}
	if len(authzid) > 0 {
		c.authzid = c.keep(authzid, maxUser)
	}
	s.authUser(c, user)
	c.exposure = exposurePassword
	s.credential(c, password)
}

var zero = []byte{0}

// saslLogin: the first message is the user, the second the password.
func (s *conn) saslLogin(c *command, m []byte) {
	switch {
	case bytes.IndexByte(m, 0) >= 0: // a client that mistakes it for PLAIN
		s.saslPlain(c, m)
		return
	case !c.hasUser:
		s.authUser(c, m)
		c.credentials = false
		return
	}
	c.keepSecret(m)
	c.exposure = exposurePassword
	s.credential(c, m)
}

// saslDigest reads username="…" and authzid="…" (RFC 2831 section 2.1.2).
func (s *conn) saslDigest(c *command, m []byte) {
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
