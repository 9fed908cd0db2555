package schemas

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	for _, row := range []struct{ in, want string }{
		{"", ""},
		{"INBOX", "INBOX"},
		{`a\b`, `a\\b`},
		{"caf\u00e9 漢字 😀", "caf\u00e9 漢字 😀"},
		{"caf\xe9", `caf\xe9`},
		{"\x00\t\r\n\x1f\x7f", `\x00\x09\x0d\x0a\x1f\x7f`},
		{"\u0080\u009f\u00a0", `\xc2\x80\xc2\x9f` + "\u00a0"}, // C1 controls
		{"\xed\xa0\x80", `\xed\xa0\x80`},                      // a surrogate
		{"\xc0\x80", `\xc0\x80`},                              // an overlong NUL
		{"\xf4\x90\x80\x80", `\xf4\x90\x80\x80`},              // beyond U+10FFFF
		{"\xe6\xbc", `\xe6\xbc`},                              // cut short
		{"\ufffd", "\ufffd"},                                  // the replacement character itself is a character
	} {
		b := &Batch{}
		if got := b.Text([]byte(row.in)); got != row.want {
			t.Errorf("%q: %s, expected %s", row.in, got, row.want)
		}
	}
}

func TestCutsFallBetweenCharacters(t *testing.T) {
	for _, row := range []struct {
		in    string
		limit int
		want  string
	}{
		{"abc", 2, "ab"}, {"abc", 3, "abc"}, {"abc", 0, ""}, {"a\\b", 2, "a"}, {"a\\b", 3, `a\\`}, {"aé", 2, "a"}, {"aé", 3, "aé"},
		{"a\xff", 4, "a"}, {"a\xff", 5, `a\xff`}, {"漢字", 5, "漢"}, {"😀", 3, ""},
		{strings.Repeat("x", 20), 10, strings.Repeat("x", 10)},
	} {
		b := &Batch{}
		if got := b.TextN([]byte(row.in), row.limit); got != row.want {
			t.Errorf("%q to %d: %q, expected %q", row.in, row.limit, got, row.want)
		}
	}
}

// unescape undoes Text; ok is false where s is nothing that Text writes.
func unescape(s string) (out []byte, ok bool) {
	for len(s) > 0 {
		switch {
		case strings.HasPrefix(s, `\\`):
			out, s = append(out, '\\'), s[2:]
		case strings.HasPrefix(s, `\x`) && len(s) >= 4:
			hi, lo := strings.IndexByte(hex, s[2]), strings.IndexByte(hex, s[3])
			if hi < 0 || lo < 0 {
				return nil, false
			}
			out, s = append(out, byte(hi<<4|lo)), s[4:]
		case s[0] == '\\':
			return nil, false
		default:
			out, s = append(out, s[0]), s[1:]
		}
	}
	return out, true
}

// FuzzAppendText: what is written is clean UTF-8 within its limit, keeps a prefix of the octets, and all of them where
// there is room.
func FuzzAppendText(f *testing.F) {
	for _, s := range []string{"", "abc", `a\b`, "é", "\xff\x00", "漢字", "\u0085", "\u2028", strings.Repeat("long enough for words ", 3) + "\x7f"} {
		f.Add([]byte(s), 10)
		f.Add([]byte(s), 1000)
	}
	f.Fuzz(func(t *testing.T, p []byte, limit int) {
		limit &= 0xffff
		b := &Batch{}
		first := b.Text([]byte("before"))
		got := b.TextN(p, limit)
		after := b.Text([]byte("after"))
		if len(got) > limit || !utf8.ValidString(got) || first != "before" || after != "after" {
			t.Fatalf("%q to %d: %q between %q and %q", p, limit, got, first, after)
		}
		for _, r := range got {
			if r < ' ' || r >= 0x7f && r < 0xa0 {
				t.Fatalf("%q: control %q", got, r)
			}
		}
		back, ok := unescape(got)
		if !ok || !bytes.HasPrefix(p, back) {
			t.Fatalf("%q: %q does not stand for a prefix", p, got)
		}
		if limit >= 4*len(p) && len(back) != len(p) {
			t.Fatalf("%q: %q lacks octets", p, got)
		}
		if same := AppendText([]byte("x"), p, limit); string(same) != "x"+got {
			t.Fatalf("%q: TextN gives %q, AppendText %q", p, got, same)
		}
	})
}

func BenchmarkText(b *testing.B) {
	for name, p := range map[string][]byte{
		"ascii": []byte("Fetch completed (0.002 + 0.000 secs)."),
		"utf8":  []byte("Grüße aus Zürich, 漢字"),
		"bad":   []byte("caf\xe9 \\Seen"),
	} {
		b.Run(name, func(b *testing.B) {
			batch := &Batch{}
			b.SetBytes(int64(len(p)))
			b.ReportAllocs()
			for b.Loop() {
				batch.TextN(p, 256)
				batch.text.used, batch.text.block = 0, 0
			}
		})
	}
}
