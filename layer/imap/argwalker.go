package imap

// ArgWalker names the arguments of one command: it is told each value that a Parser gives, in order, and answers what it is by the
// command's grammar, without a look back. It keeps no octets.
type ArgWalker struct {
	command *Command
	place   int     // in the grammar
	kind    ArgKind // of the list that is open, or of the value before
	depth   int
	await   string     // the keyword's place was reached: its argument is next
	search  searchStep // within a search program
	odd     bool       // within ID and SETMETADATA: a value is next
	hide    bool       // the value that is next is secret
	broken  bool       // within ID and SETMETADATA: the pairs are not known any more
	atom    bool       // the top-level value before was an atom: CATENATE (…), UTF8 (…)
}

// NewArgWalker starts at the command's first argument; nil is a command without grammar, all of whose arguments are ArgNone.
func NewArgWalker(c *Command) ArgWalker { return ArgWalker{command: c} }

// Next names v. A parenthesis has the kind of its list. What the grammar does not describe is ArgNone.
func (w *ArgWalker) Next(v Value) ArgKind {
	if w.command == nil || v.Kind == ValueNone || v.Kind == ValueInvalid || v.Kind == ValueTooDeep {
		return ArgNone
	}
	if w.depth == 0 && v.Kind != ValueClose {
		w.kind = w.enter(v)
	}
	kind := w.kind
	switch v.Kind {
	case ValueOpen:
		if w.depth == 0 && isString(kind) {
			w.command = nil // no list can stand here: what follows is not known either
			return ArgNone
		}
		w.broken = w.broken || w.depth > 0
		if w.depth++; w.depth == 1 {
			w.odd, w.hide, w.broken = false, false, false
		}
	case ValueClose:
		w.depth = max(0, w.depth-1)
	default:
		if v.Kind == ValueLiteral && !takesLiteral(kind) && !v.Section {
			w.command = nil // lines that were meant for something else follow
			return ArgNone
		}
		if kind = w.within(v); !canShow(kind, v) {
			w.broken = true
			return ArgSecret
		}
	}
	return kind
}

// takesLiteral says whether the place can hold a literal: the others hold atoms and numbers.
func takesLiteral(k ArgKind) bool {
	switch k {
	case ArgFlags, ArgSequence, ArgFetchItems, ArgModifiers, ArgStoreOp, ArgStatusItems, ArgSortKeys, ArgDate, ArgNumber, ArgCapability,
		ArgAlgorithm, ArgListOptions, ArgResources, ArgWord:
		return false
	}
	return true
}

// isString says whether the place takes one string or number, never a list.
func isString(k ArgKind) bool {
	switch k {
	case ArgMailbox, ArgMailboxTo, ArgReference, ArgMechanism, ArgUser, ArgPassword, ArgInitial, ArgSequence, ArgCharset, ArgAlgorithm, ArgStoreOp,
		ArgDate, ArgIdentifier, ArgRights, ArgQuotaRoot, ArgCapability, ArgNumber:
		return true
	}
	return false
}

// Missing says whether the grammar needs another argument after those seen. Places that repeat need one value.
func (w *ArgWalker) Missing() bool {
	if w.command == nil {
		return false
	}
	for _, a := range w.command.args[min(w.place, len(w.command.args)):] {
		if !a.Optional {
			return true
		}
	}
	return w.depth > 0 || w.await != ""
}

// enter takes a value at the top level and finds its place.
func (w *ArgWalker) enter(v Value) ArgKind {
	afterAtom := w.atom
	w.atom = v.Kind == ValueAtom
	if w.await != "" {
		w.await = ""
		w.place++
		return w.command.Arg(w.place - 1).Kind
	}
	for {
		a := w.command.Arg(w.place)
		switch {
		case a.Word != "" && v.Is(a.Word):
			w.await = a.Word
			return ArgWord
		case a.Optional && !fits(a, v):
			w.place++
			continue
		case a.Kind == ArgMessage && w.place >= len(w.command.args) && !afterAtom:
			return appendKind(v)
		}
		w.place++
		return a.Kind
	}
}

// fits says whether an optional place can hold v, by its shape.
func fits(a Arg, v Value) bool {
	if a.Word != "" {
		return false
	}
	switch a.Kind {
	case ArgModifiers, ArgOptions, ArgListOptions, ArgFlags:
		return v.Kind == ValueOpen
	case ArgDate:
		return v.Kind == ValueQuoted
	}
	return true
}

// appendKind tells the flags and the date of the second and later messages of an APPEND (RFC 3502) from the messages.
func appendKind(v Value) ArgKind {
	switch v.Kind {
	case ValueOpen:
		return ArgFlags
	case ValueQuoted:
		return ArgDate
	}
	return ArgMessage
}

// within refines the kind where a place mixes what may be shown with what may not.
func (w *ArgWalker) within(v Value) ArgKind {
	switch w.kind {
	case ArgSearch:
		return w.search.next(v)
	case ArgMechanism:
		if !isMechanism(v) {
			return ArgSecret
		}
	case ArgEntryValues:
		w.odd = !w.odd
		if !w.odd || w.broken || w.depth != 1 {
			return ArgSecret
		}
		return ArgEntries
	case ArgID:
		return w.id(v)
	case ArgMessage:
		// CATENATE (URL "imap://…;URLAUTH=…" TEXT {9}): an address can carry a token, as a literal too.
		if w.hide {
			w.hide = false
			return ArgSecret
		}
		w.hide = w.depth > 0 && v.Is("URL")
		if v.Kind != ValueLiteral && (w.depth > 0 && v.Kind != ValueAtom || w.depth == 0 && !isMessageWord(v)) {
			return ArgSecret
		}
		if w.depth > 0 && !v.Is("URL") && !v.Is("TEXT") && v.Kind == ValueAtom {
			return ArgSecret
		}
	}
	return w.kind
}

func isMessageWord(v Value) bool { return v.Is("CATENATE") || v.Is("UTF8") }
