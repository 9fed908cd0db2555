package imap

import "bytes"

// FetchItem is one item of a FETCH response. Its octets belong to the fragment.
type FetchItem struct {
	Name  []byte // as sent, section and offset included: BODY[HEADER]<0>; BODY[] or BINARY[] if a literal stands within the section
	Value Value  // ValueOpen: a list, whose octets are List
	List  []byte // of a list: octets between its parentheses, up to the fragment's end if it goes on beyond
}

// Is says whether the item has that name, any section and offset put aside; name is given in upper case: BODY, FLAGS, UID.
func (it *FetchItem) Is(name string) bool {
	base := it.Name
	if i := bytes.IndexByte(base, '['); i >= 0 {
		base = base[:i]
	}
	return equalFold(base, name)
}

// HasSection says whether the name has a section: BODY[] is content, BODY alone is structure.
func (it *FetchItem) HasSection() bool { return bytes.IndexByte(it.Name, '[') >= 0 }

// Content says whether the item's value is message content (RFC 9051 §7.5.2): BODY[…], BINARY[…], RFC822, RFC822.HEADER, RFC822.TEXT.
func (it *FetchItem) Content() bool {
	return it.HasSection() && (it.Is("BODY") || it.Is("BINARY")) || it.Is("RFC822") || it.Is("RFC822.HEADER") || it.Is("RFC822.TEXT")
}

// FetchReader walks the items of one FETCH response (RFC 9051 §9), fragment by fragment as a Parser does:
//
//	msg-att = "(" (msg-att-dynamic / msg-att-static) *(SP (msg-att-dynamic / msg-att-static)) ")"
//
// Items it does not know pass, whatever lists and literals they hold.
type FetchReader struct {
	p      Parser
	name   []byte // waits for its value
	named  bool
	cut    []byte // name in place of one that a literal cuts in two
	inside int    // depth of the list that is being passed over; 0: none
	done   bool
}

// NewFetchReader starts a response; maxDepth is the parentheses that may be open at once, 0 means DefaultMaxDepth.
func NewFetchReader(maxDepth int) FetchReader { return FetchReader{p: Parser{MaxDepth: maxDepth}} }

// Feed gives the next fragment: first what follows "FETCH ", then what follows each literal.
func (r *FetchReader) Feed(fragment []byte, literal Literal) {
	r.name, r.named = nil, false
	r.p.Feed(fragment, literal)
}

// TooDeep says whether the response nested deeper than allowed; nothing is read from there on.
func (r *FetchReader) TooDeep() bool { return r.p.tooDeep }

// Done says whether the closing parenthesis was read.
func (r *FetchReader) Done() bool { return r.done }

// Next gives the next item of the fragment; false when the fragment is used up. An item whose value is a literal comes before it.
func (r *FetchReader) Next() (it FetchItem, ok bool) {
	for {
		v := r.p.Next()
		switch {
		case v.Kind == ValueNone || v.Kind == ValueTooDeep || v.Kind == ValueInvalid || r.done:
			return FetchItem{}, false
		case r.inside > 0:
			if v.Kind == ValueClose && r.p.depth < r.inside {
				r.inside = 0
			}
		case r.p.depth == 0 && v.Kind == ValueClose:
			r.done = true
		case v.Kind == ValueOpen && r.p.depth == 1, v.Kind == ValueClose, v.Section && v.Kind == ValueLiteral:
			// the response's own parenthesis; a stray one; a literal in the name
		case v.Kind == ValueAtom && v.Section:
			r.cutName(v.Text)
		case !r.named:
			r.name, r.named = v.Text, true
			if r.cut != nil {
				r.name, r.cut = r.cut, nil
			}
			if v.Kind == ValueOpen {
				r.named, r.inside = false, r.p.depth
			}
		default:
			return r.item(v), true
		}
	}
}

// cutName remembers what kind of name goes on after the literal; the name's own octets are gone by then.
func (r *FetchReader) cutName(start []byte) {
	switch {
	case hasPrefixFold(start, "BODY"):
		r.cut = nameBody
	case hasPrefixFold(start, "BINARY"):
		r.cut = nameBinary
	}
}

var nameBody, nameBinary = []byte("BODY[]"), []byte("BINARY[]")

// item makes an item of the name that waits and v.
func (r *FetchReader) item(v Value) FetchItem {
	it := FetchItem{Name: r.name, Value: v}
	r.name, r.named = nil, false
	if v.Kind == ValueOpen {
		r.inside = r.p.depth
		it.List = listOctets(r.p.Rest())
	}
	return it
}

// listOctets cuts b before the parenthesis that closes the open one; all of b if it does not close here.
func listOctets(b []byte) []byte {
	depth, quoted := 1, false
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c == '"':
			quoted = !quoted
		case quoted && c == '\\':
			i++
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth == 0 {
				return b[:i:i]
			}
		}
	}
	return b
}
