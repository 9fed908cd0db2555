package jsonl

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/imaplog/imaplog/schemas"
	"github.com/imaplog/imaplog/sinks"
)

var ctx = context.Background()

// maker makes batches whose records are numbered through.
type maker struct {
	pool schemas.Pool
	next int
}

// batch gives n records, of each four one of every kind.
func (m *maker) batch(n int) *schemas.Batch {
	b := m.pool.Get()
	for range n {
		id := b.Text(fmt.Append(nil, m.next))
		m.next++
		switch m.next % 4 {
		case 1:
			t := b.Transaction(1)
			t.Kind, t.ID, t.Args, t.End = "transaction", id, strings.Repeat("word ", m.next%50), "complete"
		case 2:
			s := b.Session(1)
			s.Kind, s.ID = "session", id
		case 3:
			w := b.Weird(1)
			w.Kind, w.ID, w.Name = "weird", id, "gap"
		case 0:
			s := b.Stats()
			s.Kind, s.ID = "stats", id
		}
	}
	return b
}

func mustOpen(t testing.TB, target string, opt Options) *Writer {
	t.Helper()
	to, err := Parse(target)
	if err != nil {
		t.Fatal(err)
	}
	w, err := Open(to, opt)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// unpacked gives the file's content, which must be readable to its last octet.
func unpacked(t testing.TB, name string) []byte {
	t.Helper()
	p, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case len(p) == 0:
	case strings.HasSuffix(name, ".gz"):
		z, err := gzip.NewReader(bytes.NewReader(p))
		if err != nil {
			t.Fatal(err)
		}
		if p, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	case strings.HasSuffix(name, ".zst"):
		z, err := zstd.NewReader(nil)
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		if p, err = z.DecodeAll(p, nil); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// ids reads whole lines of JSON, and gives the number of each record as "kind id".
func ids(t testing.TB, p []byte) []string {
	t.Helper()
	if len(p) > 0 && p[len(p)-1] != '\n' {
		t.Fatalf("the last line is cut: %q", p[max(0, len(p)-80):])
	}
	var out []string
	for line := range bytes.Lines(p) {
		var r struct{ Kind, ID string }
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		out = append(out, r.Kind+" "+r.ID)
	}
	return out
}

func balance(t testing.TB, s schemas.SinkStats, parsed, delivered, waiting, dropped int) {
	t.Helper()
	if s.Parsed != uint64(parsed) || s.Delivered != uint64(delivered) || s.Waiting != uint64(waiting) || s.Dropped != uint64(dropped) {
		t.Errorf("%+v, expected parsed %d, delivered %d, waiting %d, dropped %d", s, parsed, delivered, waiting, dropped)
	}
}

func TestKinds(t *testing.T) {
	for _, row := range []struct {
		target string
		kinds  []string
		files  map[string][]string
	}{
		{"a.jsonl", nil, map[string][]string{"a.jsonl": {"transaction 0", "transaction 4"}}},
		{"a.jsonl", []string{"weird,session"}, map[string][]string{"a.jsonl": {"session 1", "weird 2", "session 5", "weird 6"}}},
		{"a.jsonl", []string{"stats"}, map[string][]string{"a.jsonl": {"stats 3", "stats 7"}}},
		{"a.jsonl.gz", nil, map[string][]string{"a.jsonl.gz": {"transaction 0", "transaction 4"}}},
		{"a.jsonl.zst", []string{"session"}, map[string][]string{"a.jsonl.zst": {"session 1", "session 5"}}},
		{"new/deep/", nil, map[string][]string{
			"new/deep/imap.jsonl": {"transaction 0", "transaction 4"}, "new/deep/imap_session.jsonl": {"session 1", "session 5"},
			"new/deep/imap_weird.jsonl": {"weird 2", "weird 6"}, "new/deep/imap_stats.jsonl": {"stats 3", "stats 7"},
		}},
		{"new/", []string{"stats", "transaction"}, map[string][]string{
			"new/imap.jsonl": {"transaction 0", "transaction 4"}, "new/imap_stats.jsonl": {"stats 3", "stats 7"},
		}},
	} {
		dir, m := t.TempDir(), &maker{}
		kinds, err := sinks.ParseKinds(row.kinds...)
		if err != nil {
			t.Fatal(err)
		}
		w := mustOpen(t, dir+"/"+row.target, Options{Kinds: kinds})
		for range 2 {
			if err := w.Write(ctx, m.batch(4)); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		total := 0
		for name, want := range row.files {
			if got := ids(t, unpacked(t, filepath.Join(dir, name))); !slices.Equal(got, want) {
				t.Errorf("%s of %v: %s has %v, expected %v", row.target, row.kinds, name, got, want)
			}
			total += len(want)
		}
		balance(t, w.Stats(), total, total, 0, 0)
		made := 0
		_ = filepath.WalkDir(dir, func(_ string, d os.DirEntry, _ error) error {
			if !d.IsDir() {
				made++
			}
			return nil
		})
		if made != len(row.files) {
			t.Errorf("%s of %v: %d files, expected %d", row.target, row.kinds, made, len(row.files))
		}
	}
}

// TestFilesHoldWholeLinesAtAnyMoment looks at the file after each call: whoever is killed there leaves a file that can be
// read to its end, that holds what Sync confirmed, and that only grows.
func TestFilesHoldWholeLinesAtAnyMoment(t *testing.T) {
	for _, ending := range []string{".jsonl", ".jsonl.gz", ".jsonl.zst"} {
		r, m := rand.New(rand.NewPCG(7, 7)), &maker{}
		name := filepath.Join(t.TempDir(), "a"+ending)
		w := mustOpen(t, name, Options{Kinds: sinks.AllKinds})
		w.files[0].size = plainBuffer // so that frames end between the calls of Sync, too
		var before []byte
		for i := range 30 {
			if err := w.Write(ctx, m.batch(r.IntN(300))); err != nil {
				t.Fatal(err)
			}
			synced := i%7 == 3
			if synced {
				if err := w.Sync(ctx); err != nil {
					t.Fatal(err)
				}
				balance(t, w.Stats(), m.next, m.next, 0, 0)
			}
			now := unpacked(t, name)
			lines := bytes.Count(now, []byte{'\n'})
			switch {
			case len(now) > 0 && now[len(now)-1] != '\n':
				t.Fatalf("%s: the last line is cut", ending)
			case !bytes.HasPrefix(now, before):
				t.Fatalf("%s: what was written has changed", ending)
			case uint64(lines) < w.Stats().Delivered, synced && lines != m.next:
				t.Fatalf("%s: %d lines of %d, %d confirmed", ending, lines, m.next, w.Stats().Delivered)
			}
			before = now
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		got := ids(t, unpacked(t, name))
		for i := range m.next {
			if _, id, _ := strings.Cut(got[i], " "); id != fmt.Sprint(i) {
				t.Fatalf("%s: line %d is %s", ending, i, got[i])
			}
		}
		balance(t, w.Stats(), m.next, m.next, 0, 0)
	}
}

// TestBuffersAreBounded reaches both buffers' sizes without a Sync.
func TestBuffersAreBounded(t *testing.T) {
	for ending, bound := range map[string]int{".jsonl": plainBuffer, ".jsonl.gz": frameBuffer} {
		m := &maker{}
		w := mustOpen(t, filepath.Join(t.TempDir(), "a"+ending), Options{Kinds: sinks.AllKinds})
		for range 60 {
			if err := w.Write(ctx, m.batch(200)); err != nil {
				t.Fatal(err)
			}
			if n := len(w.files[0].buf); n >= bound {
				t.Fatalf("%s: %d octets wait", ending, n)
			}
		}
		if w.files[0].written == 0 {
			t.Errorf("%s: nothing was written", ending)
		}
		if s := w.Stats(); s.Waiting != uint64(m.next) {
			t.Errorf("%s: %+v before Sync", ending, s)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestExistingFilesAreOverwritten(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.jsonl")
	for range 2 {
		m := &maker{}
		w := mustOpen(t, name, Options{})
		if err := w.Write(ctx, m.batch(8)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if got := ids(t, unpacked(t, name)); len(got) != 2 {
		t.Errorf("%v", got)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm()&^0o640 != 0 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestClosingTwice(t *testing.T) {
	w := mustOpen(t, filepath.Join(t.TempDir(), "a.jsonl"), Options{})
	for range 2 {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestDevNullTakesLines(t *testing.T) {
	m := &maker{}
	w := mustOpen(t, "/dev/null", Options{})
	if err := w.Write(ctx, m.batch(40)); err != nil {
		t.Fatal(err)
	}
	balance(t, w.Stats(), 10, 0, 10, 0)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	balance(t, w.Stats(), 10, 10, 0, 0)
}

// TestSteadyStateDoesNotAllocate holds for plain and compressed files.
func TestSteadyStateDoesNotAllocate(t *testing.T) {
	for _, target := range []string{"/dev/null", t.TempDir() + "/a.jsonl", t.TempDir() + "/a.jsonl.gz", t.TempDir() + "/a.jsonl.zst"} {
		m := &maker{}
		b := m.batch(400)
		w := mustOpen(t, target, Options{Kinds: sinks.AllKinds})
		write := func() {
			b.Retain()
			if err := w.Write(ctx, b); err != nil {
				t.Fatal(err)
			}
		}
		for range 60 { // several frames
			write()
		}
		if n := testing.AllocsPerRun(50, write); n != 0 {
			t.Errorf("%s: %v allocations for each batch", target, n)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
