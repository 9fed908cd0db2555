package imap

import (
	"fmt"
	"strings"
	"testing"
)

// script runs a scanner over the parts and writes its tokens down, one a line, the pieces of a literal joined.
func script(s *Scanner, parts ...string) string {
	var out strings.Builder
	lit, octets := "", 0
	for _, p := range parts {
		tok, b := s.Next([]byte(p))
		for ; tok.Kind != TokenNone; tok, b = s.Next(b) {
			octets += tok.Octets
			if tok.Kind == TokenLine {
				fmt.Fprintf(&out, "line %q %d %v %v\n", tok.Text, tok.Octets, tok.Literal, tok.Flags)
				continue
			}
			if lit += string(tok.Text); tok.Left == 0 {
				fmt.Fprintf(&out, "literal %q\n", lit)
				lit = ""
			}
		}
	}
	fmt.Fprintf(&out, "octets %d, pending %d, left %d %v\n", octets, s.Pending(), s.LiteralLeft(), len(lit))
	return out.String()
}

const scannerInput = "a1 LOGIN {4}\r\njoe\n {3+}\r\nabc\r\na2 NOOP\nx {0}\r\n y\r\nb ~{2+}\r\n\x00\n z{5-}\r\n" +
	"qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq {2}\r\nhi\r\n\r\r\n" +
	"n\x00n {99999999999999999999}\r\nc ~{12}\r\n0123456"

const scannerWant = `line "a1 LOGIN {4}" 14 {4 1 false} 8
literal "joe\n"
line " {3+}" 7 {3 2 false} 64
literal "abc"
line "" 2 {0 0 false} 64
line "a2 NOOP" 8 {0 0 false} 1
line "x {0}" 7 {0 1 false} 0
literal ""
line " y" 4 {0 0 false} 64
line "b ~{2+}" 9 {2 2 true} 0
literal "\x00\n"
line " z{5-}" 8 {0 0 false} 64
line "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq" 96 {2 1 false} 4
literal "hi"
line "" 2 {0 0 false} 64
line "\r" 3 {0 0 false} 0
line "n\x00n {99999999999999999999}" 28 {0 0 false} 18
line "c ~{12}" 9 {12 1 true} 8
octets 215, pending 0, left 5 7
`

func TestScannerCuts(t *testing.T) {
	fresh := func() *Scanner { return &Scanner{MaxLine: 80, MaxLiteral: 3} }
	if got := script(fresh(), scannerInput); got != scannerWant {
		t.Fatalf("got\n%s\nwant\n%s", got, scannerWant)
	}
	for i := range scannerInput {
		for j := i; j <= len(scannerInput); j++ {
			if got := script(fresh(), scannerInput[:i], scannerInput[i:j], scannerInput[j:]); got != scannerWant {
				t.Fatalf("cut at %d and %d:\n%s", i, j, got)
			}
		}
	}
	if got := script(fresh(), strings.Split(scannerInput, "")...); got != scannerWant {
		t.Fatalf("octet by octet:\n%s", got)
	}
}

func TestScannerEmptyLiteralWaitsForAnOctet(t *testing.T) {
	var s Scanner
	if tok, _ := s.Next([]byte("a X {0}\r\n")); tok.Literal.Form != LiteralSync {
		t.Fatal(tok)
	}
	if tok, _ := s.Next(nil); tok.Kind != TokenNone || !s.InLiteral() {
		t.Error("the end of an empty literal is told before its time:", tok)
	}
	s.NoLiteral()
	if tok, _ := s.Next([]byte("b NOOP\r\n")); tok.Kind != TokenLine || tok.Flags != 0 {
		t.Error("a refused empty literal:", tok)
	}
}

func TestScannerNoLiteral(t *testing.T) {
	var s Scanner
	s.Next([]byte("a1 OK see {5}\r\n"))
	s.NoLiteral()
	if tok, _ := s.Next([]byte("a2 NOOP\r\n")); tok.Kind != TokenLine || string(tok.Text) != "a2 NOOP" || tok.Flags != 0 {
		t.Error("after a refusal:", tok)
	}
	s.Next([]byte("a3 X {5}\r\n"))
	s.Next([]byte("ab"))
	s.NoLiteral() // too late: octets of it have come
	if tok, rest := s.Next([]byte("cde\r\n")); tok.Kind != TokenLiteral || tok.Left != 0 || string(rest) != "\r\n" {
		t.Error("NoLiteral within a literal counts:", tok, rest)
	}
}

func TestScannerGapInLiteral(t *testing.T) {
	for _, gap := range []uint64{1, 2, 3} {
		var s Scanner
		s.Next([]byte("* 1 FETCH (BODY[] {5}\r\n"))
		s.Next([]byte("ab"))
		if !s.Gap(gap) || s.LiteralLeft() != 3-gap {
			t.Fatalf("gap of %d: left %d", gap, s.LiteralLeft())
		}
		tok, rest := s.Next([]byte("cde"[:3-gap] + ")\r\n"))
		if tok.Kind != TokenLiteral || tok.Left != 0 || tok.Octets != int(3-gap) {
			t.Errorf("gap of %d: the literal's end is %v", gap, tok)
		}
		if tok, _ = s.Next(rest); string(tok.Text) != ")" || tok.Flags != Continued {
			t.Errorf("gap of %d: then %v", gap, tok)
		}
	}
}

func TestScannerGapLosesFraming(t *testing.T) {
	for name, start := range map[string]string{"within a line": "* 1 FE", "between lines": "* 1 EXISTS\r\n", "beyond a literal": "x {3}\r\nab"} {
		var s Scanner
		script(&s, start)
		if s.Gap(2) || s.Pending() != 0 {
			t.Errorf("%s: in step after a gap, %d pending", name, s.Pending())
		}
		for i, want := range []Flags{Resync | HeadLost, Resync, Resync} {
			tok, rest := s.Next([]byte("tail {3}\r\n"))
			if tok.Kind != TokenLine || tok.Flags != want || len(rest) != 0 || tok.Literal.Size != 3 {
				t.Errorf("%s: line %d is %v", name, i, tok)
			}
		}
		s.InStep()
		if got := script(&s, "abc)\r\n* 2 EXISTS\r\n"); !strings.HasPrefix(got, "literal \"abc\"\nline \")\" 3 {0 0 false} 64\nline \"* 2 EXISTS\" 12 {0 0 false} 0\n") {
			t.Errorf("%s: in step again:\n%s", name, got)
		}
	}
}

func TestScannerGapOfNothing(t *testing.T) {
	var s Scanner
	s.Next([]byte("a NO"))
	if !s.Gap(0) {
		t.Error("a gap of 0 octets loses framing")
	}
	if tok, _ := s.Next([]byte("OP\r\n")); string(tok.Text) != "a NOOP" {
		t.Error(tok)
	}
}

func TestScannerBounds(t *testing.T) {
	s := Scanner{MaxLine: 1000}
	chunk := []byte(strings.Repeat("x", 777))
	for range 1000 {
		s.Next(chunk)
	}
	if s.Pending() != 777000 || cap(s.carry) > 4096 {
		t.Errorf("pending %d, carry of %d", s.Pending(), cap(s.carry))
	}
	tok, _ := s.Next([]byte(" {7}\r\n"))
	if !tok.Flags.Has(TooLong) || len(tok.Text) != 1000 || tok.Literal.Size != 7 || tok.Octets != 777006 {
		t.Errorf("line of %d, %d octets, %v %v", len(tok.Text), tok.Octets, tok.Literal, tok.Flags)
	}
	s.Next(nil)
	if cap(s.carry) > keepCarry+1 {
		t.Errorf("carry of %d octets is kept", cap(s.carry))
	}
}

func TestScannerLineLimitIsExact(t *testing.T) {
	for _, end := range []string{"\r\n", "\n"} {
		for cut := range 12 {
			for n, want := range map[int]bool{10: false, 11: true} {
				s := Scanner{MaxLine: 10}
				in := strings.Repeat("x", n) + end
				s.Next([]byte(in[:cut]))
				if cut == len(in) {
					continue
				}
				if tok, _ := s.Next([]byte(in[cut:])); tok.Flags.Has(TooLong) != want || len(tok.Text) != 10 {
					t.Errorf("%q cut at %d: %q %v", in, cut, tok.Text, tok.Flags)
				}
			}
		}
	}
}

func TestScannerDoesNotAllocate(t *testing.T) {
	whole := []byte("* 1 FETCH (BODY[] {5}\r\nhello)\r\nA1 OK done\r\n")
	cut := [][]byte{[]byte("* 1 FETCH (BODY[] {5"), []byte("}\r\nhel"), []byte("lo)\r"), []byte("\nA1 OK done\r\n")}
	var s Scanner
	feed := func(b []byte) {
		for tok, rest := s.Next(b); tok.Kind != TokenNone; tok, rest = s.Next(rest) {
			sink += len(tok.Text)
		}
	}
	if n := testing.AllocsPerRun(100, func() { feed(whole) }); n != 0 {
		t.Error("whole lines:", n, "allocations")
	}
	if n := testing.AllocsPerRun(100, func() {
		for _, b := range cut {
			feed(b)
		}
	}); n != 0 {
		t.Error("cut lines:", n, "allocations")
	}
}

func TestScannerReset(t *testing.T) {
	s := Scanner{MaxLine: 5, MaxLiteral: 6}
	s.Next([]byte("a {9}\r\nabc"))
	s.Gap(100)
	s.Reset()
	if s.MaxLine != 5 || s.MaxLiteral != 6 || s.InLiteral() || s.flags != 0 {
		t.Errorf("%+v", s)
	}
	if tok, _ := s.Next([]byte("b\r\n")); tok.Flags != 0 || string(tok.Text) != "b" {
		t.Error(tok)
	}
}

func BenchmarkScanner(b *testing.B) {
	in := []byte(strings.Repeat("* 12 FETCH (FLAGS (\\Seen) UID 4012)\r\n", 30) + "* 1 FETCH (BODY[] {5000}\r\n" + strings.Repeat("x", 5000) + ")\r\n")
	for name, size := range map[string]int{"whole": len(in), "segments": 1460} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(in)))
			var s Scanner
			for b.Loop() {
				for from := 0; from < len(in); from += size {
					tok, rest := s.Next(in[from:min(len(in), from+size)])
					for ; tok.Kind != TokenNone; tok, rest = s.Next(rest) {
						sink += tok.Octets
					}
				}
			}
		})
	}
}
