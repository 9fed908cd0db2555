package imap

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestSummaryHidesSecrets(t *testing.T) {
	for line, want := range map[string]string{
		"":                                    "IMAP ",
		"* OK ready⏎":                         "IMAP * OK ready",
		"A001 LOGIN alice s3cret⏎":            "IMAP A001 LOGIN alice <hidden>",
		`a login "al ice" "s3 \"cret" x⏎`:     `IMAP a login "al ice" <hidden> <hidden>`,
		"a LOGIN {5}⏎alice s3cret⏎":           "IMAP a LOGIN <5 octets>",
		"a LOGIN alice {6+}⏎s3cret⏎":          "IMAP a LOGIN alice <hidden>",
		`a LOGIN alice "s3cret`:               "IMAP a LOGIN alice <hidden>",
		"a AUTHENTICATE PLAIN AHMzY3JldA==⏎":  "IMAP a AUTHENTICATE PLAIN <hidden>",
		"a AUTHENTICATE PLAIN⏎":               "IMAP a AUTHENTICATE PLAIN",
		"AHMzY3JldA==⏎":                       "IMAP <hidden 12 octets>",
		"s3cret {4}⏎":                         "IMAP <hidden 10 octets>",
		"my s3cret⏎":                          "IMAP <hidden 9 octets>",
		"* s3cret⏎":                           "IMAP <hidden 8 octets>",
		"+ AHMzY3JldA==⏎":                     "IMAP + <hidden 12 octets>",
		"+ idling⏎":                           "IMAP + idling",
		"+⏎":                                  "IMAP +",
		"a uid SEARCH TEXT s3cret UNSEEN⏎":    "IMAP a uid SEARCH TEXT <hidden> UNSEEN",
		`a ID ("name" "x" "password" s3cret)`: `IMAP a ID ("name" "x" "password" <hidden>)`,
		`* METADATA x (/a "s3cret")⏎`:         "IMAP * METADATA <hidden 15 octets>",
		"a NOOP s3cret⏎":                      "IMAP a NOOP <hidden>",
		"a UID s3cret x⏎":                     "IMAP a UID <hidden> <hidden>",
		"a OK caf\xe9 ü \x1b[0m⏎":             `IMAP a OK caf\xe9 ü \x1b[0m`,
		"* OK " + strings.Repeat("x", 600):    "IMAP * OK " + strings.Repeat("x", maxSummary) + "...",
		"a1 OK done⏎":                         "IMAP a1 OK done",
	} {
		l := NewLayer([]byte(crlf(line)))
		if got := l.Summary(); got != want {
			t.Errorf("%q: %s, want %s", line, got, want)
		}
		text := fmt.Sprint(l, &l, l.ShowFields())
		if strings.Contains(text, "s3cret") || strings.Contains(text, "s3 ") || strings.Contains(text, "AHMz") {
			t.Errorf("%q: a secret is in %s", line, text)
		}
	}
	if got := view("a LOGIN joe s3cret\r\n").SummaryRaw(); got != "IMAP a LOGIN joe s3cret" {
		t.Error("SummaryRaw:", got)
	}
	if got := NewData([]byte("s3cret\r\n")).String(); got != "IMAP <hidden 8 octets>" {
		t.Error("data:", got)
	}
}

func TestFields(t *testing.T) {
	want := strings.Fields("tag command args status text is_untagged is_continuation is_tagged_response is_client_command raw")
	if got := FieldNames(); !reflect.DeepEqual(got, want) || !reflect.DeepEqual(view("").FieldNames(), want) {
		t.Errorf("names %q", got)
	}
	FieldNames()[0] = "changed"
	if FieldNames()[0] != "tag" {
		t.Error("FieldNames gives its own table away")
	}
	l := NewLayer([]byte("A1 OK [ALERT] hm\r\n"))
	values := strings.Split("A1|OK|[ALERT] hm|OK|hm|false|false|true|false|A1 OK [ALERT] hm\r\n", "|")
	for i, name := range want {
		v, err := l.Field(name)
		if err != nil || v.String() != values[i] || v.IsBool() != strings.HasPrefix(name, "is_") || v.Bool() != (v.String() == "true") {
			t.Errorf("%s: %q %v", name, v, err)
		}
	}
	if _, err := l.Field("color"); !errors.Is(err, ErrNoField) {
		t.Error("an unknown field:", err)
	}
	command := NewLayer([]byte("A1 NOOP\r\n"))
	if _, err := command.Field("status"); !errors.Is(err, ErrNoValue) {
		t.Error("status of a command:", err)
	}
	if _, err := view("").Field("command"); !errors.Is(err, ErrNoValue) {
		t.Error("command of nothing:", err)
	}
	if v, err := view("").Field("tag"); err != nil || v.String() != "" {
		t.Error("tag of nothing:", v, err)
	}
	if err := l.SetField("tag", TextValue("A2")); !errors.Is(err, ErrReadOnly) || l.Tag() != "A1" {
		t.Error("SetField:", err)
	}
}

func TestShowFields(t *testing.T) {
	for line, want := range map[string][]NamedValue{
		"A1 SELECT INBOX⏎": {{"tag", "A1"}, {"command", "SELECT"}, {"args", "INBOX"}, {"is_untagged", "false"}},
		"* 3 EXISTS⏎":      {{"tag", "*"}, {"command", "EXISTS"}, {"is_untagged", "true"}},
		"A1 OK done⏎":      {{"tag", "A1"}, {"command", "OK"}, {"args", "done"}, {"is_untagged", "false"}},
		"":                 {{"tag", ""}, {"is_untagged", "false"}},
		"a LOGIN joe pw⏎":  {{"tag", "a"}, {"command", "LOGIN"}, {"args", "joe <hidden>"}, {"is_untagged", "false"}},
	} {
		if got := view(crlf(line)).ShowFields(); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %q", line, got)
		}
	}
}

func TestAnswers(t *testing.T) {
	command := NewLayer([]byte("A1 NOOP\r\n"))
	for line, want := range map[string]bool{"A1 OK done": true, "A1 no": true, "a1 OK": false, "A11 OK": false, "* OK": false, "+ OK": false,
		"A1 BYE": false, "A1 NOOP": false} {
		l := NewLayer([]byte(line))
		if l.Answers(command) != want {
			t.Errorf("%q answers %q: %v", line, command.Raw(), !want)
		}
		if l.Answers(l) || command.Answers(l) {
			t.Errorf("%q answers the wrong way", line)
		}
	}
	if string(command.MatchKey()) != "A1" || string(view("A1 OK").MatchKey()) != "A1" || len(view("").MatchKey()) != 0 {
		t.Error("match keys")
	}
}

func TestNewData(t *testing.T) {
	l := NewData([]byte("a1 OK done\r\n"))
	if l.Kind() != KindData || l.Tag() != "" || l.Command() != "" || l.IsTaggedResponse() || string(l.Line()) != "a1 OK done\r\n" {
		t.Errorf("%v %q %q", l.Kind(), l.Tag(), l.Command())
	}
	agree(t, l)
	agree(t, Layer{})
	if KindData.String() != "data" || Kind(99).String() != "unknown" {
		t.Error("names of kinds")
	}
}
