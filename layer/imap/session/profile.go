package session

import (
	"bytes"
	"slices"
	"strings"

	"github.com/imaplog/imaplog/layer/imap"
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/schemas"
)

// Sizes of what a session record lists.
const (
	maxMailboxes    = 64  // mailboxes; those beyond are counted
	maxCapabilities = 128 // Gmail and Dovecot announce 40
	maxCommandNames = 128 // the table has 70; unknown names fill the rest, then "other"
	maxIDPairs      = 30  // RFC 2971 section 3.3
	maxWord         = 64
)

// profile is what the session record tells beyond counters. Its strings are the session's own and fit for a record.
type profile struct {
	tally    tally
	hasAlert bool // alert is not empty

	greetingStatus status
	greeting       string
	software       string
	before, after  []string // capabilities before login and after it
	during         []string // those announced while a login was not decided
	offered        bool     // STARTTLS was among the first
	enabled        []string
	client, server []schemas.Pair
	mailboxes      []string
	mailboxesMore  uint32
	commands       []schemas.Count // those that tally has no room for

	lastUser, lastMech       string // the last who succeeded, and how
	forwardedIP, forwardedBy string // the client behind a proxy, and who told
	forwardedPort            uint16
	alert                    []byte        // text of [ALERT] since the previous tagged response
	early                    capture.Stamp // where data came before the first command
}

// details gives the profile, made when it is first needed: a connection that is TLS from its first octet has none.
func (s *conn) details() *profile {
	if s.profile == nil {
		s.profile = &profile{}
	}
	return s.profile
}

// own makes a record's string of p that the session may keep.
func (s *conn) own(p []byte) string { return s.ownN(p, 4*len(p)) }

// ownN is own, cut to limit octets.
func (s *conn) ownN(p []byte, limit int) string { return own(p, limit) }

// capabilities takes a list of them.
func (s *conn) capabilities(list []byte) {
	words, p := s.worker.capabilities(list), s.details()
	if s.loggingIn() { // the answer tells of which
		p.during = words
		return
	}
	if s.now == stateAuthenticated || s.now == stateSelected {
		p.after = words
		return
	}
	p.before = words
	p.offered = p.offered || offersSTARTTLS(words)
}

// loggingIn says whether a LOGIN or AUTHENTICATE was sent and is not answered.
func (s *conn) loggingIn() bool {
	for c := s.oldest; c != nil && s.now == stateNotAuthenticated; c = c.next {
		if c.verb.authenticates() && c.complete {
			return true
		}
	}
	return false
}

// settleCapabilities gives a list that came while a login was decided its place.
func (s *conn) settleCapabilities() {
	p := s.profile
	if p == nil || p.during == nil {
		return
	}
	if s.now == stateAuthenticated || s.now == stateSelected {
		p.after = p.during
	} else {
		p.before = p.during
		p.offered = p.offered || offersSTARTTLS(p.during)
	}
	p.during = nil
}

func offersSTARTTLS(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, imap.CmdStartTLS) })
}

// enabled takes the answer to ENABLE (RFC 5161): names are UTF-8 from here on where it says so (RFC 9755, RFC 9051 section 6.3.1).
func (s *conn) enabled(list []byte) {
	for _, w := range words(list, maxCapabilities) {
		if strings.EqualFold(w, "UTF8=ACCEPT") || strings.EqualFold(w, "IMAP4rev2") {
			s.utf8Names = true
		}
		if !slices.Contains(s.details().enabled, w) && len(s.details().enabled) < maxCapabilities {
			s.details().enabled = append(s.details().enabled, w)
		}
	}
}

// clientID takes one value of the client's ID command; a secret's is never kept.
func (s *conn) clientID(c *command, kind imap.ArgKind, text []byte) {
	if kind == imap.ArgIDField {
		c.pick = s.ownN(bytes.ToLower(text), maxWord)
		return
	}
	if kind != imap.ArgIDValue || c.pick == "" {
		c.pick = ""
		return
	}
	switch c.pick {
	case "x-originating-ip":
		s.forward(s.ownN(text, maxWord), s.details().forwardedPort, forwardedByID)
	case "x-originating-port":
		if n, rest, ok := number(text); ok && len(rest) == 0 && n < 1<<16 && s.details().forwardedBy != forwardedByProxy {
			s.details().forwardedPort = uint16(n)
		}
	}
	s.details().client = putPair(s.details().client, c.pick, s.ownN(text, maxText))
	c.pick = ""
}

// serverID takes the server's answer (RFC 2971 section 3.2).
func (s *conn) serverID(rest []byte) {
	var p imap.Parser
	p.Feed(rest, imap.Literal{})
	name := ""
	for v := p.Next(); v.Kind != imap.ValueNone && v.Kind != imap.ValueTooDeep; v = p.Next() {
		switch {
		case v.Kind == imap.ValueOpen || v.Kind == imap.ValueClose:
		case name == "":
			name = s.ownN(bytes.ToLower(v.Text), maxWord)
		default:
			if v.Kind != imap.ValueNIL {
				s.details().server = putPair(s.details().server, name, s.ownN(s.masked(v.AppendText(nil)), maxText))
			}
			name = ""
		}
	}
	s.details().softwareOf(s.details().server)
}

// putPair sets a name's value in an ordered list.
func putPair(list []schemas.Pair, name, value string) []schemas.Pair {
	i, found := slices.BinarySearchFunc(list, name, func(p schemas.Pair, name string) int { return cmpString(p.Name, name) })
	switch {
	case found:
		list[i].Value = value
	case len(list) < maxIDPairs:
		list = slices.Insert(list, i, schemas.Pair{Name: name, Value: value})
	}
	return list
}

func cmpString(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// nameMailbox lists a mailbox that a command named.
func (s *conn) nameMailbox(name []byte) {
	if len(name) == 0 {
		return
	}
	p := s.details()
	w := s.worker
	w.decoded = schemas.AppendText(w.decoded[:0], name, maxMailbox)
	for _, m := range p.mailboxes {
		if m == string(w.decoded) {
			return
		}
	}
	if len(p.mailboxes) == maxMailboxes {
		p.mailboxesMore++
		return
	}
	p.mailboxes = append(p.mailboxes, string(w.decoded))
}
