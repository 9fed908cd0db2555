package imap

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/gopacket"
)

func TestBuilder(t *testing.T) {
	b := NewBuilder()
	plus := b.Literals(LiteralNonSync)
	date := time.Date(1996, 7, 7, 2, 44, 25, 0, time.FixedZone("", -7*3600))
	for _, row := range []struct {
		b    Builder
		want string
	}{
		{b, "A001 NOOP⏎"}, {Builder{}, "A001 NOOP⏎"},
		{b.Untagged("ok", "hi"), "* OK hi⏎"}, {b.Untagged("SEARCH", ""), "* SEARCH⏎"},
		{b.Continuation("go"), "+ go⏎"}, {b.Continuation(""), "+ ⏎"},
		{b.TaggedResponse("A1", "no", "x"), "A1 NO x⏎"}, {b.TaggedResponse("*", "BYE", "x"), "* BYE x⏎"}, {b.TaggedResponse("+", "OK", "x"), "+ x⏎"},
		{b.Greeting("hi"), "* OK hi⏎"}, {b.PreauthGreeting("hi"), "* PREAUTH hi⏎"}, {b.Bye("bye"), "* BYE bye⏎"},
		{b.CapabilityResponse("IMAP4rev1", "IDLE"), "* CAPABILITY IMAP4rev1 IDLE⏎"},
		{b.Exists(3), "* 3 EXISTS⏎"}, {b.Recent(0), "* 0 RECENT⏎"}, {b.ExpungeNotify(2), "* 2 EXPUNGE⏎"},
		{b.OK("A1", "done"), "A1 OK done⏎"}, {b.NO("A1", ""), "A1 NO⏎"}, {b.BAD("A1", "what"), "A1 BAD what⏎"},
		{b.CapabilityCmd("a"), "a CAPABILITY⏎"}, {b.Noop("a"), "a NOOP⏎"}, {b.Logout("a"), "a LOGOUT⏎"}, {b.StartTLS("a"), "a STARTTLS⏎"},
		{b.Expunge("a"), "a EXPUNGE⏎"}, {b.Close("a"), "a CLOSE⏎"}, {b.Check("a"), "a CHECK⏎"}, {b.Unselect("a"), "a UNSELECT⏎"},
		{b.Namespace("a"), "a NAMESPACE⏎"}, {b.Idle("a"), "a IDLE⏎"}, {b.Done(), "DONE⏎"},
		{b.Login("A1", "joe", "pw"), "A1 LOGIN joe pw⏎"}, {b.Login("A1", "joe smith", `p"w\`), `A1 LOGIN "joe smith" "p\"w\\"⏎`},
		{b.Login("A1", "nil", ""), `A1 LOGIN "nil" ""⏎`}, {b.Login("A1", "jö", "a\r\nA2 LOGOUT"), "A1 LOGIN {3}⏎jö {12}⏎a⏎A2 LOGOUT⏎"},
		{plus.Login("A1", "j", "ü"), "A1 LOGIN j {2+}⏎ü⏎"}, {b.Login("A1", "j", strings.Repeat("x", 1001)[:1001]+" "), "A1 LOGIN j {1002}⏎" + strings.Repeat("x", 1001) + " ⏎"},
		{b.Authenticate("a", "PLAIN"), "a AUTHENTICATE PLAIN⏎"}, {b.Authenticate("a", "PLAIN", "="), "a AUTHENTICATE PLAIN =⏎"},
		{b.Select("a", "INBOX"), "a SELECT INBOX⏎"}, {b.Examine("a", "My Folder"), `a EXAMINE "My Folder"⏎`}, {b.Create("a", "Entwürfe"), "a CREATE Entw&APw-rfe⏎"},
		{b.Delete("a", "a&b"), "a DELETE a&-b⏎"}, {b.Subscribe("a", "[x]"), "a SUBSCRIBE [x]⏎"}, {b.Unsubscribe("a", "x(y"), `a UNSUBSCRIBE "x(y"⏎`},
		{b.Rename("a", "x", "y z"), `a RENAME x "y z"⏎`}, {b.List("a", "", "*"), `a LIST "" "*"⏎`}, {b.List("a", `q"`, `\%`), `a LIST "q\"" "\\%"⏎`},
		{b.Lsub("a", "", "%"), `a LSUB "" "%"⏎`}, {b.StatusCmd("a", "x", "MESSAGES UNSEEN"), "a STATUS x (MESSAGES UNSEEN)⏎"},
		{b.Fetch("a", "1:*", "(FLAGS UID)"), "a FETCH 1:* (FLAGS UID)⏎"}, {b.Store("a", "1", "+flags", `\Seen`), `a STORE 1 +FLAGS (\Seen)⏎`},
		{b.Store("a", "1", "FLAGS.SILENT", `(\Seen $x)`), `a STORE 1 FLAGS.SILENT (\Seen $x)⏎`}, {b.Search("a", "UNSEEN"), "a SEARCH UNSEEN⏎"},
		{b.Copy("a", "1,3", "x"), "a COPY 1,3 x⏎"}, {b.Move("a", "$", "x"), "a MOVE $ x⏎"}, {b.UID("a", "fetch", "1 FLAGS"), "a UID FETCH 1 FLAGS⏎"},
		{b.Enable("a", "CONDSTORE", "UTF8=ACCEPT"), "a ENABLE CONDSTORE UTF8=ACCEPT⏎"}, {b.ID("a"), "a ID NIL⏎"}, {b.ID("a", "name", "x"), `a ID ("name" "x")⏎`},
		{b.Append("a", "x", "", time.Time{}, []byte("hi")), "a APPEND x {2}⏎hi⏎"},
		{plus.Append("a", "x", `\Seen`, date, []byte("h\x00")), "a APPEND x (\\Seen) \" 7-Jul-1996 02:44:25 -0700\" ~{2+}⏎h\x00⏎"},
		{b.FetchResponse(2, `FLAGS (\Seen)`), `* 2 FETCH (FLAGS (\Seen))⏎`}, {b.FetchResponse(2, `(FLAGS ())`), `* 2 FETCH (FLAGS ())⏎`},
		{b.FetchBody(1, "BODY[]", []byte("hello")), "* 1 FETCH (BODY[] {5}⏎hello)⏎"},
		{b.FlagsResponse(`\Seen`), `* FLAGS (\Seen)⏎`}, {b.ListResponse(`\Noselect`, "/", "a b"), `* LIST (\Noselect) "/" "a b"⏎`},
		{b.ListResponse("", "", "x"), "* LIST () NIL x⏎"}, {b.StatusResponse("x", "MESSAGES 3"), "* STATUS x (MESSAGES 3)⏎"},
		{b.SearchResponse(1, 2), "* SEARCH 1 2⏎"}, {b.SearchResponse(), "* SEARCH⏎"}, {b.ClientCommand("a", "xyzzy", "1 2"), "a XYZZY 1 2⏎"},
		{b.Message(Fields{}), "A001 NOOP⏎"}, {b.Message(Fields{Status: "ok", Text: "x"}), "* OK x⏎"}, {b.Message(Fields{Tag: "a", Status: "no"}), "a NO⏎"},
		{b.Message(Fields{Tag: "a", Status: "BYE"}), "* BYE⏎"}, {b.Message(Fields{Command: "select", Args: "x"}), "A001 SELECT x⏎"},
		{b.Raw([]byte("a\nb")), "a\nb"}, {b.Noop("a").ExtraLine("bad\r\nline"), "a NOOP⏎bad⏎line⏎"}, {b.ExtraLine("x"), "A001 NOOP⏎x⏎"},
		{b.Noop("a").Logout("b"), "b LOGOUT⏎"}, {b.Noop("").Noop("a"), "a NOOP⏎"},
	} {
		got, err := row.b.Build()
		if err != nil || string(got) != crlf(row.want) {
			t.Errorf("got %q, %v, want %q", got, err, row.want)
		}
	}
}

func TestBuilderRefuses(t *testing.T) {
	b := NewBuilder()
	for part, builders := range map[string][]Builder{
		"tag":              {b.Noop(""), b.Noop("a b"), b.Noop("+"), b.Noop("a\r\n"), b.OK("a*", "x"), b.Login("{", "u", "p")},
		"text":             {b.OK("a", "x\r\ny"), b.Greeting("\x00"), b.Continuation("a\nb"), b.Bye("\r")},
		"status":           {b.TaggedResponse("a", "BYE", ""), b.TaggedResponse("a", "", "lost")},
		"command":          {b.Untagged("", "x"), b.ClientCommand("a", "x y", ""), b.UID("a", "", "1"), b.Untagged("a\r\n", "")},
		"user":             {b.Login("a", "x\x00", "p")},
		"password":         {b.Login("a", "x", "s3cret\x00")},
		"mailbox":          {b.Select("a", ""), b.Rename("a", "x", ""), b.Copy("a", "1", "")},
		"sequence set":     {b.Fetch("a", "", "FLAGS"), b.Copy("a", "0", "x"), b.Store("a", "1;2", "FLAGS", ""), b.Move("a", "1 2", "x")},
		"items":            {b.Fetch("a", "1", ""), b.Fetch("a", "1", "FLAGS\r\nb NOOP"), b.StatusCmd("a", "x", "a)b"), b.FetchResponse(1, "\n")},
		"mode":             {b.Store("a", "1", "MODE", "x")},
		"flags":            {b.Store("a", "1", "FLAGS", "a) (b"), b.FlagsResponse("\n"), b.Append("a", "x", "\r", time.Time{}, nil)},
		"mechanism":        {b.Authenticate("a", ""), b.Authenticate("a", "PL AIN")},
		"initial response": {b.Authenticate("a", "PLAIN", "s3cret!"), b.Authenticate("a", "PLAIN", ""), b.Authenticate("a", "PLAIN", "=", "=")},
		"message number":   {b.ExpungeNotify(0), b.FetchResponse(0, ""), b.FetchBody(0, "BODY[]", nil)},
		"number":           {b.SearchResponse(1, 0)},
		"criteria":         {b.Search("a", ""), b.Search("a", "TEXT \"\n\"")},
		"arguments":        {b.UID("a", "FETCH", ""), b.ClientCommand("a", "NOOP", "\r\n")},
		"capability":       {b.Enable("a"), b.Enable("a", "A B")},
		"field":            {b.ID("a", "name"), b.ID("a", "x", "\x00")},
		"delimiter":        {b.ListResponse("", "\x00", "x")},
	} {
		for i, broken := range builders {
			got, err := broken.Build()
			var fault *BuildError
			if !errors.As(err, &fault) || fault.Part != part || got != nil {
				t.Errorf("%s %d: %q, %v", part, i, got, err)
			}
			if err != nil && strings.Contains(err.Error(), "s3cret") {
				t.Errorf("a secret is in %q", err)
			}
		}
	}
	prefix := []byte("kept")
	if got, err := b.Noop("").AppendTo(prefix); err == nil || string(got) != "kept" {
		t.Errorf("AppendTo with a fault: %q %v", got, err)
	}
}

// What is built is read back as what went in.
func TestBuilderRoundTrip(t *testing.T) {
	for _, password := range []string{"pw", "", `a"b\c`, "x y", "NIL", "ü", "l\r\nine", "{5}", "(", strings.Repeat("long ", 300)} {
		for _, form := range []LiteralForm{LiteralSync, LiteralNonSync} {
			message, err := NewBuilder().Literals(form).Login("A1", "joe", password).Build()
			if err != nil {
				t.Fatal(err)
			}
			if got := readBack(message); got != "joe|"+password {
				t.Errorf("%q reads %q", message, got)
			}
			if l, rest := Next(message); len(rest) != 0 || l.Command() != CmdLogin || l.Len() != len(message) {
				t.Errorf("%q is not one message: %q is left", message, rest)
			}
		}
	}
}

// readBack gives the arguments of a command with its literals, joined by "|".
func readBack(message []byte) string {
	var s Scanner
	var p Parser
	var out []string
	tok, rest := s.Next(message)
	line, _ := ParseCommand(tok.Text)
	p.Feed(line.Args, tok.Literal)
	for {
		switch v := p.Next(); v.Kind {
		case ValueNone:
			return strings.Join(out, "|")
		case ValueLiteral:
			tok, rest = s.Next(rest)
			out = append(out, string(tok.Text))
			tok, rest = s.Next(rest)
			p.Feed(tok.Text, tok.Literal)
		default:
			out = append(out, string(v.AppendText(nil)))
		}
	}
}

func TestBuilderSharesNothing(t *testing.T) {
	base := NewBuilder().Noop("a")
	one, two := base.ExtraLine("one"), base.ExtraLine("two")
	got1, _ := one.Build()
	got2, _ := two.Build()
	if string(got1) != "a NOOP\r\none\r\n" || string(got2) != "a NOOP\r\ntwo\r\n" {
		t.Errorf("%q %q", got1, got2)
	}
	got1[0] = 'x'
	if again, _ := one.Build(); again[0] != 'a' {
		t.Error("Build gives its own octets away")
	}
}

func TestBuilderSerializes(t *testing.T) {
	buf := gopacket.NewSerializeBuffer()
	if err := gopacket.SerializeLayers(buf, gopacket.SerializeOptions{}, NewBuilder().Noop("a")); err != nil || string(buf.Bytes()) != "a NOOP\r\n" {
		t.Errorf("%q %v", buf.Bytes(), err)
	}
	if err := gopacket.SerializeLayers(buf, gopacket.SerializeOptions{}, NewBuilder().Noop("")); err == nil {
		t.Error("a fault is serialized")
	}
}
