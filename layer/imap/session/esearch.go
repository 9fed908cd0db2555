package session

import "github.com/imaplog/imaplog/layer/imap"

// esearched takes the count of an extended response, which may name its command (RFC 4731):
//
//	"ESEARCH" [SP "(" "TAG" SP tag-string ")"] [SP "UID"] *(SP search-return-data)
func (s *conn) esearched(rest []byte) {
	var c *command
	if tag, after, ok := correlator(rest); ok {
		if c = s.find(tag); c != nil {
			c.attributed = true
		}
		rest = after
	} else {
		c = s.oldestOf(verbSearch, verbSort)
	}
	if c == nil {
		return
	}
	if uid, left, _ := cutTwo(rest); fold(uid, "UID") {
		rest = left
	}
	if len(rest) == 0 { // nothing was found
		c.counted = true
	}
	all := false
	for len(rest) > 0 {
		var word []byte
		word, rest, _ = cutTwo(rest)
		value, after, _ := cutTwo(rest)
		switch {
		case fold(word, "COUNT"):
			if n, left, ok := number(value); ok && len(left) == 0 {
				if all {
					c.messages -= c.expanded
				}
				c.messages, c.counted = c.messages+n, true
				return
			}
		case fold(word, "ALL"):
			if n, ok := countSet(value); ok {
				c.messages, c.counted, all = c.messages+n, true, true
				c.expanded = n
			}
		default:
			if !fold(word, "MIN") && !fold(word, "MAX") && !fold(word, "MODSEQ") {
				continue
			}
		}
		rest = after
	}
}

// correlator reads (RFC 7377 section 2.1)
//
//	search-correlator = SP "(" "TAG" SP tag-string [SP "MAILBOX" SP mailbox SP "UIDVALIDITY" SP nz-number] ")"
func correlator(b []byte) (tag, rest []byte, ok bool) {
	if len(b) < 6 || !fold(b[:5], "(TAG ") {
		return nil, b, false
	}
	var p imap.Parser
	p.Feed(b, imap.Literal{})
	for v, n := p.Next(), 0; v.Kind != imap.ValueNone && v.Kind != imap.ValueTooDeep; v, n = p.Next(), n+1 {
		switch {
		case n == 2 && v.IsString():
			tag = v.Text
		case v.Kind == imap.ValueClose:
			return tag, trimSpace(p.Rest()), tag != nil
		}
	}
	return nil, b, false
}
