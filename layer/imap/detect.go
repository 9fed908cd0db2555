package imap

import "bytes"

// IsPayload says whether a segment's octets look like IMAP where nothing else tells, the port least of all. Only the first line counts:
//
//   - "* " and a status, a known name of data, or a number and a known name;
//   - "+" alone or "+ ";
//   - a legal tag and OK, NO or BAD;
//   - a legal tag and a known command whose arguments fit its grammar as far as the line goes.
//
// A line end is not needed. 8-bit octets change nothing. Text that is grammatical is taken for IMAP ("250 OK").
func IsPayload(b []byte) bool {
	line, complete := firstLine(b)
	s := parseShape(line)
	switch s.kind {
	case KindContinuation, KindTaggedResponse:
		return true
	case KindUntagged:
		if s.number {
			return s.word.is(wordNumbered)
		}
		return s.word.is(wordData | wordStatus)
	case KindClientCommand:
		return s.word.command() != nil && argsFit(line, complete)
	}
	return false
}

// IsPayloadOnPort is IsPayload for a connection that its port, or what came before, has told to be IMAP: every line that has the
// shape of IMAP passes, unknown commands and data as well, and so does DONE.
func IsPayloadOnPort(b []byte) bool {
	line, _ := firstLine(b)
	return parseShape(line).kind != KindUnknown || equalFold(line, "DONE")
}

// firstLine cuts at the first LF and drops CRs before it, or at the end.
func firstLine(b []byte) (line []byte, complete bool) {
	end := bytes.IndexByte(b, '\n')
	if end < 0 {
		return trimCR(b), false
	}
	return trimCR(b[:end]), true
}

// argsFit says whether the line's arguments are what its command takes: as many, in their places, of their shape. A line that is cut,
// or goes on after a literal, may lack the last ones.
func argsFit(line []byte, complete bool) bool {
	c, ok := ParseCommand(line)
	if !ok || c.Command == nil {
		return ok && !complete
	}
	if len(c.Args) > 0 && c.Args[0] == ' ' {
		return false
	}
	lit, literal := ParseLiteral(line)
	var p Parser
	p.Feed(c.Args, lit)
	w := NewArgWalker(c.Command)
	first := true // the next value can begin a search program
	words := 0    // bare words that stand where LIST takes its names
	for v := p.Next(); v.Kind != ValueNone; v = p.Next() {
		kind := w.Next(v)
		if kind == ArgNone && (complete || v.Kind != ValueInvalid) || !plausible(kind, v, p.Depth()) {
			return false
		}
		if first && kind == ArgSearchText {
			return false // no search key
		}
		first = kind == ArgWord || kind == ArgReturn || kind == ArgCharset || kind == ArgAlgorithm || kind == ArgSortKeys
		if (kind == ArgReference || kind == ArgPattern) && v.Kind == ValueAtom && !bytes.ContainsAny(v.Text, "%*/.") {
			words++
		}
	}
	// Clients send LIST "" "*": two bare words after "list" are prose.
	return words < 2 && (literal || !complete || !w.Missing())
}

// plausible checks the shape of the arguments whose shape is fixed.
func plausible(kind ArgKind, v Value, depth int) bool {
	switch kind {
	case ArgSequence:
		return IsSequenceSet(v.Text)
	case ArgStatusItems, ArgSortKeys, ArgResources, ArgEntryValues:
		return depth > 0 || v.Kind == ValueClose
	case ArgStoreOp:
		return v.Kind == ValueAtom && (hasPrefixFold(v.Text, "FLAGS") || hasPrefixFold(v.Text, "+FLAGS") || hasPrefixFold(v.Text, "-FLAGS"))
	}
	return true
}
