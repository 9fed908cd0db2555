package main

var (
	words = []string{"report", "meeting", "invoice", "the", "draft", "of", "your", "order", "and", "schedule", "for", "next", "week", "please",
		"find", "attached", "we", "have", "moved", "it", "to", "Monday", "thank", "you", "budget", "review", "contract", "with", "new", "terms",
		"server", "backup", "finished", "without", "errors", "travel", "plan", "question", "about", "release", "notes", "team", "lunch", "photos"}
	names     = []string{"anna", "boris", "chen", "dana", "emil", "fatima", "goran", "hana", "ivan", "jana", "kofi", "lena", "mario", "nina", "omar", "petra"}
	domains   = []string{"example.com", "example.net", "example.org", "mail.example.com"}
	mailboxes = []string{"INBOX", "INBOX", "INBOX", "Sent", "Drafts", "Archive/2026", "Archive/2025", "Trash", "Lists/golang", "\"Sent Items\"", "Entw&APw-rfe"}
	flagSets  = []string{"", "\\Seen", "\\Seen", "\\Seen \\Answered", "\\Flagged", "\\Seen $Forwarded", "\\Recent", "\\Seen NonJunk"}
	tagForms  = []string{"a", "A", "tag", "C1-", "."}
)

// mail is text in lines of mail, from which messages are cut.
type mail struct {
	text []byte
	ends []int // where lines end
}

// mailOctets is how much mail there is: more than fits in a processor's second cache, as real messages do not either.
const mailOctets = 4 << 20

func newMail(r *random) *mail {
	m := &mail{text: make([]byte, 0, mailOctets+128)}
	for width := 0; len(m.text) < mailOctets; {
		w := r.pick(words)
		if width += len(w) + 1; width > 72 {
			m.text = append(m.text, '\r', '\n')
			m.ends = append(m.ends, len(m.text))
			width = len(w)
		}
		m.text = append(append(m.text, w...), ' ')
	}
	return m
}

// cut gives whole lines of about so many octets.
func (m *mail) cut(r *random, octets int) []byte {
	lines := min(max(octets/72, 1), len(m.ends)-2)
	first := r.below(len(m.ends) - lines - 1)
	return m.text[m.ends[first]:m.ends[first+lines]]
}
