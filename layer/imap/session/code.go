package session

import "bytes"

// respText is the human part of a status response, taken apart.
type respText struct{ code, args, text []byte }

// parseText reads (RFC 9051 section 9)
//
//	resp-text      = ["[" resp-text-code "]" SP] [text]
//	resp-text-code = atom [SP 1*<any TEXT-CHAR except "]">]
//
// A quoted string within the code may hold a "]", as BADURL's and Dovecot's do. Without a "]" all is text.
func parseText(b []byte) (t respText) {
	if len(b) == 0 || b[0] != '[' {
		return respText{text: b}
	}
	end := codeEnd(b)
	if end < 0 {
		return respText{text: b}
	}
	t.code, t.args, _ = cutTwo(b[1:end])
	t.text = trimSpace(b[end+1:])
	return t
}

// codeEnd finds the "]" that ends a code.
func codeEnd(b []byte) int {
	quoted := false
	for i := 1; i < len(b); i++ {
		switch c := b[i]; {
		case c == '"':
			quoted = !quoted
		case quoted && c == '\\':
			i++
		case !quoted && c == ']':
			return i
		}
	}
	return bytes.IndexByte(b, ']') // a quote that was none
}
