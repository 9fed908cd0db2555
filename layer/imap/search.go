package imap

// searchStep walks a search program (RFC 9051 §6.4.4 and the extensions): it names the keys, and tells what is looked for, which is
// secret, from dates, numbers and flags, which are not. An unknown word is taken for what is looked for.
type searchStep struct {
	shown  uint8 // arguments of the last key that may be shown come first
	hidden uint8 // then those that may not
}

// next names one value of the program that is no parenthesis.
func (s *searchStep) next(v Value) ArgKind {
	switch {
	case s.shown > 0:
		s.shown--
		if !isSearchValue(v) {
			return ArgSearchText
		}
		return ArgSearchValue
	case s.hidden > 0:
		s.hidden--
		return ArgSearchText
	case v.Kind == ValueNumber || v.Kind == ValueAtom && IsSequenceSet(v.Text):
		return ArgSearchValue
	case v.Kind != ValueAtom:
		return ArgSearchText
	}
	shown, hidden, ok := searchKey(v.Text)
	if !ok {
		return ArgSearchText
	}
	s.shown, s.hidden = shown, hidden
	return ArgSearchKey
}

// isSearchValue lets through what a date, number, sequence set, keyword or header name is made of.
func isSearchValue(v Value) bool {
	return v.Kind == ValueNumber || v.Kind == ValueAtom || v.Kind == ValueFlag || v.Kind == ValueQuoted && !v.Escaped && len(v.Text) <= maxSearchValue
}

// maxSearchValue is room for the longest header names in use; a quoted date has 13 octets.
const maxSearchValue = 40

// searchKey gives the arguments of a key: first those that may be shown, then those that may not.
func searchKey(b []byte) (shown, hidden uint8, ok bool) {
	if len(b) > maxSearchKey {
		return 0, 0, false
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
		return 0, 0, true
	case "BEFORE", "ON", "SINCE", "SENTBEFORE", "SENTON", "SENTSINCE", "SAVEDBEFORE", "SAVEDON", "SAVEDSINCE", // dates
		"LARGER", "SMALLER", "OLDER", "YOUNGER", "MODSEQ", "UID", "KEYWORD", "UNKEYWORD", "EMAILID", "THREADID", "FILTER",
		"X-GM-MSGID", "X-GM-THRID", "UIDBEFORE", "UIDAFTER":
		return 1, 0, true
	case "BCC", "BODY", "CC", "FROM", "SUBJECT", "TEXT", "TO", "X-GM-RAW", "X-GM-LABELS":
		return 0, 1, true
	case "HEADER":
		return 1, 1, true
	case "ANNOTATION":
		return 2, 1, true
	}
	return 0, 0, false
}

// maxSearchKey is the length of the longest key, SAVEDATESUPPORTED.
const maxSearchKey = 17
