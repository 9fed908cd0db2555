package imap

// octetClass holds what the grammar says of one octet (RFC 9051 §9).
type octetClass uint8

const (
	octetAtom   octetClass = 1 << iota // ATOM-CHAR: no atom-specials
	octetTag                           // tag: 1*<any ASTRING-CHAR except "+">
	octetWord                          // ends no word of ours: anything but SP, controls, parentheses and DEL
	octetBase64                        // base64-char, and "=" for the padding
)

// octets is written once, before main.
var octets = buildOctets()

// buildOctets writes down
//
//	atom-specials   = "(" / ")" / "{" / SP / CTL / list-wildcards / quoted-specials / resp-specials
//	ASTRING-CHAR    = ATOM-CHAR / resp-specials
//	list-wildcards  = "%" / "*"
//	quoted-specials = DQUOTE / "\"
//	resp-specials   = "]"
func buildOctets() (table [256]octetClass) {
	for c := 0x21; c < 0x7f; c++ {
		switch c {
		case '(', ')':
			continue
		case '{', '%', '*', '"', '\\':
			table[c] = octetWord
		case ']', '+':
			table[c] = octetWord | octetTag | octetAtom
		default:
			table[c] = octetWord | octetTag | octetAtom
		}
	}
	table[']'] &^= octetAtom
	table['+'] &^= octetTag
	for c := 0x80; c < 0x100; c++ {
		table[c] = octetWord // UTF-8 and worse: no atom, but never a reason to stop
	}
	for c := range table {
		switch {
		case c >= '0' && c <= '9', c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c == '+', c == '/', c == '=':
			table[c] |= octetBase64
		}
	}
	return table
}

// all says whether every octet of b has the class; false for no octets.
func all(b []byte, class octetClass) bool {
	for _, c := range b {
		if octets[c]&class == 0 {
			return false
		}
	}
	return len(b) > 0
}

// IsTag says whether b is a legal tag (RFC 9051 §9): any ASTRING-CHAR but "+", at least one.
func IsTag(b []byte) bool { return all(b, octetTag) }

// IsAtom says whether b is an atom (RFC 9051 §9).
func IsAtom(b []byte) bool { return all(b, octetAtom) }
