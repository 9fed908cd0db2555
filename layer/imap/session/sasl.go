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
	lines          int  // of the client, the initial response among them
	credentials    bool // something to check was sent
	unread         bool // something was sent that could not be read
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
	defer s.remember(c)
	c.keepSecret(line)
	c.lines++
	if len(line) == 0 || len(line) == 1 && line[0] == '=' {
		return
	}
	c.credentials = true
	w := s.worker
	n := len(line) // more than it decodes to, whatever the padding
	if n > maxRawSASL {
		c.unread = true
		return
	}
	w.decoded = append(w.decoded[:0], make([]byte, n)...)
	n, err := base64.StdEncoding.Decode(w.decoded, line)
	if err != nil {
		if n, err = base64.RawStdEncoding.Decode(w.decoded, bytes.TrimRight(line, "=")); err != nil {
			c.unread = true
			clear(w.decoded)
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
			m = m[i+1:]
		}
		c.keepSecret(m)
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
	default:
		c.keepSecret(m)
	}
}

func (s *conn) authUser(c *command, name []byte) {
	if len(name) > 0 && !c.hasUser {
		c.user, c.hasUser = c.keep(name, maxUser), true
	}
}
