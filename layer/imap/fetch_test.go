package imap

import (
	"fmt"
	"strings"
	"testing"
)

// items writes down what a FetchReader gives for a response's fragments, from after "FETCH ".
func items(r *FetchReader, fragments ...string) string {
	var out strings.Builder
	for _, f := range fragments {
		lit, _ := ParseLiteral([]byte(f))
		r.Feed([]byte(f), lit)
		for it, ok := r.Next(); ok; it, ok = r.Next() {
			content := ""
			if it.Content() {
				content = "!"
			}
			switch it.Value.Kind {
			case ValueOpen:
				fmt.Fprintf(&out, "%s=(%s)%s; ", it.Name, it.List, content)
			case ValueLiteral:
				fmt.Fprintf(&out, "%s={%d}%s; ", it.Name, it.Value.Literal.Size, content)
			default:
				fmt.Fprintf(&out, "%s=%s%s; ", it.Name, it.Value.AppendText(nil), content)
			}
		}
	}
	return strings.TrimSpace(out.String())
}

func TestFetchReader(t *testing.T) {
	for _, row := range []struct {
		in   []string
		want string
	}{
		{[]string{`(FLAGS (\Seen $x) UID 9 RFC822.SIZE 12)`}, `FLAGS=(\Seen $x); UID=9; RFC822.SIZE=12;`},
		{[]string{"(BODY[] {5}", " UID 3)"}, "BODY[]={5}!; UID=3;"},
		{[]string{"(BODY[1]<0> {5}", ` BODY[2] "a\"b" BINARY[3] ~{4}`, " RFC822.TEXT NIL)"}, `BODY[1]<0>={5}!; BODY[2]=a"b!; BINARY[3]={4}!; RFC822.TEXT=NIL!;`},
		{[]string{`(ENVELOPE ("(" NIL (("x" NIL {3}`, ` "y)")) {2}`, `) BODY ("a" ("b")) UID 1)`}, `ENVELOPE=("(" NIL (("x" NIL ); BODY=("a" ("b")); UID=1;`},
		{[]string{"(X-NEW (1 (2 (3))) X-OTHER atom BINARY.SIZE[1] 7 UID 2)"}, "X-NEW=(1 (2 (3))); X-OTHER=atom; BINARY.SIZE[1]=7; UID=2;"},
		{[]string{"(BODY[HEADER.FIELDS ({2}", " Cc)] {9}", " UID 1)"}, "BODY[]={9}!; UID=1;"},
		{[]string{"(BODY[HEADER.FIELDS (A B)] {9}", ")"}, "BODY[HEADER.FIELDS (A B)]={9}!;"},
		{[]string{`(FLAGS () MODSEQ (624140003))`}, "FLAGS=(); MODSEQ=(624140003);"},
		{[]string{"()"}, ""}, {[]string{""}, ""}, {[]string{"(UID"}, ""}, {[]string{"(UID 1) FLAGS 2"}, "UID=1;"},
		{[]string{"(() UID 1)"}, "UID=1;"}, {[]string{"(UID ) FLAGS"}, ""}, {[]string{`(BODY[] "open`}, ""},
	} {
		r := NewFetchReader(0)
		if got := items(&r, row.in...); got != row.want {
			t.Errorf("%q: %s, want %s", row.in, got, row.want)
		}
		if r.Done() != strings.HasSuffix(row.in[len(row.in)-1], ")") && !strings.Contains(row.in[0], ") FLAGS") {
			t.Errorf("%q: done %v", row.in, r.Done())
		}
	}
}

func TestFetchReaderDepth(t *testing.T) {
	r := NewFetchReader(0)
	got := items(&r, "(X "+strings.Repeat("(", 10000)+" UID 1)")
	if !strings.HasPrefix(got, "X=(((") || strings.Contains(got, "; UID") || !r.TooDeep() || r.Done() {
		t.Errorf("%.20s… %v", got, r.TooDeep())
	}
	r = NewFetchReader(3)
	if got := items(&r, "(X ((1)) UID 1)"); got != "X=((1)); UID=1;" || r.TooDeep() {
		t.Error(got)
	}
}

func TestFetchReaderDoesNotAllocate(t *testing.T) {
	in := []byte(`(FLAGS (\Seen) UID 3 BODY[HEADER] {5}`)
	lit, _ := ParseLiteral(in)
	if n := testing.AllocsPerRun(100, func() {
		r := NewFetchReader(0)
		r.Feed(in, lit)
		for it, ok := r.Next(); ok; it, ok = r.Next() {
			if it.Content() {
				sink += int(it.Value.Len())
			}
		}
	}); n != 0 {
		t.Error(n, "allocations")
	}
}
