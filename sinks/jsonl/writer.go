package jsonl

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/imaplog/imaplog/schemas"
	"github.com/imaplog/imaplog/sinks"
)

// Options are the settings of a Writer.
type Options struct {
	// Kinds are those to write; none means all for a directory, and transactions for everything else.
	Kinds sinks.Kinds
	// Stdout is what the target - writes to; nil means the process's. It is not closed.
	Stdout *os.File
}

// Takes gives the kinds that are written to the target under the options.
func (o Options) Takes(t Target) sinks.Kinds {
	switch {
	case o.Kinds != 0:
		return o.Kinds
	case t.Form == Directory:
		return sinks.AllKinds
	}
	return sinks.KindsOf(schemas.KindTransaction)
}

// Writer writes records as JSON Lines. It is for one goroutine, but for Stats.
type Writer struct {
	account sinks.Account
	files   []*file
	by      [schemas.KindStats + 1]*file // where records of a kind go; nil: nowhere
	failed  error
	closed  bool
}

// fileName is that of the kind in a directory.
func fileName(k schemas.Kind) string {
	switch k {
	case schemas.KindTransaction:
		return "imap.jsonl"
	case schemas.KindSession:
		return "imap_session.jsonl"
	case schemas.KindWeird:
		return "imap_weird.jsonl"
	default:
		return "imap_stats.jsonl"
	}
}

// Open makes the target's files, and the directory that they stand in where the target is one.
func Open(t Target, opt Options) (*Writer, error) {
	w, kinds := &Writer{}, opt.Takes(t)
	if t.Form == Directory {
		if err := os.MkdirAll(t.Path, 0o750); err != nil {
			return nil, fmt.Errorf("make the output directory: %w", err)
		}
	}
	var one *file
	for k := schemas.KindTransaction; k <= schemas.KindStats; k++ {
		if !kinds.Has(k) {
			continue
		}
		if one == nil || t.Form == Directory {
			f, err := open(t, k, opt.Stdout, &w.account)
			if err != nil {
				return nil, errors.Join(err, w.Close())
			}
			one = f
			w.files = append(w.files, f)
		}
		w.by[k] = one
	}
	return w, nil
}

func open(t Target, k schemas.Kind, stdout *os.File, account *sinks.Account) (*file, error) {
	switch t.Form {
	case Stdout:
		if stdout == nil {
			stdout = os.Stdout
		}
		return newFile(stdout, stdoutName, Plain, account)
	case Directory:
		return create(filepath.Join(t.Path, fileName(k)), Plain, account)
	case File:
		return create(t.Path, t.Compression, account)
	case Device:
		return openFile(t.Path, 0, Plain, account) // what is not there is a slip of the pen, not a file to make
	}
	return nil, fmt.Errorf("output %q: no form of target", t.Path)
}

// Write encodes the batch's records and releases it. What fills a buffer is written to the file; the rest waits.
func (w *Writer) Write(_ context.Context, b *schemas.Batch) error {
	defer b.Release()
	n := 0
	for i := range b.Records {
		if w.by[b.Records[i].Kind] != nil {
			n++
		}
	}
	w.account.Parsed(n)
	for i := range b.Records {
		f := w.by[b.Records[i].Kind]
		if f == nil {
			continue
		}
		if w.failed != nil {
			w.account.Dropped(n, sinks.DroppedWriteError)
			break
		}
		n--
		w.keep(f.add(&b.Records[i]))
	}
	return w.failed
}

// Flush hands buffered lines on to a terminal or a pipe, where someone reads along. Regular files keep theirs until the
// buffer is full or Sync: nobody is served by small writes.
func (w *Writer) Flush() error {
	for _, f := range w.files {
		if !f.regular {
			w.keep(f.flush())
		}
	}
	return w.failed
}

// Sync writes what is buffered and makes it durable: see file.sync.
func (w *Writer) Sync(context.Context) error {
	for _, f := range w.files {
		w.keep(f.sync())
	}
	return w.failed
}

// Close syncs and closes the files. A second call gives the first one's error.
func (w *Writer) Close() error {
	if w.closed {
		return w.failed
	}
	w.closed = true
	for _, f := range w.files {
		w.keep(f.close())
	}
	return w.failed
}

// Stats gives the account.
func (w *Writer) Stats() schemas.SinkStats { return w.account.Stats() }

// keep remembers the first error: nothing is written after it.
func (w *Writer) keep(err error) {
	if err != nil && w.failed == nil {
		w.failed = err
	}
}
