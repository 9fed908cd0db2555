package imap

import (
	"strconv"
	"strings"
)

// Untagged is "* STATUS text"; status may be any atom: OK, BYE, FLAGS, SEARCH.
func (b Builder) Untagged(status, text string) Builder {
	return b.start("*", status).text("text", text).end()
}

// Continuation is "+ text". Without text the space stays: some clients want it (RFC 9051 §7.6).
func (b Builder) Continuation(text string) Builder {
	b = Builder{form: b.form, built: true, message: []byte("+ ")}
	b = b.plain("text", text)
	b.message = append(b.message, text...)
	return b.end()
}

// TaggedResponse is "tag STATUS text", status being OK, NO or BAD. The tag "*" makes it Untagged, and "+" Continuation.
func (b Builder) TaggedResponse(tag, status, text string) Builder {
	switch tag {
	case "*":
		return b.Untagged(status, text)
	case "+":
		return b.Continuation(text)
	}
	switch strings.ToUpper(status) {
	case StatusOK, StatusNO, StatusBAD:
		return b.start(tag, status).text("text", text).end()
	}
	return Builder{form: b.form, built: true}.fault("status", "is not OK, NO or BAD")
}

// Greeting is "* OK text".
func (b Builder) Greeting(text string) Builder { return b.Untagged(StatusOK, text) }

// PreauthGreeting is "* PREAUTH text".
func (b Builder) PreauthGreeting(text string) Builder { return b.Untagged(StatusPreauth, text) }

// Bye is "* BYE text".
func (b Builder) Bye(text string) Builder { return b.Untagged(StatusBYE, text) }

// CapabilityResponse is "* CAPABILITY caps".
func (b Builder) CapabilityResponse(caps ...string) Builder {
	return b.Untagged(CmdCapability, strings.Join(caps, " "))
}

// OK is "tag OK text".
func (b Builder) OK(tag, text string) Builder { return b.TaggedResponse(tag, StatusOK, text) }

// NO is "tag NO text".
func (b Builder) NO(tag, text string) Builder { return b.TaggedResponse(tag, StatusNO, text) }

// BAD is "tag BAD text".
func (b Builder) BAD(tag, text string) Builder { return b.TaggedResponse(tag, StatusBAD, text) }

// Exists is "* n EXISTS".
func (b Builder) Exists(n uint32) Builder { return b.number(n, "EXISTS") }

// Recent is "* n RECENT".
func (b Builder) Recent(n uint32) Builder { return b.number(n, "RECENT") }

// ExpungeNotify is "* n EXPUNGE"; n is not 0.
func (b Builder) ExpungeNotify(n uint32) Builder {
	return b.message1(n, CmdExpunge).end()
}

// FetchResponse is "* n FETCH (items)"; n is not 0. Items are sent as they are.
func (b Builder) FetchResponse(n uint32, items string) Builder {
	return b.message1(n, CmdFetch).plain("items", items).space("(" + unwrapped(items) + ")").end()
}

// FetchBody is "* n FETCH (item {size}", the octets and ")": the answer to a FETCH of content. The item is BODY[], RFC822 and so on.
func (b Builder) FetchBody(n uint32, item string, octets []byte) Builder {
	b = b.message1(n, CmdFetch).plain("item", item).space("("+item+" ").literalAs(octets, LiteralSync)
	b.message = append(b.message, ')')
	return b.end()
}

// FlagsResponse is "* FLAGS (flags)".
func (b Builder) FlagsResponse(flags string) Builder {
	return b.start("*", "FLAGS").list("flags", flags).end()
}

// ListResponse is `* LIST (attributes) "/" mailbox`; no delimiter is NIL.
func (b Builder) ListResponse(attributes, delimiter, mailbox string) Builder {
	b = b.start("*", CmdList).list("attributes", attributes)
	if delimiter == "" {
		b = b.space("NIL")
	} else {
		b = b.string("delimiter", delimiter)
	}
	return b.mailbox(mailbox).end()
}

// StatusResponse is "* STATUS mailbox (items)".
func (b Builder) StatusResponse(mailbox, items string) Builder {
	return b.start("*", CmdStatus).mailbox(mailbox).list("items", items).end()
}

// SearchResponse is "* SEARCH n n n"; no number is 0.
func (b Builder) SearchResponse(numbers ...uint32) Builder {
	b = b.start("*", CmdSearch)
	for _, n := range numbers {
		if n == 0 {
			return b.fault("number", "is 0")
		}
		b = b.space(strconv.FormatUint(uint64(n), 10))
	}
	return b.end()
}

func (b Builder) number(n uint32, name string) Builder {
	b = b.start("*", strconv.FormatUint(uint64(n), 10))
	return b.space(name).end()
}

// message1 begins data about a message; messages count from 1.
func (b Builder) message1(n uint32, name string) Builder {
	b = b.start("*", strconv.FormatUint(uint64(n), 10)).space(name)
	if n == 0 {
		return b.fault("message number", "is 0")
	}
	return b
}
