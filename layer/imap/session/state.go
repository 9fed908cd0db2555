package session

import (
	"github.com/imaplog/imaplog/layer/imap"
	"github.com/imaplog/imaplog/pipeline/capture"
)

// stateName is the session's state; the zero value is unknown.
type stateName uint8

const (
	stateUnknown stateName = iota
	stateNotAuthenticated
	stateAuthenticated
	stateSelected
	stateLogout
)

var stateNames = [...]string{"", "not_authenticated", "authenticated", "selected", "logout"}

// String is the record's word.
func (s stateName) String() string { return stateNames[s] }

// carrier is what carries IMAP.
type carrier uint8

const (
	tlsNone carrier = iota
	tlsSTARTTLS
	tlsImplicit
)

var carrierNames = [...]string{"none", "starttls", "implicit"}

// String is the record's word.
func (c carrier) String() string { return carrierNames[c] }

// state is where the session stands, all commands answered so far applied.
type state struct {
	now       stateName
	user      string // who is logged in; a string of the session's own, as are all here
	mailbox   string // selected
	readOnly  bool
	exists    uint64 // messages in it, 0 where unknown
	utf8Names bool
	bye       bool
	wary      bool   // the next lines need not be the commands that they look like
	waryFrom  uint32 // depth of the last command sent before
	tagShape  uint32 // of an AUTHENTICATE that was refused before its first message: see suspect
	layered   bool   // a SASL security layer may follow (RFC 4422 section 3.7)

	tls        carrier
	startTLS   string // refused, done
	tlsStart   capture.Stamp
	tlsFrom    [2]uint64 // octets of each direction before TLS
	afterOK    bool      // of STARTTLS: client octets from here on know of it
	compressed bool
}

// apply makes the answered command's effect.
func (s *conn) apply(c *command) {
	ok := c.status == statusOK
	switch c.verb {
	case verbLogin, verbAuthenticate:
		s.applyAuth(c)
		s.settleCapabilities()
	case verbSelect, verbExamine:
		s.applySelect(c)
	case verbClose, verbUnselect:
		if ok {
			s.deselect(stateAuthenticated)
		}
	case verbUnauthenticate:
		if ok {
			s.deselect(stateNotAuthenticated)
			s.user, s.utf8Names = "", false
		}
	case verbLogout:
		if ok {
			s.deselect(stateLogout)
			s.user = ""
		}
	}
}

// freeze notes the state in which c is executed: before the effect of its own answer, or of a later command's that came first.
func (s *conn) freeze(c *command) {
	if c.frozen {
		return
	}
	c.frozen = true
	c.state = s.now
	c.selected, c.selectedReadOnly = s.mailbox, s.readOnly
}

// infer learns the state of a session whose beginning was not seen from a command that is legal in one state only.
func (s *conn) infer(c *command) {
	if s.now != stateUnknown || c.status != statusOK || c.spec == nil {
		return
	}
	only, one := c.spec.States().Only()
	if !one {
		return
	}
	switch only {
	case imap.StateNotAuthenticated:
		s.now = stateNotAuthenticated
	case imap.StateAuthenticated:
		s.now = stateAuthenticated
	case imap.StateSelected:
		s.now = stateSelected
	}
}

// applySelect: OK selected, NO authenticated with nothing selected, BAD unchanged (RFC 9051 section 6.3.2).
func (s *conn) applySelect(c *command) {
	switch c.status {
	case statusOK:
		s.now = stateSelected
		s.mailbox = s.own(c.view(c.mailbox))
		s.readOnly = c.verb == verbExamine || c.readOnly
		s.exists = c.exists
	case statusNO:
		if s.now != stateUnknown || c.spec != nil {
			s.deselect(stateAuthenticated)
		}
	}
}

// forget says that the state is not known any more: what decided it is in a gap. Who is logged in is another matter.
func (s *conn) forget() {
	s.deselect(stateUnknown)
}

// forgetAll is for octets of the client that were never seen: any command may have been there.
func (s *conn) forgetAll() {
	s.forget()
	s.user = ""
}

func (s *conn) deselect(to stateName) {
	s.now = to
	s.mailbox, s.readOnly, s.exists = "", false, 0
}
