package imap

import (
	"fmt"
	"strings"
	"testing"
)

// script runs a scanner over the parts and writes its tokens down, one a line, literals joined.
func script(s *Scanner, parts ...string) string {
	var out strings.Builder
	lit := ""
	for _, p := range parts {
		b := []byte(p)
		for {
			var tok Token
			tok, b = s.Next(b)
			switch tok.Kind {
			case TokenLine:
				fmt.Fprintf(&out, "L %q %d %v %d\n", tok.Text, tok.Octets, tok.Literal, tok.Flags)
			case TokenLiteral:
				lit += string(tok.Text)
				if tok.Left == 0 {
					fmt.Fprintf(&out, "D %q\n", lit)
					lit = ""
				}
			}
			if tok.Kind == TokenNone {
				break
			}
		}
	}
	return out.String()
}

func TestScannerCuts(t *testing.T) {
	in := "a1 LOGIN {4}\r\njoe\n {3+}\r\nabc\r\na2 NOOP\nx {0}\r\n y\r\nb ~{2+}\r\n\x00\n z{5-}\r\n" + strings.Repeat("q", 90) + " {2}\r\nhi\r\n\r\r\n"
	newScanner := func() *Scanner { return &Scanner{MaxLine: 80, MaxLiteral: 3} }
	want := script(newScanner(), in)
	for i := range in {
		for j := i; j <= len(in); j++ {
			if got := script(newScanner(), in[:i], in[i:j], in[j:]); got != want {
				t.Fatalf("cut at %d, %d:\n%s\nwant\n%s", i, j, got, want)
			}
		}
	}
	if got := script(newScanner(), strings.Split(in, "")...); got != want {
		t.Fatalf("octet by octet:\n%s\nwant\n%s", got, want)
	}
	t.Log(want)
}

func TestLookupAll(t *testing.T) {
	for i := range commandTable {
		c := &commandTable[i]
		for _, name := range []string{c.name, strings.ToLower(c.name)} {
			if got, ok := LookupCommand([]byte(name)); !ok || got != c {
				t.Errorf("LookupCommand(%q) = %v, %v", name, got, ok)
			}
		}
	}
	if n := testing.AllocsPerRun(100, func() { LookupCommand([]byte("uid fetch")); LookupCommand([]byte("XYZZY")) }); n != 0 {
		t.Error("allocs", n)
	}
}
