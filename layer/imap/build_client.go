package imap

// ClientCommand is "tag NAME args"; the arguments are sent as they are.
func (b Builder) ClientCommand(tag, name, args string) Builder {
	return b.start(tag, name).text("arguments", args).end()
}

// CapabilityCmd is "tag CAPABILITY".
func (b Builder) CapabilityCmd(tag string) Builder { return b.start(tag, CmdCapability).end() }

// Noop is "tag NOOP".
func (b Builder) Noop(tag string) Builder { return b.start(tag, CmdNoop).end() }

// Logout is "tag LOGOUT".
func (b Builder) Logout(tag string) Builder { return b.start(tag, CmdLogout).end() }

// StartTLS is "tag STARTTLS".
func (b Builder) StartTLS(tag string) Builder { return b.start(tag, CmdStartTLS).end() }

// Expunge is "tag EXPUNGE".
func (b Builder) Expunge(tag string) Builder { return b.start(tag, CmdExpunge).end() }

// Close is "tag CLOSE".
func (b Builder) Close(tag string) Builder { return b.start(tag, CmdClose).end() }

// Check is "tag CHECK".
func (b Builder) Check(tag string) Builder { return b.start(tag, CmdCheck).end() }

// Unselect is "tag UNSELECT".
func (b Builder) Unselect(tag string) Builder { return b.start(tag, CmdUnselect).end() }

// Namespace is "tag NAMESPACE".
func (b Builder) Namespace(tag string) Builder { return b.start(tag, CmdNamespace).end() }

// Idle is "tag IDLE"; Done is the line that ends it.
func (b Builder) Idle(tag string) Builder { return b.start(tag, CmdIdle).end() }

// Done is "DONE", the line without a tag that ends IDLE (RFC 2177).
func (b Builder) Done() Builder { return b.Raw([]byte("DONE\r\n")) }

// Login is "tag LOGIN user password".
func (b Builder) Login(tag, user, password string) Builder {
	return b.start(tag, CmdLogin).astring("user", user).astring("password", password).end()
}

// Authenticate is "tag AUTHENTICATE mechanism", and the initial response, if one is given: base64, or "=" for an empty one (RFC 4959).
func (b Builder) Authenticate(tag, mechanism string, initial ...string) Builder {
	b = b.start(tag, CmdAuthenticate).atom("mechanism", mechanism)
	if len(initial) > 1 {
		return b.fault("initial response", "is given twice")
	}
	for _, ir := range initial {
		if !all(viewBytes(ir), octetBase64) {
			return b.fault("initial response", "is not base64")
		}
		b = b.space(ir)
	}
	return b.end()
}

// Select is "tag SELECT mailbox".
func (b Builder) Select(tag, mailbox string) Builder { return b.onMailbox(tag, CmdSelect, mailbox) }

// Examine is "tag EXAMINE mailbox".
func (b Builder) Examine(tag, mailbox string) Builder { return b.onMailbox(tag, CmdExamine, mailbox) }

// Create is "tag CREATE mailbox".
func (b Builder) Create(tag, mailbox string) Builder { return b.onMailbox(tag, CmdCreate, mailbox) }

// Delete is "tag DELETE mailbox".
func (b Builder) Delete(tag, mailbox string) Builder { return b.onMailbox(tag, CmdDelete, mailbox) }

// Subscribe is "tag SUBSCRIBE mailbox".
func (b Builder) Subscribe(tag, mailbox string) Builder {
	return b.onMailbox(tag, CmdSubscribe, mailbox)
}

// Unsubscribe is "tag UNSUBSCRIBE mailbox".
func (b Builder) Unsubscribe(tag, mailbox string) Builder {
	return b.onMailbox(tag, CmdUnsubscribe, mailbox)
}

func (b Builder) onMailbox(tag, name, mailbox string) Builder {
	return b.start(tag, name).mailbox(mailbox).end()
}

// Rename is "tag RENAME from to".
func (b Builder) Rename(tag, from, to string) Builder {
	return b.start(tag, CmdRename).mailbox(from).mailbox(to).end()
}

// List is `tag LIST "reference" "pattern"`.
func (b Builder) List(tag, reference, pattern string) Builder {
	return b.patterns(tag, CmdList, reference, pattern)
}

// Lsub is `tag LSUB "reference" "pattern"`.
func (b Builder) Lsub(tag, reference, pattern string) Builder {
	return b.patterns(tag, CmdLsub, reference, pattern)
}

func (b Builder) patterns(tag, name, reference, pattern string) Builder {
	return b.start(tag, name).string("reference", EncodeMailbox(reference)).string("pattern", EncodeMailbox(pattern)).end()
}

// Enable is "tag ENABLE capability capability".
func (b Builder) Enable(tag string, capabilities ...string) Builder {
	b = b.start(tag, CmdEnable)
	if len(capabilities) == 0 {
		return b.fault("capability", "is empty")
	}
	for _, c := range capabilities {
		b = b.atom("capability", c)
	}
	return b.end()
}

// ID is `tag ID ("field" "value" …)`, or "tag ID NIL" without pairs (RFC 2971).
func (b Builder) ID(tag string, pairs ...string) Builder {
	b = b.start(tag, CmdID)
	if len(pairs) == 0 {
		return b.space("NIL").end()
	}
	if len(pairs)%2 != 0 {
		return b.fault("field", "has no value")
	}
	b = b.space("(")
	open := len(b.message)
	for _, s := range pairs {
		b = b.string("field", s)
	}
	b.message = append(b.message[:open], b.message[open+1:]...) // no space behind the parenthesis
	b.message = append(b.message, ')')
	return b.end()
}
