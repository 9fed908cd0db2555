package imap

// searchStep walks a search program (RFC 9051 §6.4.4 and the extensions): it names the keys, and tells what is looked for, which is
// secret, from dates, numbers and flags, which are not. What is none of them hides itself and all behind it: text that should have
// been quoted can hold words that look like keys.
type searchStep struct {
	shape  searchShape // of the next value, which may be shown
	more   searchShape // of the one behind it
	hidden bool        // then comes one that may not
	lost   bool        // it is not known any more what is what
}

// next names one value of the program that is no parenthesis.
func (s *searchStep) next(v Value) ArgKind {
	switch {
	case s.lost:
		return ArgSearchText
	case s.shape != shapeNone:
		shape := s.shape
		s.shape, s.more = s.more, shapeNone
		if v.Kind == ValueLiteral || shape.fits(v) {
			return ArgSearchValue
		}
		s.lost = shape != shapeName // a header's name may be anything: what is looked for follows all the same
		return ArgSearchText
	case s.hidden:
		s.hidden = false
		return ArgSearchText
	case (v.Kind == ValueNumber || v.Kind == ValueAtom) && IsSequenceSet(v.Text):
		return ArgSearchValue
	case v.Kind == ValueAtom:
		key, ok := searchKey(v.Text)
		if ok {
			s.shape, s.more, s.hidden = key.shape, key.more, key.hidden
			return ArgSearchKey
		}
	}
	s.lost = true
	return ArgSearchText
}

// searchShape is the form of a value.
type searchShape uint8

const (
	shapeNone searchShape = iota
	shapeDate
	shapeNumber
	shapeSet
	shapeKeyword
	shapeName  // of a header, quoted or not
	shapeEntry // of an annotation
)

// fits says whether v has the form.
func (s searchShape) fits(v Value) bool {
	if v.Kind != ValueNumber && v.Kind != ValueAtom && v.Kind != ValueFlag && v.Kind != ValueQuoted || v.Escaped || len(v.Text) > maxShown {
		return false
	}
	switch s {
	case shapeDate:
		return isDate(v.Text)
	case shapeNumber:
		return v.Kind == ValueNumber
	case shapeSet:
		return v.Kind != ValueQuoted && IsSequenceSet(v.Text)
	case shapeKeyword:
		return v.Kind == ValueFlag || IsAtom(v.Text)
	case shapeName:
		return isFieldName(v.Text)
	case shapeEntry:
		return len(v.Text) > 0 && v.Text[0] == '/'
	}
	return false
}

// searchArgs are the values of a key.
type searchArgs struct {
	shape, more searchShape
	hidden      bool
}

// searchKey gives the arguments of a key: first those that may be shown, then one that may not.
func searchKey(b []byte) (args searchArgs, ok bool) {
	if len(b) > maxSearchKey {
		return args, false
	}
	var upper [maxSearchKey]byte
	for i, c := range b {
		if c-'a' < 26 {
			c -= 0x20
		}
		upper[i] = c
	}
	switch string(upper[:len(b)]) {
	case "ALL", "ANSWERED", "DELETED", "DRAFT", "FLAGGED", "NEW", "OLD", "RECENT", "SEEN", "UNANSWERED", "UNDELETED", "UNDRAFT",
		"UNFLAGGED", "UNSEEN", "NOT", "OR", "FUZZY", "SAVEDATESUPPORTED":
		return args, true
	case "BEFORE", "ON", "SINCE", "SENTBEFORE", "SENTON", "SENTSINCE", "SAVEDBEFORE", "SAVEDON", "SAVEDSINCE":
		return searchArgs{shape: shapeDate}, true
	case "LARGER", "SMALLER", "OLDER", "YOUNGER", "MODSEQ", "X-GM-MSGID", "X-GM-THRID":
		return searchArgs{shape: shapeNumber}, true
	case "UID", "UIDBEFORE", "UIDAFTER":
		return searchArgs{shape: shapeSet}, true
	case "KEYWORD", "UNKEYWORD", "EMAILID", "THREADID", "FILTER":
		return searchArgs{shape: shapeKeyword}, true
	case "BCC", "BODY", "CC", "FROM", "SUBJECT", "TEXT", "TO", "X-GM-RAW", "X-GM-LABELS":
		return searchArgs{hidden: true}, true
	case "HEADER":
		return searchArgs{shape: shapeName, hidden: true}, true
	case "ANNOTATION":
		return searchArgs{shape: shapeEntry, more: shapeKeyword, hidden: true}, true
	}
	return args, false
}

// maxSearchKey is the length of the longest key, SAVEDATESUPPORTED.
const maxSearchKey = 17
