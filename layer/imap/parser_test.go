package imap

import (
	"fmt"
	"strings"
	"testing"
)

// values writes down what a Parser gives for fragments that are lines, each with its announcement.
func values(p *Parser, fragments ...string) string {
	var out strings.Builder
	for _, f := range fragments {
		lit, _ := ParseLiteral([]byte(f))
		p.Feed([]byte(f), lit)
		for v := p.Next(); v.Kind != ValueNone; v = p.Next() {
			switch v.Kind {
			case ValueOpen:
				out.WriteString("( ")
			case ValueClose:
				out.WriteString(") ")
			case ValueLiteral:
				fmt.Fprintf(&out, "<%d> ", v.Literal.Size)
			default:
				fmt.Fprintf(&out, "%s:%s ", [...]string{"", "atom", "number", "nil", "flag", "quoted", "", "", "", "invalid", "deep"}[v.Kind], v.AppendText(nil))
			}
		}
	}
	return strings.TrimSpace(out.String())
}

func TestParser(t *testing.T) {
	for _, row := range []struct {
		in   []string
		want string
	}{
		{[]string{"joe 12 NIL nil"}, "atom:joe number:12 nil:NIL nil:nil"},
		{[]string{`"a\"b" "p\\q" "" "ü ({5}"`}, `quoted:a"b quoted:p\q quoted: quoted:ü ({5}`},
		{[]string{`(\Seen \* (a) ()) x`}, `( flag:\Seen flag:\* ( atom:a ) ( ) ) atom:x`},
		{[]string{"1:*,5 $ 3"}, "atom:1:*,5 atom:$ number:3"},
		{[]string{"x {3}", " (y ~{4+}", ")"}, "atom:x <3> ( atom:y <4> )"},
		{[]string{"BODY.PEEK[HEADER.FIELDS (FROM \"x]y\")]<0.9> FLAGS"}, `atom:BODY.PEEK[HEADER.FIELDS (FROM "x]y")]<0.9> atom:FLAGS`},
		{[]string{"[Gmail]/Spam a[b c"}, "atom:[Gmail]/Spam atom:a[b atom:c"},
		{[]string{"(BODY[HEADER.FIELDS ({4}", " Cc)] {2}", ")"}, "( atom:BODY[HEADER.FIELDS ( <4> atom:Cc)] <2> )"},
		{[]string{"BODY[unclosed x"}, "atom:BODY[unclosed atom:x"},
		{[]string{`"open`}, `invalid:"open`},
		{[]string{"a \x01b c"}, "atom:a invalid:\x01b c"},
		{[]string{"a\tb"}, "atom:a invalid:\tb"},
		{[]string{") )x"}, ") ) atom:x"},
		{[]string{"99999999999999999999 0"}, "atom:99999999999999999999 number:0"},
		{[]string{"INBOX/% *"}, "atom:INBOX/% atom:*"},
		{[]string{"  a  b "}, "atom:a atom:b"},
		{[]string{""}, ""},
	} {
		if got := values(&Parser{}, row.in...); got != row.want {
			t.Errorf("%q: %s, want %s", row.in, got, row.want)
		}
	}
}

func TestParserDepth(t *testing.T) {
	deep := strings.Repeat("(", 10000)
	p := Parser{}
	if got := values(&p, deep, "more", ")"); got != strings.Repeat("( ", DefaultMaxDepth)+"deep:" || p.Depth() != DefaultMaxDepth {
		t.Errorf("%.40s… at depth %d", got, p.Depth())
	}
	p.Reset()
	if got := values(&p, "a"); got != "atom:a" {
		t.Error("after Reset:", got)
	}
	if got := values(&Parser{MaxDepth: 2}, "((x)) (((y"); got != "( ( atom:x ) ) ( ( deep:" {
		t.Error(got)
	}
}

func TestValueLen(t *testing.T) {
	for _, in := range []string{`"a\"b"`, `"\\\\"`, `""`, "abc", `"x\`, "12"} {
		var p Parser
		p.Feed([]byte(in), Literal{})
		if v := p.Next(); v.Len() != uint64(len(v.AppendText(nil))) {
			t.Errorf("%s: Len %d, text %q", in, v.Len(), v.AppendText(nil))
		}
	}
}

func TestIsSequenceSet(t *testing.T) {
	for _, good := range []string{"1", "*", "1:*", "*:1", "1,2:3,*", "$", "4294967295"} {
		if !IsSequenceSet([]byte(good)) {
			t.Errorf("%q is none", good)
		}
	}
	for _, bad := range []string{"", "0", "1:", ":1", "1,", ",1", "a", "1:2:3", "4294967296", "1 2", "-1", "$1", "**"} {
		if IsSequenceSet([]byte(bad)) {
			t.Errorf("%q is one", bad)
		}
	}
}

func TestParserDoesNotAllocate(t *testing.T) {
	in := []byte(`(FLAGS (\Seen) ENVELOPE ("a\"b" NIL) BODY[] {5}`)
	lit, _ := ParseLiteral(in)
	if n := testing.AllocsPerRun(100, func() {
		var p Parser
		p.Feed(in, lit)
		for v := p.Next(); v.Kind != ValueNone; v = p.Next() {
			sink += int(v.Len())
		}
	}); n != 0 {
		t.Error(n, "allocations")
	}
}

func BenchmarkParser(b *testing.B) {
	in := []byte(`(FLAGS (\Seen $Junk) UID 4012 INTERNALDATE "17-Jul-1996 02:44:25 -0700" RFC822.SIZE 4286 ENVELOPE ("a" "b" (("x" NIL "y" "z")) NIL))`)
	b.ReportAllocs()
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		var p Parser
		p.Feed(in, Literal{})
		for v := p.Next(); v.Kind != ValueNone; v = p.Next() {
			sink += len(v.Text)
		}
	}
}
