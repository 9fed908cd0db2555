package session

import (
	"bytes"

	"github.com/imaplog/imaplog/schemas"
)

// products are names that servers give in their greeting, as they write them.
var products = [...]string{"Dovecot", "Cyrus IMAP", "Courier-IMAP", "Microsoft Exchange", "Gimap", "Zimbra", "Stalwart", "MDaemon", "hMailServer",
	"Kerio", "Domino", "Axigen", "Mercury", "GroupWise", "UW IMAP", "Apache James", "JAMES", "IceWarp", "Oracle", "Open-Xchange", "Mailpit", "mox"}

// guessSoftware finds the product in a greeting, and the version where one follows.
func (p *profile) guessSoftware(greeting []byte) {
	for _, name := range products {
		i := bytes.Index(greeting, []byte(name))
		if i < 0 {
			continue
		}
		p.software = name
		rest := bytes.TrimLeft(greeting[i+len(name):], " ")
		word, _, _ := cutTwo(rest)
		if len(word) > 0 && len(word) <= maxWord && isVersion(word) {
			p.software += " " + string(word)
		}
		return
	}
}

// isVersion says whether a word is made like 2.3.21, v3.10.0-beta1.
func isVersion(b []byte) bool {
	b = bytes.TrimPrefix(b, []byte{'v'})
	if len(b) == 0 || b[0]-'0' > 9 {
		return false
	}
	for _, c := range b {
		if c <= ' ' || c >= 0x7f || c == '\\' {
			return false
		}
	}
	return true
}

// softwareOf takes name and version of the server's ID: it knows better than the greeting.
func (p *profile) softwareOf(id []schemas.Pair) {
	name, version := "", ""
	for _, x := range id {
		switch x.Name {
		case "name":
			name = x.Value
		case "version":
			version = x.Value
		}
	}
	switch {
	case name != "" && version != "":
		p.software = name + " " + version
	case name != "":
		p.software = name
	}
}
