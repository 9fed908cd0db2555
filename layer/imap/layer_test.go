package imap

import (
	"strings"
	"testing"
)

// vector is a payload and what the Layer makes of its first message.
type vector struct {
	payload  string
	detected bool // IsPayload
	kind     Kind
	tag      string
	command  string
	args     string
}

// lines in ⏎ notation: it stands for CRLF.
func crlf(s string) string { return strings.ReplaceAll(s, "⏎", "\r\n") }

var vectors = []vector{
	{"", false, KindUnknown, "", "", ""},
	{"* OK IMAP4rev1 ready⏎", true, KindUntagged, "*", "OK", "IMAP4rev1 ready"},
	{"* ok still here⏎", true, KindUntagged, "*", "OK", "still here"},
	{"* OK [UIDVALIDITY 1] ok⏎", true, KindUntagged, "*", "OK", "[UIDVALIDITY 1] ok"},
	{`* 12 FETCH (FLAGS (\Seen))⏎`, true, KindUntagged, "*", "FETCH", `(FLAGS (\Seen))`},
	{"* 3 EXISTS⏎", true, KindUntagged, "*", "EXISTS", ""},
	{"* SEARCH⏎", true, KindUntagged, "*", "SEARCH", ""},
	{"*⏎", false, KindUnknown, "", "", ""},
	{"*  OK two⏎", false, KindUntagged, "*", "", " OK two"},
	{"A001 OK⏎", true, KindTaggedResponse, "A001", "OK", ""},
	{"A001 ok done⏎", true, KindTaggedResponse, "A001", "OK", "done"},
	{"A001 BYE x⏎", false, KindUnknown, "", "", ""},
	{"A001 PREAUTH x⏎", false, KindUnknown, "", "", ""},
	{"A001 LOGIN u p⏎", true, KindClientCommand, "A001", "LOGIN", "u p"},
	{"a login u p⏎", true, KindClientCommand, "a", "LOGIN", "u p"},
	{"a login u p", true, KindClientCommand, "a", "LOGIN", "u p"},
	{"a login u p\n", true, KindClientCommand, "a", "LOGIN", "u p"},
	{"A001 OK two  ⏎", true, KindTaggedResponse, "A001", "OK", "two  "},
	{"A.1 LOGIN u p⏎", true, KindClientCommand, "A.1", "LOGIN", "u p"},
	{"A-1 OK done⏎", true, KindTaggedResponse, "A-1", "OK", "done"},
	{"[1] NOOP⏎", true, KindClientCommand, "[1]", "NOOP", ""},
	{"a}b NOOP⏎", true, KindClientCommand, "a}b", "NOOP", ""},
	{"$=:#_ NOOP⏎", true, KindClientCommand, "$=:#_", "NOOP", ""},
	{"a+b NOOP⏎", false, KindUnknown, "", "", ""},
	{"a* NOOP⏎", false, KindUnknown, "", "", ""},
	{"(a NOOP⏎", false, KindUnknown, "", "", ""},
	{`a\ NOOP⏎`, false, KindUnknown, "", "", ""},
	{`"a NOOP⏎`, false, KindUnknown, "", "", ""},
	{"a% NOOP⏎", false, KindUnknown, "", "", ""},
	{"{a NOOP⏎", false, KindUnknown, "", "", ""},
	{"Subject: no⏎", true, KindTaggedResponse, "Subject:", "NO", ""}, // a legal tag: only context tells
	{"A001 IDLE⏎", true, KindClientCommand, "A001", "IDLE", ""},
	{"A001 ID NIL⏎", true, KindClientCommand, "A001", "ID", "NIL"},
	{"A001 MOVE 1 x⏎", true, KindClientCommand, "A001", "MOVE", "1 x"},
	{"DONE⏎", false, KindUnknown, "", "", ""},
	{"A001 XYZZY⏎", false, KindClientCommand, "A001", "XYZZY", ""},
	{"A001 xyzzy⏎", false, KindClientCommand, "A001", "XYZZY", ""},
	{"A001 LOGIN {4}⏎", true, KindClientCommand, "A001", "LOGIN", "{4}"},
	{"A1 APPEND x {3+}⏎abc⏎", true, KindClientCommand, "A1", "APPEND", "x {3+}"},
	{"* 1 FETCH (BODY[] {5}⏎hello)⏎A1 OK done⏎", true, KindUntagged, "*", "FETCH", "(BODY[] {5}"},
	{"* 3 EXISTS⏎* 1 RECENT⏎A1 OK done⏎", true, KindUntagged, "*", "EXISTS", ""},
	{"A1 OK caf\xe9⏎", true, KindTaggedResponse, "A1", "OK", "caf\xe9"},
	{"* OK caf\xe9⏎", true, KindUntagged, "*", "OK", "caf\xe9"},
	{"A1 NOOP⏎\xff", true, KindClientCommand, "A1", "NOOP", ""},
	{"+⏎", true, KindContinuation, "+", "+", ""},
	{"+\n", true, KindContinuation, "+", "+", ""},
	{"+", true, KindContinuation, "+", "+", ""},
	{"+ ⏎", true, KindContinuation, "+", "+", ""},
	{"+ dXNlcg==⏎", true, KindContinuation, "+", "+", "dXNlcg=="},
	{"+⏎\x00\x00\x00", true, KindContinuation, "+", "+", ""},
	{"+ ⏎\x00\x00", true, KindContinuation, "+", "+", ""},
	{"+OK POP3⏎", false, KindUnknown, "", "", ""},
	{"-ERR⏎", false, KindUnknown, "", "", ""},
	{"-ERR no such user⏎", true, KindTaggedResponse, "-ERR", "NO", "such user"}, // POP3 in words of IMAP: grammatical
	{"GET / HTTP/1.1⏎", false, KindClientCommand, "GET", "/", "HTTP/1.1"},
	{"GET STATUS HTTP/1.1⏎", false, KindClientCommand, "GET", "STATUS", "HTTP/1.1"},
	{"250 OK⏎", true, KindTaggedResponse, "250", "OK", ""}, // grammatical
	{"the list of things⏎", false, KindClientCommand, "the", "LIST", "of things"},
	{"* not imap⏎", false, KindUntagged, "*", "NOT", "imap"},
	{" A001 OK x⏎", false, KindUnknown, "", "", ""},
	{"A001\tOK x⏎", false, KindUnknown, "", "", ""},
	{"A001  OK x⏎", false, KindUnknown, "", "", ""},
	{"⏎A1 NOOP⏎", false, KindUnknown, "", "", ""},
	{"user {4}⏎", false, KindUnknown, "", "", ""},
	{"* 99999999999999999999 EXISTS⏎", false, KindUntagged, "*", "99999999999999999999", "EXISTS"},
	{"* 12⏎", false, KindUntagged, "*", "12", ""},
	{"A1 NOOP\r\r\n", true, KindClientCommand, "A1", "NOOP", ""},
	{"A1 NOOP\r", true, KindClientCommand, "A1", "NOOP", ""},
	{"A1 uid fetch 1:* (FLAGS)⏎", true, KindClientCommand, "A1", "UID", "fetch 1:* (FLAGS)"},
	{"A1 FETCH water now⏎", false, KindClientCommand, "A1", "FETCH", "water now"},
	{"A1 NOOP now⏎", false, KindClientCommand, "A1", "NOOP", "now"},
	{`A1 LIST "" *⏎`, true, KindClientCommand, "A1", "LIST", `"" *`},
}

func TestVectors(t *testing.T) {
	for _, v := range vectors {
		p := []byte(crlf(v.payload))
		l := NewLayer(p)
		if got := IsPayload(p); got != v.detected {
			t.Errorf("IsPayload(%q) = %v", p, got)
		}
		if l.Kind() != v.kind || l.Tag() != v.tag || l.Command() != v.command || l.Args() != v.args {
			t.Errorf("%q: %v %q %q %q, want %v %q %q %q", p, l.Kind(), l.Tag(), l.Command(), l.Args(), v.kind, v.tag, v.command, v.args)
		}
		if l.Complete() != strings.Contains(string(p), "\n") {
			t.Errorf("%q: Complete() = %v", p, l.Complete())
		}
		agree(t, l)
	}
}

// agree checks what the getters must say together, whatever the octets are.
func agree(t *testing.T, l Layer) {
	t.Helper()
	kinds := map[Kind]bool{KindUntagged: l.IsUntagged(), KindContinuation: l.IsContinuation(),
		KindTaggedResponse: l.IsTaggedResponse(), KindClientCommand: l.IsClientCommand()}
	for k, is := range kinds {
		if is != (l.Kind() == k) {
			t.Errorf("%q: kind %v, but class %v is %v", l.Raw(), l.Kind(), k, is)
		}
	}
	if (l.Tag() != "") != (l.Kind() != KindUnknown && l.Kind() != KindData) {
		t.Errorf("%q: kind %v with tag %q", l.Raw(), l.Kind(), l.Tag())
	}
	status, ok := l.Status()
	if ok && status != l.Command() || l.IsTaggedResponse() && !ok {
		t.Errorf("%q: status %q, command %q", l.Raw(), status, l.Command())
	}
	if !strings.HasSuffix(string(l.Line()), l.Args()) || string(l.ArgsBytes()) != l.Args() || !strings.HasSuffix(l.Args(), l.Text()) {
		t.Errorf("%q: args %q, text %q", l.Line(), l.Args(), l.Text())
	}
	if l.Len() != len(l.Raw()) || !strings.EqualFold(string(l.CommandBytes()), l.Command()) && !l.IsContinuation() {
		t.Errorf("%q: command %q as sent %q", l.Raw(), l.Command(), l.CommandBytes())
	}
	if l.IsTaggedResponse() && l.KnownCommand() {
		t.Errorf("%q is a response and a known command", l.Raw())
	}
}

func TestNumberAndFirstWord(t *testing.T) {
	for _, row := range []struct {
		line, first string
		n           uint64
		ok          bool
	}{
		{"* 12 FETCH (UID 3)", "12", 12, true},
		{"* 0 EXISTS", "0", 0, true},
		{"* 9223372036854775807 EXISTS", "9223372036854775807", 1<<63 - 1, true},
		{"* 9223372036854775808 EXISTS", "9223372036854775808", 0, false},
		{"* OK x", "OK", 0, false},
		{"A1 OK x", "OK", 0, false},
		{"* 12", "12", 0, false},
	} {
		l := NewLayer([]byte(row.line))
		if n, ok := l.Number(); n != row.n || ok != row.ok || l.FirstWord() != row.first {
			t.Errorf("%q: %d %v %q", row.line, n, ok, l.FirstWord())
		}
	}
}

func TestCode(t *testing.T) {
	for _, row := range []struct{ line, code, args, text string }{
		{"* OK [UIDVALIDITY 1] ok", "UIDVALIDITY", "1", "ok"},
		{"a NO [authenticationfailed] no", "AUTHENTICATIONFAILED", "", "no"},
		{"a OK [COPYUID 1 2:3 4:5] done", "COPYUID", "1 2:3 4:5", "done"},
		{`a NO [BADCHARSET ("a]b" UTF-8)] what`, "BADCHARSET", `("a]b" UTF-8)`, "what"},
		{`a NO [X "half] what`, "X", `"half`, "what"},
		{"a NO [unknown-thing 5]text", "unknown-thing", "5", "text"},
		{"a NO [open", "", "", "[open"},
		{"a NO plain", "", "", "plain"},
		{"a NO", "", "", ""},
		{"+ [ALERT] hm", "ALERT", "", "hm"},
		{"* LIST () \"/\" [x]", "", "", "() \"/\" [x]"},
	} {
		l := NewLayer([]byte(row.line))
		code, ok := l.Code()
		if code != row.code || ok != (row.code != "") || l.CodeArgs() != row.args || l.Text() != row.text {
			t.Errorf("%q: %q %v %q %q", row.line, code, ok, l.CodeArgs(), l.Text())
		}
	}
}

func TestSubCommand(t *testing.T) {
	for _, row := range []struct {
		line, sub string
		ok        bool
	}{
		{"a UID FETCH 1 FLAGS", "FETCH", true},
		{"a uid expunge 1", "EXPUNGE", true},
		{"a UID move 1 x", "MOVE", true},
		{"a UID", "", false},
		{"a UID LOGIN a b", "", false},
		{"a FETCH 1 FLAGS", "", false},
		{"* UID FETCH", "", false},
	} {
		if sub, ok := view(row.line).SubCommand(); sub != row.sub || ok != row.ok {
			t.Errorf("%q: %q %v", row.line, sub, ok)
		}
	}
}

func TestGettersDoNotAllocate(t *testing.T) {
	for _, v := range vectors {
		p := []byte(crlf(v.payload))
		if v.payload == "A001 xyzzy⏎" || v.payload == "* not imap⏎" {
			continue // an unknown word in lower case is copied, and that is documented
		}
		n := testing.AllocsPerRun(10, func() {
			l := NewLayer(p)
			for _, name := range fieldNames {
				v, _ := l.Field(name)
				sink += len(v.text)
			}
			code, _ := l.Code()
			sub, _ := l.SubCommand()
			lit, _ := l.Literal()
			number, _ := l.Number()
			sink += len(code) + len(sub) + len(l.CodeArgs()) + len(l.FirstWord()) + len(l.MatchKey()) + len(l.Rest()) + int(lit.Size+number)
			if IsPayload(p) || IsPayloadOnPort(p) || l.KnownCommand() || l.Answers(l) {
				sink += int(GuessSide(p))
			}
			for m, rest := Next(p); len(rest) > 0; m, rest = Next(rest) {
				sink += m.Len()
			}
		})
		if n != 0 {
			t.Errorf("%q: %v allocations", p, n)
		}
	}
}

// view is a Layer of its own for s.
func view(s string) *Layer {
	l := NewLayer([]byte(s))
	return &l
}
