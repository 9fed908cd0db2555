package session

import (
	"bytes"
	"testing"

	"github.com/imaplog/imaplog/layer/imap"
)

// FuzzFetchQuick holds the glance to the parser: what it takes, both understand alike, also of the lines behind it.
func FuzzFetchQuick(f *testing.F) {
	for _, x := range []string{
		`(UID 1211 FLAGS (\Seen \Answered))`, `(FLAGS ())`, `(uid 7)`, `(UID 7 UID 8)`, `(UID 0)`, `(UID 99999999999999999999)`,
		`(BODY[HEADER.FIELDS (TO CC)]<0> {24}`, `(UID 240 RFC822 {3}`, `(BODY[] "ab\"c" UID 3)`, `(BODY[TEXT] NIL)`, `(BINARY[1] ~{5}`,
		`(ENVELOPE ("Mon, 1 Jan" "a \"b\" (c" ((NIL NIL "x" "y.z")) NIL) INTERNALDATE "17-Jul-1996 02:44:25 -0700" RFC822.SIZE 4286)`,
		`(BODY ("TEXT" "PLAIN" ("CHARSET" "US-ASCII") NIL NIL "7BIT" 2279 48))`, `(X-GM-LABELS (BODY["a]b"] "c"d e"f))`, `(FLAGS (a)) x`,
		`(UID 5`, `(UID  5)`, `( UID 5)`, `(UID 5 )`, `(UID 5) {3}`, `(FLAGS ((((((a)))))))`, `(MODSEQ (12) UID 3 {4}`, "(UID 5\x7f)", ``, `()`, `(UID)`, `(RFC822[a b] c)`,
	} {
		for _, depth := range []int{0, 3} {
			f.Add([]byte(x), []byte(`) UID 9)`), depth)
		}
	}
	f.Fuzz(func(t *testing.T, first, second []byte, depth int) {
		if bytes.ContainsAny(first, "\n") || bytes.ContainsAny(second, "\n") {
			return
		}
		var scan imap.Scanner
		tok, _ := scan.Next(append(first[:len(first):len(first)], "\r\n"...))
		var a, b fetchData
		a.begin(1, false)
		b.begin(1, false)
		if !a.quick(tok.Text, tok.Literal, depth) {
			return
		}
		if b.line(tok.Text, tok.Literal, depth) {
			t.Fatal("too deep")
		}
		same(t, &a, &b)
		if tok.Literal.Form == imap.LiteralNone {
			return
		}
		for _, x := range []*fetchData{&a, &b} {
			x.octets(tok.Literal.Size, true)
		}
		if x, y := a.line(second, imap.Literal{}, depth), b.line(second, imap.Literal{}, depth); x != y {
			t.Fatal(x, y)
		}
		same(t, &a, &b)
	})
}

func same(t *testing.T, a, b *fetchData) {
	t.Helper()
	x, y := a, b
	if x.number != y.number || x.uid != y.uid || x.have != y.have || x.item != y.item ||
		x.named != y.named || x.section != y.section || x.literal != y.literal || x.body != y.body || x.hasBody != y.hasBody {
		t.Errorf("%+v\n%+v", x, y)
	}
}

// The glance is for the rule: ordinary lines must not take the long way.
func TestFetchQuickTakes(t *testing.T) {
	for _, x := range []string{
		`(UID 1211 FLAGS (\Seen \Answered))`,
		`(UID 240 BODY[HEADER.FIELDS (TO CC)] {24}`,
		`(ENVELOPE ("Mon, 1 Jan" "a \"b\" (c" ((NIL NIL "x" "y.z")) NIL) INTERNALDATE "17-Jul-1996 02:44:25 -0700" RFC822.SIZE 4286)`,
	} {
		var scan imap.Scanner
		tok, _ := scan.Next([]byte(x + "\r\n"))
		var f fetchData
		f.begin(1, false)
		if !f.quick(tok.Text, tok.Literal, 0) {
			t.Error(x)
		}
	}
}
