package imap

import (
	"reflect"
	"strings"
	"testing"
)

func TestLines(t *testing.T) {
	for _, row := range []struct {
		payload string
		want    []string
	}{
		{"* 3 EXISTS⏎* 1 RECENT⏎A1 OK done⏎", []string{"* 3 EXISTS⏎", "* 1 RECENT⏎", "A1 OK done⏎"}},
		{"A1 APPEND x {3+}⏎abc⏎A2 NOOP⏎", []string{"A1 APPEND x {3+}⏎abc⏎", "A2 NOOP⏎"}},
		{"* 1 FETCH (BODY[] {5}⏎hello)⏎A1 OK done⏎", []string{"* 1 FETCH (BODY[] {5}⏎hello)⏎", "A1 OK done⏎"}},
		{"* 1 FETCH (BODY[1] {8}⏎A1 OK ⏎ BODY[2] ~{2}⏎⏎)⏎* 2 FETCH ()⏎", []string{"* 1 FETCH (BODY[1] {8}⏎A1 OK ⏎ BODY[2] ~{2}⏎⏎)⏎", "* 2 FETCH ()⏎"}},
		{"A001 LOGIN {4}⏎", []string{"A001 LOGIN {4}⏎"}},
		{"A1 APPEND x {900}⏎abc⏎A2 NOOP⏎", []string{"A1 APPEND x {900}⏎abc⏎A2 NOOP⏎"}},
		{"* OK see {5}⏎A1 OK⏎", []string{"* OK see {5}⏎", "A1 OK⏎"}},
		{"A1 OK {5}⏎A2 OK⏎", []string{"A1 OK {5}⏎", "A2 OK⏎"}},
		{"+ {5}⏎A2 OK⏎", []string{"+ {5}⏎", "A2 OK⏎"}},
		{"A1 X {5-}⏎A2 NOOP⏎", []string{"A1 X {5-}⏎", "A2 NOOP⏎"}},
		{"A1 X {0}⏎⏎A2 NOOP⏎", []string{"A1 X {0}⏎⏎", "A2 NOOP⏎"}},
		{"A1 NOOP⏎\xff", []string{"A1 NOOP⏎", "\xff"}},
		{"+ ⏎\x00\x00\x00", []string{"+ ⏎"}},
		{"A1 LIST⏎A1 LOG", []string{"A1 LIST⏎", "A1 LOG"}},
		{"⏎A1 NOOP⏎", []string{"⏎", "A1 NOOP⏎"}},
		{"A1 X {99999999999999999999}⏎A2 NOOP⏎", []string{"A1 X {99999999999999999999}⏎", "A2 NOOP⏎"}},
		{"", nil},
	} {
		var got []string
		payload := crlf(row.payload)
		first := len(payload)
		for l := range Lines([]byte(payload)) {
			got = append(got, strings.ReplaceAll(string(l.Raw()), "\r\n", "⏎"))
			agree(t, l)
		}
		if !reflect.DeepEqual(got, row.want) {
			t.Errorf("%q: %q, want %q", row.payload, got, row.want)
		}
		if len(row.want) > 0 {
			first = len(crlf(row.want[0]))
		}
		if rest := view(payload).Rest(); string(rest) != payload[first:] {
			t.Errorf("%q: rest %q", row.payload, rest)
		}
	}
}

func TestLinesStops(t *testing.T) {
	n := 0
	for range Lines([]byte("* 1 EXISTS\r\n* 2 EXISTS\r\n")) {
		n++
		break
	}
	if n != 1 {
		t.Error(n, "lines after a break")
	}
}

func TestParseLiteral(t *testing.T) {
	for _, row := range []struct {
		line string
		want Literal
		ok   bool
	}{
		{"a LOGIN {4}", Literal{4, LiteralSync, false}, true},
		{"{4+}", Literal{4, LiteralNonSync, false}, true},
		{"x ~{0}", Literal{0, LiteralSync, true}, true},
		{"~{12+}", Literal{12, LiteralNonSync, true}, true},
		{"{4294967295}", Literal{1<<32 - 1, LiteralSync, false}, true},
		{"{9223372036854775807}", Literal{1<<63 - 1, LiteralSync, false}, true},
		{"{9223372036854775808}", Literal{}, false},
		{"{99999999999999999999}", Literal{}, false},
		{"{0000000000000000000000000005}", Literal{5, LiteralSync, false}, true},
		{"{" + strings.Repeat("0", maxAnnouncement) + "5}", Literal{}, false},
		{"{4-}", Literal{}, false}, {"{}", Literal{}, false}, {"{+}", Literal{}, false}, {"4}", Literal{}, false},
		{"{4} ", Literal{}, false}, {"{-4}", Literal{}, false}, {"}", Literal{}, false}, {"", Literal{}, false},
		{"{4++}", Literal{}, false}, {"{ 4}", Literal{}, false},
	} {
		if got, ok := ParseLiteral([]byte(row.line)); got != row.want || ok != row.ok {
			t.Errorf("ParseLiteral(%q) = %v, %v", row.line, got, ok)
		}
	}
}
