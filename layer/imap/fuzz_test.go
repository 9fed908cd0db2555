package imap

import (
	"bytes"
	"strings"
	"testing"
)

// FuzzLayer: no octets make a getter panic, and the getters agree.
func FuzzLayer(f *testing.F) {
	for _, v := range vectors {
		f.Add([]byte(crlf(v.payload)))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		total := 0
		for l := range Lines(b) {
			agree(t, l)
			total += l.Len()
			l.Summary()
			l.SummaryRaw()
			l.ShowFields()
			if r := ParseResponse(l.Line()); l.IsUntagged() && (r.Verb == "") != (l.Command() == "") {
				t.Errorf("%q: response %q, layer %q", l.Line(), r.Verb, l.Command())
			}
			if c, ok := ParseCommand(l.Line()); ok != l.IsClientCommand() || ok && string(c.Tag) != l.Tag() {
				t.Errorf("%q: command %q %v", l.Line(), c.Tag, ok)
			}
		}
		if rest := b[total:]; len(rest) > 0 && !isPadding(rest) {
			t.Errorf("%q: the lines leave %q", b, rest)
		}
		if IsPayload(b) && !IsPayloadOnPort(b) {
			t.Errorf("%q is IMAP, but not on its port", b)
		}
		GuessSide(b)
	})
}

// FuzzScanner: however the octets are cut, the messages are the same; with gaps there is no panic and the carry is bounded.
func FuzzScanner(f *testing.F) {
	f.Add([]byte(scannerInput), uint16(3), uint16(40), uint8(0))
	f.Add([]byte(scannerInput), uint16(17), uint16(50), uint8(4))
	for _, v := range vectors {
		f.Add([]byte(crlf(v.payload)), uint16(1), uint16(2), uint8(1))
	}
	f.Fuzz(func(t *testing.T, b []byte, i, j uint16, gap uint8) {
		from := min(int(i), len(b))
		to := min(from+int(j), len(b))
		fresh := func() *Scanner { return &Scanner{MaxLine: 40, MaxLiteral: 1000} }
		whole := script(fresh(), string(b))
		if got := script(fresh(), string(b[:from]), string(b[from:to]), string(b[to:])); got != whole {
			t.Fatalf("cut at %d and %d:\n%s\nwhole:\n%s", from, to, got, whole)
		}
		if got := script(fresh(), strings.Split(string(b), "")...); got != whole {
			t.Fatalf("octet by octet:\n%s\nwhole:\n%s", got, whole)
		}
		s := fresh()
		script(s, string(b[:from]))
		left := s.LiteralLeft()
		inStep := s.Gap(uint64(gap))
		if inStep && s.LiteralLeft() != left-min(left, uint64(gap)) || !inStep && s.LiteralLeft() != 0 {
			t.Fatalf("a gap of %d: left %d, then %d", gap, left, s.LiteralLeft())
		}
		for tok, rest := s.Next(b[to:]); tok.Kind != TokenNone; tok, rest = s.Next(rest) {
			if !inStep && !tok.Flags.Has(Resync) {
				t.Fatalf("out of step, but %v %q", tok.Flags, tok.Text)
			}
			if len(tok.Text) > 40 && tok.Kind == TokenLine || cap(s.carry) > 256 {
				t.Fatalf("line of %d, carry of %d", len(tok.Text), cap(s.carry))
			}
		}
		s.InStep()
		script(s, string(b))
	})
}

// FuzzParser: no line makes the parsers panic or nest beyond the limit, and what a grammar calls secret is not in the summary.
func FuzzParser(f *testing.F) {
	for _, line := range []string{`a LOGIN joe "s3 \"cret"`, `a ID ("name" "x" "password" y)`, `a SEARCH OR FROM x (TEXT {5}`, `* 1 FETCH (FLAGS (\Seen) BODY[] {5}`,
		`a APPEND x (\Seen) "d" CATENATE (URL x TEXT {5}`, "a AUTHENTICATE PLAIN AHg=", "a UID FETCH 1 BODY[HEADER.FIELDS (\"x]\")]<0.1>", strings.Repeat("(", 200)} {
		f.Add([]byte(line), []byte(" more)"))
	}
	f.Fuzz(func(t *testing.T, line, next []byte) {
		if bytes.IndexByte(line, '\n') >= 0 {
			return
		}
		l := NewLayer(line)
		w := NewArgWalker(l.Grammar())
		r := NewFetchReader(10)
		p := Parser{MaxDepth: 10}
		args := l.ArgsBytes()
		if c, ok := ParseCommand(line); ok {
			args = c.Args
		}
		for _, fragment := range [][]byte{args, next} {
			lit, _ := ParseLiteral(fragment)
			p.Feed(fragment, lit)
			for v := p.Next(); v.Kind != ValueNone; v = p.Next() {
				w.Next(v)
				if p.Depth() > 10 || v.Len() != uint64(len(v.AppendText(nil))) && v.Kind != ValueLiteral {
					t.Fatalf("depth %d, %v", p.Depth(), v)
				}
			}
			r.Feed(fragment, lit)
			for it, ok := r.Next(); ok; it, ok = r.Next() {
				it.Content()
			}
		}
	})
}

// FuzzSummarySecret: a password in whatever form it is sent is in no summary.
func FuzzSummarySecret(f *testing.F) {
	for _, s := range []string{"pw", `a"b\c`, "x y z", "", "ü", "(", "{5}", "a\r\nb", "NIL"} {
		f.Add("joe", s)
	}
	f.Fuzz(func(t *testing.T, user, password string) {
		const mark = "s3cret"
		message, err := NewBuilder().Login("A1", user, mark+password+mark).Build()
		if err != nil || strings.Contains(user, mark) {
			return
		}
		for _, cut := range [][]byte{message, message[:len(message)-3]} {
			for l := range Lines(cut) {
				if strings.Contains(l.Summary(), mark) {
					t.Errorf("%q: %s", cut, l.Summary())
				}
			}
		}
	})
}
