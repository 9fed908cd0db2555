package schemas

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// These methods stand in tests alone: they tell encoding/json, which is the reference, what the types without a
// counterpart in JSON look like.

func (t Timestamp) MarshalJSON() ([]byte, error) {
	return json.Marshal(time.Unix(0, int64(t)).UTC().Format("2006-01-02T15:04:05.000000000Z"))
}

func (c Counts) MarshalJSON() ([]byte, error) {
	return members(len(c), func(i int) (string, any) { return c[i].Name, c[i].N })
}

func (p Pairs) MarshalJSON() ([]byte, error) {
	return members(len(p), func(i int) (string, any) { return p[i].Name, p[i].Value })
}

func (s Sinks) MarshalJSON() ([]byte, error) {
	return members(len(s), func(i int) (string, any) { return s[i].Name, s[i] })
}

func members(n int, member func(int) (string, any)) ([]byte, error) {
	var w bytes.Buffer
	for i := range n {
		name, value := member(i)
		k, v := standard(name), standard(value)
		w.WriteString("," + string(k) + ":" + string(v))
	}
	return []byte("{" + strings.TrimPrefix(w.String(), ",") + "}"), nil
}

// standard is v as encoding/json writes it with HTML left alone.
func standard(v any) []byte {
	var w bytes.Buffer
	e := json.NewEncoder(&w)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return bytes.TrimSuffix(w.Bytes(), []byte("\n"))
}

// TestJSONIsWhatTheStandardLibraryWrites compares to the octet: names, order, omission, escapes.
func TestJSONIsWhatTheStandardLibraryWrites(t *testing.T) {
	r := newRandom(t, 2)
	for range 5000 {
		rec := r.record()
		if got, want := rec.AppendJSON(nil), standard(body(rec)); !bytes.Equal(got, want) {
			t.Fatalf("AppendJSON\n%s\nencoding/json\n%s", got, want)
		}
	}
}

func TestJSONOfEmptyRecords(t *testing.T) {
	for _, rec := range []Record{
		{Kind: KindTransaction, Transaction: &Transaction{}}, {Kind: KindSession, Session: &Session{}},
		{Kind: KindWeird, Weird: &Weird{}}, {Kind: KindStats, Stats: &Stats{}},
	} {
		if got, want := rec.AppendJSON(nil), standard(body(rec)); !bytes.Equal(got, want) {
			t.Errorf("AppendJSON\n%s\nencoding/json\n%s", got, want)
		}
	}
	if got := (&Record{}).AppendJSON([]byte("x")); string(got) != "x" {
		t.Errorf("a record of no kind adds %q", got)
	}
}

func TestJSONKeepsWhatStandsBefore(t *testing.T) {
	w := &Weird{Name: "gap"}
	if got := w.AppendJSON([]byte("before ")); string(got) != "before "+string(w.AppendJSON(nil)) {
		t.Errorf("%s", got)
	}
}

func TestTimestamps(t *testing.T) {
	for _, at := range []time.Time{
		time.Unix(0, 0), time.Unix(0, 1), time.Unix(0, -1), time.Date(2000, 2, 29, 23, 59, 59, 999_999_999, time.UTC),
		time.Date(1999, 12, 31, 23, 59, 59, 0, time.UTC), time.Date(2038, 1, 19, 3, 14, 8, 10, time.UTC),
		time.Unix(0, -1<<63), time.Unix(0, 1<<63-1),
	} {
		ts := Timestamp(at.UnixNano())
		if got, want := appendTime(nil, ts), standard(ts); !bytes.Equal(got, want) {
			t.Errorf("%s, expected %s", got, want)
		}
	}
}

// TestEveryOctetAtEveryPlace reaches each lane of the checks that take eight octets at a time, in JSON and in text.
func TestEveryOctetAtEveryPlace(t *testing.T) {
	for c := range 256 {
		for n := 1; n <= 18; n++ {
			for i := range n {
				p := bytes.Repeat([]byte{'a'}, n)
				p[i] = byte(c)
				if got, want := appendText([]byte{'"'}, string(p)), standard(string(p)); !bytes.Equal(got, want) {
					t.Fatalf("%q: %s, expected %s", p, got, want)
				}
				if got, want := (&Batch{}).Text(p), string(AppendText(nil, p, 100)); got != want {
					t.Fatalf("%q: %s, expected %s", p, got, want)
				}
			}
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range append(pieces, "", "\x00", "\x1f", "\x20", "\x7f", "\x80", "\xff", "\b\f\n\r\t", "1234567\x80", "12345678\"", "\xed\xa0\x80", "\ufffd") {
		f.Add(s, int64(len(s)))
	}
	f.Fuzz(func(t *testing.T, s string, ns int64) {
		got := appendText([]byte{'"'}, s)
		if want := standard(s); !bytes.Equal(got, want) {
			t.Errorf("%q: %s, expected %s", s, got, want)
		}
		if !utf8.Valid(got) {
			t.Errorf("%q: %q is no UTF-8", s, got)
		}
		if got, want := appendTime(nil, Timestamp(ns)), standard(Timestamp(ns)); !bytes.Equal(got, want) {
			t.Errorf("%s, expected %s", got, want)
		}
	})
}

// typical is a transaction as a busy server gives them.
func typical() *Transaction {
	b := &Batch{}
	t := b.Transaction(1)
	t.Common = Common{
		Kind: "transaction", ID: "CHhAvVGS1DHFjwGM9-T12", SchemaVersion: Version, TS: 1_763_923_876_123_456_789, UID: "CHhAvVGS1DHFjwGM9a",
		CommunityID: "1:LQU9qZlK+B5F3KDmev6m5PMibrg=", ClientIP: "192.168.17.204", ClientPort: 51234, ServerIP: "10.20.30.40", ServerPort: 143,
		Sensor: "sensor-1", Source: "mail.pcap", PacketFirst: 123456, PacketLast: 123460,
	}
	t.Depth, t.Tag, t.Command, t.Args, t.ArgsOctets = 12, "A0012", "UID FETCH", "1:200 (FLAGS UID BODY.PEEK[HEADER.FIELDS (DATE FROM SUBJECT)])", 61
	t.Mailbox, t.ReadOnly, t.SequenceSet, t.Items = "Archive/2025", b.Bool(false), "1:200", []string{"FLAGS", "UID", "BODY.PEEK[HEADER.FIELDS]"}
	t.User, t.State, t.Status, t.Text = "anna.schmidt@example.org", "selected", "OK", "Fetch completed (0.002 + 0.000 secs)."
	t.LatencyUS, t.ServiceUS, t.FirstResponseUS, t.DurationUS = b.Int(2345), b.Int(2345), b.Int(1201), b.Int(2400)
	t.RequestOctets, t.ResponseOctets, t.Literals, t.LiteralOctets, t.Untagged = 81, 48211, 200, 39113, 200
	t.Messages, t.BodyOctets, t.Peek, t.Attribution = b.Uint(200), b.Uint(39113), b.Bool(true), "exact"
	t.TLS, t.End = "none", "complete"
	return t
}

func TestJSONDoesNotAllocate(t *testing.T) {
	r := newRandom(t, 3)
	dst := make([]byte, 0, 64<<10)
	for range 50 {
		rec := r.record()
		if n := testing.AllocsPerRun(10, func() { dst = rec.AppendJSON(dst[:0]) }); n != 0 {
			t.Fatalf("%v allocations for %s", n, dst)
		}
	}
}

func BenchmarkAppendJSON(b *testing.B) {
	t := typical()
	dst := t.AppendJSON(nil)
	b.SetBytes(int64(len(dst)))
	b.ReportAllocs()
	for b.Loop() {
		dst = t.AppendJSON(dst[:0])
	}
}

func BenchmarkAppendJSONSession(b *testing.B) {
	s := &Session{Common: typical().Common, Commands: Counts{{"FETCH", 3}, {"LOGIN", 1}}, Mailboxes: []string{"INBOX", "Archiv"}, Capabilities: []string{"IMAP4rev1", "IDLE"}}
	dst := s.AppendJSON(nil)
	b.SetBytes(int64(len(dst)))
	b.ReportAllocs()
	for b.Loop() {
		dst = s.AppendJSON(dst[:0])
	}
}
