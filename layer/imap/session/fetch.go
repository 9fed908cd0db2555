package session

import "github.com/imaplog/imaplog/layer/imap"

// fetchData is what a FETCH response holds, read fragment by fragment.
//
//	message-data = nz-number SP "FETCH" SP msg-att
//	msg-att      = "(" (msg-att-dynamic / msg-att-static) *(SP (msg-att-dynamic / msg-att-static)) ")"
type fetchData struct {
	parser  imap.Parser
	number  uint64
	uid     uint64
	have    itemSet // items that came whole
	item    itemSet // whose value comes
	named   bool    // a value comes next
	section bool    // the name goes on after a literal
	literal bool    // the literal that is under way is the value
	body    uint64
	hasBody bool
}

// begin starts a response about message n, or about the message with UID n (RFC 9586).
func (f *fetchData) begin(n uint64, uid bool) {
	*f = fetchData{}
	if uid {
		f.uid = n
		f.have = itemUID
	} else {
		f.number = n
	}
}

// line reads a line, or what stands between two literals, and says whether the parentheses went too deep.
func (f *fetchData) line(text []byte, lit imap.Literal, depth int) (tooDeep bool) {
	f.parser.MaxDepth = depth
	f.parser.Feed(text, lit)
	for {
		v := f.parser.Next()
		d := f.parser.Depth()
		switch v.Kind {
		case imap.ValueNone:
			f.parser.Feed(nil, imap.Literal{})
			return false
		case imap.ValueTooDeep:
			return true
		case imap.ValueOpen:
		case imap.ValueClose:
			if d == 1 {
				f.whole()
			}
		default:
			if d == 1 {
				f.value(v)
			}
		}
	}
}

// value takes what is no list: an item's name, or its value.
func (f *fetchData) value(v imap.Value) {
	switch {
	case v.Section: // BODY[HEADER.FIELDS ( … a literal … )]
		if v.Kind == imap.ValueAtom {
			f.item, _ = itemKind(v.Text)
			f.section = true
		}
		return
	case f.section:
		f.section, f.named = false, true
		return
	case !f.named:
		f.item, _ = itemKind(v.Text)
		f.named = true
		return
	case v.Kind == imap.ValueLiteral:
		f.literal = true
		f.hasBody = f.hasBody || f.item == itemContent
		return
	case f.item == itemUID && v.Kind == imap.ValueNumber:
		f.uid = v.Number
	case f.item == itemContent && v.Kind == imap.ValueQuoted:
		f.body += v.Len()
		f.hasBody = true
	}
	f.whole()
}

// whole says that an item's value came to its end.
func (f *fetchData) whole() {
	f.have |= f.item
	f.item, f.named = 0, false
}

// octets counts octets of a literal; last is its end.
func (f *fetchData) octets(n uint64, last bool) {
	if !f.literal {
		return
	}
	if f.item == itemContent {
		f.body += n
	}
	if last {
		f.literal = false
		f.whole()
	}
}
