package imap

import (
	"strings"
	"time"
)

// StatusCmd is "tag STATUS mailbox (items)".
func (b Builder) StatusCmd(tag, mailbox, items string) Builder {
	return b.start(tag, CmdStatus).mailbox(mailbox).list("items", items).end()
}

// Fetch is "tag FETCH sequence items". Items are sent as they are; give several in parentheses.
func (b Builder) Fetch(tag, sequence, items string) Builder {
	return b.start(tag, CmdFetch).sequence(sequence).required("items", items).end()
}

// Store is "tag STORE sequence mode (flags)"; the mode is FLAGS, +FLAGS or -FLAGS, with or without .SILENT, in any case.
func (b Builder) Store(tag, sequence, mode, flags string) Builder {
	mode = strings.ToUpper(mode)
	b = b.start(tag, CmdStore).sequence(sequence).space(mode)
	switch strings.TrimSuffix(strings.TrimLeft(mode, "+-"), ".SILENT") {
	case "FLAGS":
		return b.list("flags", flags).end()
	}
	return b.fault("mode", "is not FLAGS, +FLAGS or -FLAGS")
}

// Search is "tag SEARCH criteria"; these are sent as they are.
func (b Builder) Search(tag, criteria string) Builder {
	return b.start(tag, CmdSearch).required("criteria", criteria).end()
}

// Copy is "tag COPY sequence mailbox".
func (b Builder) Copy(tag, sequence, mailbox string) Builder {
	return b.start(tag, CmdCopy).sequence(sequence).mailbox(mailbox).end()
}

// Move is "tag MOVE sequence mailbox" (RFC 6851).
func (b Builder) Move(tag, sequence, mailbox string) Builder {
	return b.start(tag, CmdMove).sequence(sequence).mailbox(mailbox).end()
}

// UID is "tag UID COMMAND args"; the arguments are sent as they are.
func (b Builder) UID(tag, command, args string) Builder {
	b = b.start(tag, CmdUID)
	b.message = append(b.message, ' ')
	return b.word("command", command).required("arguments", args).end()
}

// appendDate is the date-time of APPEND (RFC 9051 §9): the day's first digit may be a space.
const appendDate = "_2-Jan-2006 15:04:05 -0700"

// Append is "tag APPEND mailbox (flags) "date" {size}" and the message as a literal. No flags and the zero date are left out.
func (b Builder) Append(tag, mailbox, flags string, date time.Time, message []byte) Builder {
	b = b.start(tag, CmdAppend).mailbox(mailbox)
	if flags != "" {
		b = b.list("flags", flags)
	}
	if !date.IsZero() {
		b = b.space(`"` + date.Format(appendDate) + `"`)
	}
	b.message = append(b.message, ' ')
	return b.literal(message).end()
}

// Fields are the parts of a message for Message. Empty ones are left out.
type Fields struct {
	Tag, Command, Args, Status, Text string
}

// Message is the message of the parts that are given: with a Status of OK, NO or BAD a response, tagged if there is a Tag; with any other
// Status an untagged response; else the Command with its Args, whose tag is A001 if there is none; with nothing "A001 NOOP".
func (b Builder) Message(f Fields) Builder {
	switch status := strings.ToUpper(f.Status); {
	case status == StatusOK || status == StatusNO || status == StatusBAD:
		return b.TaggedResponse(orElse(f.Tag, "*"), status, f.Text)
	case status != "":
		return b.Untagged(status, f.Text)
	}
	return b.ClientCommand(orElse(f.Tag, "A001"), orElse(f.Command, CmdNoop), f.Args)
}

func orElse(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}
