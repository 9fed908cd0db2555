package session

// applyAuth makes the effect of LOGIN and AUTHENTICATE.
func (s *conn) applyAuth(c *command) {
	s.count.attempts++
	if c.status != statusOK {
		if c.outcome() == "failure" {
			s.count.failures++
		}
		return
	}
	s.now = stateAuthenticated
	s.layered = c.mechanism == mechGSSAPI || c.mechanism == mechDigest
	who := c.user
	if c.authzid.n > 0 { // the password is c.user's, the session another's (RFC 4616 section 2)
		who = c.authzid
	}
	s.user = s.ownN(c.view(who), maxUser)
	s.details().lastUser = s.user
	s.details().lastMech = s.own(c.mechanismText())
}

// outcome is what became of an attempt to log in.
func (c *command) outcome() string {
	switch {
	case c.status == statusOK:
		return "success"
	case c.cancelled && (c.status == statusNO || c.status == statusBAD):
		return "cancelled"
	case c.status == statusNO, c.status == statusBAD && c.credentials:
		return "failure"
	}
	return ""
}

var loginMechanism = []byte("LOGIN")

// mechanismText is the mechanism's name, upper case; LOGIN for the LOGIN command.
func (c *command) mechanismText() []byte {
	if c.verb == verbLogin {
		return loginMechanism
	}
	name := c.view(c.mechName)
	return upper(name[:0], name)
}

// exposed says what a listener has seen of the credentials.
func (c *command) exposed() string {
	switch {
	case c.exposure != exposureUnknown:
		return c.exposure.String()
	case c.unread && (c.mechanism == mechPlain || c.mechanism == mechLogin):
		return exposurePassword.String()
	case c.unread || c.mechanism <= mechOther && c.credentials:
		return "" // it is not known what was shown
	}
	return exposureNone.String()
}
