package filter

import "strings"

type kind uint8

const (
	kindEnd    kind = iota // behind the last token
	kindWord               // a keyword or a name
	kindNumber             // decimal, octal (0...) or hexadecimal (0x...)
	kindValue              // starts like a number but is none: an address, a prefix of one, a MAC address, a range
	kindSign               // an operator or a bracket
)

// token is a piece of an expression; text is cut out of it.
type token struct {
	kind    kind
	escaped bool // written \word: a name even where it is a keyword
	text    string
	at      int    // octets before it
	number  uint32 // of a kindNumber
	match   int    // of a "(": the index of its ")"
}

// maxExpression is the most octets of an expression: libpcap's longest programs come from lists of addresses, and
// 4,096 instructions hold no more than some thousand of them, at up to 43 octets each and a word between.
const maxExpression = 1 << 18

// maxNesting bounds how deep parentheses, brackets and signs may nest, and with that the parser's recursion.
const maxNesting = 200

// signs are the operators, longer ones before their beginnings.
const signs = "&& || != == >= <= << >> ( ) [ ] : + - * / % & | ^ ! < > ="

// tokens cuts an expression up and closes it with a kindEnd.
//
// A word or value runs over letters, digits and "._-:"; inside square brackets ":" stands alone, as it parts an
// offset from a size there, and "-" belongs to words that start with a letter only.
func tokens(s string) []token {
	if len(s) > maxExpression {
		fail(0, "the expression has %d octets: expected at most %d", len(s), maxExpression)
	}
	var out []token
	brackets := 0
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			i++
			continue
		case c == '\\' || isWordStart(s[i:], brackets > 0):
			t := word(s, i, brackets > 0)
			out = append(out, t)
			i = t.at + len(t.text)
			continue
		}
		t := sign(s, i)
		switch t.text {
		case "[":
			brackets++
		case "]":
			brackets = max(brackets-1, 0)
		}
		out = append(out, t)
		i += len(t.text)
	}
	out = append(out, token{kind: kindEnd, at: len(s)})
	pair(out)
	return out
}

func isWordStart(s string, inBrackets bool) bool {
	return isAlnum(s[0]) || s[0] == '$' || !inBrackets && strings.HasPrefix(s, "::")
}

func isAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// word cuts the word or value at i.
func word(s string, i int, inBrackets bool) token {
	t := token{kind: kindWord, at: i}
	if s[i] == '\\' {
		t.escaped = true
		t.at++
		i++
	}
	letter := i < len(s) && !('0' <= s[i] && s[i] <= '9')
	for i < len(s) {
		c := s[i]
		if !isAlnum(c) && c != '_' && c != '.' && c != '$' && !(c == '-' && (letter || !inBrackets)) && !(c == ':' && !inBrackets) {
			break
		}
		i++
	}
	t.text = s[t.at:i]
	if t.text == "" {
		fail(t.at, "nothing after \\: expected a name")
	}
	if t.escaped {
		return t
	}
	if n, ok := number(t.text); ok {
		t.kind, t.number = kindNumber, n
	} else if !letter || strings.IndexByte(t.text, ':') >= 0 || t.text[0] == '$' {
		t.kind = kindValue
	} else if _, ok := parseMAC(t.text); ok {
		t.kind = kindValue
	}
	return t
}

func sign(s string, i int) token {
	for w := range strings.SplitSeq(signs, " ") {
		if strings.HasPrefix(s[i:], w) {
			return token{kind: kindSign, text: w, at: i}
		}
	}
	fail(i, "unexpected %q: expected a word, a number, an address or an operator", s[i])
	return token{}
}

// pair finds the ")" of each "(".
func pair(ts []token) {
	var open []int
	for i := range ts {
		if ts[i].kind != kindSign {
			continue
		}
		switch ts[i].text {
		case "(":
			open = append(open, i)
		case ")":
			if len(open) == 0 {
				fail(ts[i].at, "unexpected \")\": no \"(\" stands open")
			}
			ts[open[len(open)-1]].match = i
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		fail(ts[open[len(open)-1]].at, "\"(\" is never closed: expected \")\"")
	}
}
