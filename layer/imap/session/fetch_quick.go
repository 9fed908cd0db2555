package session

import "github.com/imaplog/imaplog/layer/imap"

// quick reads the first line of a response in the form that servers send nearly always, at one glance:
//
//	"(" item *(SP item) ")"   or, cut by a literal,   "(" *(item SP) name SP literal
//	item = name SP (list / quoted / atom)
//
// Everything else, and whatever is odd within, is false and not read at all: line then takes it value by value.
func (f *fetchData) quick(text []byte, lit imap.Literal, depth int) bool {
	q := quickFetch{b: text, most: depth}
	if lit.Form != imap.LiteralNone {
		f.parser.Feed(text, lit)
		q.b = f.parser.Rest()
	}
	if depth <= 0 {
		q.most = imap.DefaultMaxDepth
	}
	if len(q.b) == 0 || q.b[0] != '(' {
		return false
	}
	for q.pos = 1; ; q.pos++ {
		if !q.name() {
			return false
		}
		if q.pos == len(q.b) {
			return lit.Form != imap.LiteralNone && f.cut(&q)
		}
		if !q.value() || q.pos == len(q.b) {
			return false
		}
		q.have |= q.item
		switch q.b[q.pos] {
		case ' ':
		case ')':
			if q.pos+1 < len(q.b) || lit.Form != imap.LiteralNone {
				return false
			}
			f.take(&q)
			return true
		default:
			return false
		}
	}
}

// take notes what was read.
func (f *fetchData) take(q *quickFetch) {
	f.have |= q.have
	if q.uid != 0 {
		f.uid = q.uid
	}
}

// cut notes a line that ends in a literal as an item's value. The next one is read value by value, within the first parenthesis.
func (f *fetchData) cut(q *quickFetch) bool {
	f.take(q)
	f.item, f.named, f.literal = q.item, true, true
	f.hasBody = q.item == itemContent
	f.parser.Feed(q.b[:1], imap.Literal{})
	f.parser.Next()
	return true
}

// quickFetch is the state of one glance.
type quickFetch struct {
	b    []byte
	pos  int
	most int // parentheses that may be open
	have itemSet
	item itemSet // whose value comes
	uid  uint64
}

// name reads an item's name, a section without quotes included, and the space behind it.
func (q *quickFetch) name() bool {
	i := q.pos
	for i < len(q.b) && plainName(q.b[i]) {
		i++
	}
	base := q.b[q.pos:i]
	section := i < len(q.b) && q.b[i] == '['
	if len(base) == 0 {
		return false
	}
	q.item, _ = kindOf(base, section)
	if section {
		if q.item != itemContent || base[0]|0x20 != 'b' { // only BODY and BINARY have sections
			return false
		}
		for i < len(q.b) && q.b[i] != ']' {
			if q.b[i] == '"' {
				return false
			}
			i++
		}
		for i < len(q.b) && q.b[i] != ' ' {
			if q.b[i] == '(' || q.b[i] == ')' || odd(q.b[i]) {
				return false
			}
			i++
		}
	}
	if i >= len(q.b) || q.b[i] != ' ' {
		return false
	}
	q.pos = i + 1
	return true
}

func plainName(c byte) bool { return c|0x20-'a' < 26 || c-'0' < 10 || c == '.' }

// odd says whether an octet ends a word without being a space or a parenthesis.
func odd(c byte) bool { return c < ' ' || c == 0x7f }

// value passes over an item's value; a UID is read.
func (q *quickFetch) value() bool {
	switch q.b[q.pos] {
	case '(':
		return q.list()
	case '"':
		return q.item != itemContent && q.quoted()
	}
	from := q.pos
	for q.pos < len(q.b) && q.b[q.pos] != ' ' && q.b[q.pos] != ')' {
		if c := q.b[q.pos]; c == '(' || c == '[' || odd(c) {
			return false
		}
		q.pos++
	}
	if q.item == itemUID {
		n, rest, ok := number(q.b[from:q.pos])
		if !ok || len(rest) > 0 || n == 0 || n >= 1<<63 {
			return false
		}
		q.uid = n
	}
	return q.pos > from
}

// quoted passes over a quoted string.
func (q *quickFetch) quoted() bool {
	for i := q.pos + 1; i < len(q.b); i++ {
		switch q.b[i] {
		case '\\':
			i++
		case '"':
			q.pos = i + 1
			return true
		}
	}
	return false
}

// list passes over a list and what is in it.
func (q *quickFetch) list() bool {
	open := 0
	for q.pos < len(q.b) {
		switch c := q.b[q.pos]; {
		case c == '(':
			if open++; open >= q.most {
				return false
			}
		case c == ')':
			if open--; open == 0 {
				q.pos++
				return true
			}
		case c == '"':
			if before := q.b[q.pos-1]; before != ' ' && before != '(' || !q.quoted() {
				return false
			}
			continue
		case c == '[' || odd(c):
			return false
		}
		q.pos++
	}
	return false
}
