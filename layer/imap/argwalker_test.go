package imap

import (
	"strings"
	"testing"
)

// walk names the arguments of a command line, whose fragments are given as a Scanner would, and shows what may be shown.
func walk(fragments ...string) (names, shown string, missing bool) {
	c, _ := ParseCommand([]byte(fragments[0]))
	var p Parser
	w := NewArgWalker(c.Command)
	var kinds, show []string
	for i, f := range fragments {
		lit, _ := ParseLiteral([]byte(f))
		if i == 0 {
			f = string(c.Args)
		}
		p.Feed([]byte(f), lit)
		for v := p.Next(); v.Kind != ValueNone; v = p.Next() {
			kind := w.Next(v)
			if v.Kind == ValueOpen || v.Kind == ValueClose {
				continue
			}
			kinds = append(kinds, argNames[kind])
			if !kind.Secret() {
				show = append(show, string(v.AppendText(nil)))
			}
		}
	}
	return strings.Join(kinds, " "), strings.Join(show, " "), w.Missing()
}

var argNames = map[ArgKind]string{ArgNone: "none", ArgMailbox: "mailbox", ArgMailboxTo: "to", ArgReference: "reference", ArgPattern: "pattern",
	ArgMechanism: "mechanism", ArgUser: "user", ArgPassword: "password", ArgInitial: "initial", ArgSecret: "secret", ArgSequence: "sequence",
	ArgFetchItems: "fetch", ArgModifiers: "modifier", ArgReturn: "return", ArgScope: "scope", ArgCharset: "charset", ArgSearch: "search",
	ArgSearchKey: "key", ArgSearchValue: "value", ArgSearchText: "text", ArgSortKeys: "sort", ArgAlgorithm: "algorithm", ArgStoreOp: "op",
	ArgFlags: "flag", ArgDate: "date", ArgMessage: "message", ArgStatusItems: "item", ArgListOptions: "option", ArgIdentifier: "identifier",
	ArgRights: "rights", ArgQuotaRoot: "root", ArgResources: "resource", ArgOptions: "options", ArgEntries: "entry", ArgEntryValues: "entries",
	ArgID: "id", ArgIDField: "field", ArgIDValue: "idvalue", ArgCapability: "capability", ArgNumber: "number", ArgText: "any", ArgWord: "word"}

func TestArgWalker(t *testing.T) {
	for _, row := range []struct {
		in           []string
		names, shown string
	}{
		{[]string{`a LOGIN joe s3cret`}, "user password", "joe"},
		{[]string{`a LOGIN "joe smith" "s3 cret" s3cret`}, "user password none", "joe smith"},
		{[]string{`a login {3}`, ` {6+}`, ` s3cret`}, "user password none", ""},
		{[]string{`a AUTHENTICATE PLAIN AHMzY3JldA==`}, "mechanism initial", "PLAIN"},
		{[]string{`a AUTHENTICATE AHMzY3JldA==`}, "secret", ""},
		{[]string{`a AUTHENTICATE AHMzY3JldA`}, "secret", ""},
		{[]string{`a AUTHENTICATE SCRAM-SHA-256`}, "mechanism", "SCRAM-SHA-256"},
		{[]string{`a SELECT INBOX (CONDSTORE)`}, "mailbox modifier", "INBOX CONDSTORE"},
		{[]string{`a CREATE Drafts (USE (\Drafts))`}, "mailbox modifier modifier", `Drafts USE \Drafts`},
		{[]string{`a RENAME x {1}`, ``}, "mailbox to", "x "},
		{[]string{`a LIST (SUBSCRIBED) "" ("a" "b") RETURN (CHILDREN)`}, "option reference pattern pattern word return", "SUBSCRIBED  a b RETURN CHILDREN"},
		{[]string{`a LIST "" *`}, "reference pattern", " *"},
		{[]string{`a STATUS x (MESSAGES UNSEEN)`}, "mailbox item item", "x MESSAGES UNSEEN"},
		{[]string{`a APPEND x {5}`}, "mailbox message", "x "},
		{[]string{`a APPEND x (\Seen) "17-Jul-1996 02:44:25 -0700" {5}`, ` (\Draft) "18-Jul-1996 02:44:25 -0700" {6+}`},
			"mailbox flag date message flag date message", `x \Seen 17-Jul-1996 02:44:25 -0700  \Draft 18-Jul-1996 02:44:25 -0700 `},
		{[]string{`a APPEND x CATENATE (URL "imap://s3cret" TEXT {5}`, `)`}, "mailbox message message secret message message", "x CATENATE URL TEXT "},
		{[]string{`a APPEND x (\Seen) UTF8 (~{5}`, `)`}, "mailbox flag message message", `x \Seen UTF8 `},
		{[]string{`a REPLACE 4 x (\Seen) {5}`}, "sequence mailbox flag message", `4 x \Seen `},
		{[]string{`a FETCH 1:* (FLAGS BODY.PEEK[HEADER]) (CHANGEDSINCE 5)`}, "sequence fetch fetch modifier modifier", "1:* FLAGS BODY.PEEK[HEADER] CHANGEDSINCE 5"},
		{[]string{`a uid STORE 1 (UNCHANGEDSINCE 4) +FLAGS.SILENT (\Deleted)`}, "sequence modifier modifier op flag", `1 UNCHANGEDSINCE 4 +FLAGS.SILENT \Deleted`},
		{[]string{`a STORE 1 FLAGS \Seen \Draft`}, "sequence op flag flag", `1 FLAGS \Seen \Draft`},
		{[]string{`a UID COPY 1:2 Trash`}, "sequence to", "1:2 Trash"},
		{[]string{`a SEARCH RETURN (COUNT) CHARSET UTF-8 UNSEEN SUBJECT "s3cret" OR FROM s3cret NOT (SINCE 1-Jan-2026 TEXT {6}`, ` LARGER 5) 1:7`},
			"word return word charset key key text key key text key key value key text key value value",
			"RETURN COUNT CHARSET UTF-8 UNSEEN SUBJECT OR FROM NOT SINCE 1-Jan-2026 TEXT LARGER 5 1:7"},
		{[]string{`a SEARCH HEADER X-Spam s3cret s3cret KEYWORD $Junk`}, "key value text text text text", "HEADER X-Spam"},
		{[]string{`a SEARCH HEADER X-Spam s3cret KEYWORD $Junk`}, "key value text key value", "HEADER X-Spam KEYWORD $Junk"},
		{[]string{`a SEARCH ALL`}, "key", "ALL"},
		{[]string{`a SEARCH TEXT s3cret 4111111111111111 on s3cret since s3cret`}, "key text text text text text text", "TEXT"},
		{[]string{`a SEARCH SUBJECT s3cret on s3cret`}, "key text key text", "SUBJECT on"},
		{[]string{`a SEARCH KEYWORD "my s3cret words" ALL`}, "key text text", "KEYWORD"},
		{[]string{`a SEARCH HEADER "my s3cret words" s3cret UNSEEN`}, "key text text key", "HEADER UNSEEN"},
		{[]string{`a SEARCH HEADER "Message-ID" <s3cret@x>`}, "key value text", "HEADER Message-ID"},
		{[]string{`a SEARCH SINCE "1-Feb-2020" BEFORE s3cret`}, "key value key text", "SINCE 1-Feb-2020 BEFORE"},
		{[]string{`a SEARCH LARGER 5 UID 1:* SMALLER s3cret`}, "key value key value key text", "LARGER 5 UID 1:* SMALLER"},
		{[]string{`a SEARCH CHARSET s3cret ALL`}, "word secret key", "CHARSET ALL"},
		{[]string{`a SORT s3cret UTF-8 ALL`}, "secret charset key", "UTF-8 ALL"},
		{[]string{`a LOGIN (joe s3cret) s3cret`}, "none none none", ""},
		{[]string{`a SELECT (s3cret)`}, "none", ""},
		{[]string{`a SELECT "imap://joe:s3cret@host/"`}, "secret", ""},
		{[]string{`a COPY 1 imap://joe:s3cret@host/`}, "sequence secret", "1"},
		{[]string{`a ID ("password" () "s3cret" "s3cret")`}, "field secret secret", "password"},
		{[]string{`a ID ("password" ("x") "s3cret" "s3cret")`}, "field secret secret secret", "password"},
		{[]string{`a ID ("my s3cret" "s3cret")`}, "secret secret", ""},
		{[]string{`a SETMETADATA x (/private/a ("s3cret"))`}, "mailbox entry secret", "x /private/a"},
		{[]string{`a SETMETADATA x ("s3cret" /private/a)`}, "mailbox secret secret", "x"},
		{[]string{`a SETMETADATA x (/a "s3cret" "s3cret" "s3cret" /b s3cret)`}, "mailbox entry secret secret secret secret secret", "x /a"},
		{[]string{`a SETMETADATA x s3cret s3cret`}, "mailbox secret none", "x"},
		{[]string{`a GETMETADATA x s3cret`}, "mailbox secret", "x"},
		{[]string{`a APPEND x (0 {70}`, ` s3cret)`}, "mailbox flag none none", "x 0"},
		{[]string{`a STORE 1 FLAGS {2}`, ` s3cret`}, "sequence op none none", "1 FLAGS"},
		{[]string{`a FETCH 1 (BODY[HEADER.FIELDS ({2}`, `)])`}, "sequence fetch fetch fetch", "1 BODY[HEADER.FIELDS (  )]"},
		{[]string{`a APPEND x "Dear Bob, the s3cret plan is"`}, "mailbox secret", "x"},
		{[]string{`a APPEND x CATENATE (URL {57}`, ` TEXT {5}`, `)`}, "mailbox message message secret message message", "x CATENATE URL TEXT "},
		{[]string{`a NOTIFY SET (personal (MessageNew s3cret))`}, "any any any secret", "SET personal MessageNew"},
		{[]string{`a CONVERT 1 s3cret (BINARY[1])`}, "sequence secret any", "1 BINARY[1]"},
		{[]string{`a COMPRESS s3cret`}, "secret", ""},
		{[]string{`a AUTHENTICATE S3CRET`}, "secret", ""},
		{[]string{`a LANGUAGE en s3cret`}, "any secret", "en"},
		{[]string{`a LIST "" % RETURN ("s3cret")`}, "reference pattern word secret", " % RETURN"},
		{[]string{`a SORT (REVERSE DATE) UTF-8 SUBJECT s3cret`}, "sort sort charset key text", "REVERSE DATE UTF-8 SUBJECT"},
		{[]string{`a UID THREAD REFERENCES UTF-8 ALL`}, "algorithm charset key", "REFERENCES UTF-8 ALL"},
		{[]string{`a ESEARCH IN (mailboxes "x") RETURN (MIN) SEEN`}, "word scope scope word return key", "IN mailboxes x RETURN MIN SEEN"},
		{[]string{`a ID ("name" "mutt" "password" "s3cret" "x-Token" s3cret "os" NIL)`}, "field idvalue field secret field secret field idvalue", "name mutt password x-Token os NIL"},
		{[]string{`a ID ({4}`, ` "s3cret")`}, "field secret", ""},
		{[]string{`a ID NIL`}, "id", "NIL"},
		{[]string{`a SETMETADATA x (/private/comment "s3cret" /shared/y {6}`, `)`}, "mailbox entry secret entry secret", "x /private/comment /shared/y"},
		{[]string{`a GETMETADATA (MAXSIZE 9) x (/a /b)`}, "options options mailbox entry entry", "MAXSIZE 9 x /a /b"},
		{[]string{`a SETACL x joe lrs`}, "mailbox identifier rights", "x joe lrs"},
		{[]string{`a SETQUOTA "" (STORAGE 512)`}, "root resource resource", " STORAGE 512"},
		{[]string{`a ENABLE CONDSTORE QRESYNC`}, "capability capability", "CONDSTORE QRESYNC"},
		{[]string{`a COMPRESS DEFLATE`}, "algorithm", "DEFLATE"},
		{[]string{`a UIDBATCHES 500 1:9`}, "number sequence", "500 1:9"},
		{[]string{`a PROXYAUTH s3cret`}, "secret", ""},
		{[]string{`a GENURLAUTH "imap://s3cret" INTERNAL`}, "secret secret", ""},
		{[]string{`a NOOP s3cret`}, "none", ""},
		{[]string{`a XYZZY s3cret`}, "none", ""},
		{[]string{`a UID s3cret s3cret`}, "none", ""},
	} {
		names, shown, _ := walk(row.in...)
		if names != row.names || strings.TrimSpace(shown) != strings.TrimSpace(row.shown) {
			t.Errorf("%q:\n%s | %s, want\n%s | %s", row.in, names, shown, row.names, row.shown)
		}
		if strings.Contains(shown, "s3cret") {
			t.Errorf("%q shows its secret", row.in)
		}
	}
}

func TestArgWalkerMissing(t *testing.T) {
	for line, want := range map[string]bool{"a NOOP": false, "a LOGIN": true, "a LOGIN joe": true, "a LOGIN joe p": false, "a SELECT": true,
		"a SELECT x": false, "a SELECT x (": true, "a SEARCH": true, "a SEARCH RETURN": true, "a SEARCH RETURN (": true, "a SEARCH ALL": false,
		"a AUTHENTICATE PLAIN": false, "a ENABLE": true, "a XYZZY": false} {
		if _, _, got := walk(line); got != want {
			t.Errorf("%q: missing %v", line, got)
		}
	}
}
