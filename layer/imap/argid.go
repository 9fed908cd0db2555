package imap

// id walks "(" field value … ")" (RFC 2971): a value is shown where its field's name is plain and harmless.
func (w *ArgWalker) id(v Value) ArgKind {
	if w.depth == 0 {
		if v.Kind == ValueNIL {
			return ArgID
		}
		return ArgSecret
	}
	if w.broken || w.depth != 1 {
		return ArgSecret
	}
	w.odd = !w.odd
	if w.odd {
		w.hide = v.Kind != ValueQuoted && v.Kind != ValueAtom || soundsSecret(v.Text)
		if v.Kind != ValueLiteral && !isFieldName(v.Text) {
			w.hide = true
			return ArgSecret
		}
		return ArgIDField
	}
	if w.hide {
		return ArgSecret
	}
	return ArgIDValue
}

// soundsSecret looks for parts of names under which clients have been seen to send credentials.
func soundsSecret(name []byte) bool {
	for i := range name {
		for _, part := range [...]string{"PASS", "PWD", "SECRET", "TOKEN", "AUTH", "CRED"} {
			if hasPrefixFold(name[i:], part) {
				return true
			}
		}
	}
	return false
}

// isFieldName says whether b can be the name of an ID field (RFC 2971 §3.3): 30 octets at most.
func isFieldName(b []byte) bool {
	if len(b) == 0 || len(b) > 30 {
		return false
	}
	for _, c := range b {
		if c|0x20-'a' >= 26 && !isDigit(c) && c != '-' && c != '_' && c != '.' {
			return false
		}
	}
	return true
}
