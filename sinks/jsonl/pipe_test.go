package jsonl

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/imaplog/imaplog/sinks"
)

func pipe(t *testing.T) (r, w *os.File) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close(); w.Close() })
	return r, w
}

// TestFlushReachesTheReaderOfAPipe reads each batch's line before the next is written.
func TestFlushReachesTheReaderOfAPipe(t *testing.T) {
	r, out := pipe(t)
	m, lines := &maker{}, bufio.NewReader(r)
	w := mustOpen(t, "-", Options{Stdout: out})
	for i := range 3 {
		if err := w.Write(ctx, m.batch(4)); err != nil {
			t.Fatal(err)
		}
		balance(t, w.Stats(), i+1, i, 1, 0)
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		line, err := lines.ReadBytes('\n')
		if err != nil || len(ids(t, line)) != 1 {
			t.Fatalf("%q %v", line, err)
		}
		balance(t, w.Stats(), i+1, i+1, 0, 0) // a pipe has nothing to sync
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Write([]byte("still open\n")); err != nil {
		t.Errorf("standard output was closed: %v", err)
	}
}

func TestFlushLeavesFilesAlone(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.jsonl")
	m, w := &maker{}, mustOpen(t, name, Options{})
	if err := w.Write(ctx, m.batch(8)); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if got := unpacked(t, name); len(got) != 0 {
		t.Errorf("%q was written for nobody", got)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestUnconfirmedLinesAreNotDelivered: what was written but cannot be synced counts as dropped.
func TestUnconfirmedLinesAreNotDelivered(t *testing.T) {
	m, w := &maker{}, mustOpen(t, filepath.Join(t.TempDir(), "a.jsonl"), Options{})
	if err := w.Write(ctx, m.batch(8)); err != nil {
		t.Fatal(err)
	}
	if err := w.files[0].flush(); err != nil {
		t.Fatal(err)
	}
	w.files[0].f.Close() // so that fsync fails
	if err := w.Sync(ctx); !errors.Is(err, os.ErrClosed) {
		t.Errorf("%v", err)
	}
	balance(t, w.Stats(), 2, 0, 0, 2)
}

func TestClosedPipeHasAnErrorOfItsOwn(t *testing.T) {
	r, out := pipe(t)
	m := &maker{}
	w := mustOpen(t, "-", Options{Stdout: out})
	r.Close()
	if err := w.Write(ctx, m.batch(8)); err != nil {
		t.Fatalf("two lines do not fill the buffer, but: %v", err)
	}
	if err := w.Flush(); !errors.Is(err, sinks.ErrClosedPipe) {
		t.Errorf("Flush: %v", err)
	}
	if err := w.Write(ctx, m.batch(4)); !errors.Is(err, sinks.ErrClosedPipe) {
		t.Errorf("Write: %v", err)
	}
	if err := w.Close(); !errors.Is(err, sinks.ErrClosedPipe) {
		t.Errorf("Close: %v", err)
	}
	balance(t, w.Stats(), 3, 0, 0, 3)
}
