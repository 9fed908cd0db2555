package jsonl

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"github.com/imaplog/imaplog/schemas"
	"github.com/imaplog/imaplog/sinks"
)

const (
	// plainBuffer is the octets per write of a plain file: the cost of a call is spread over some 300 records, and the
	// buffer still fits into a core's second-level cache.
	plainBuffer = 256 << 10
	// frameBuffer is the octets per frame of a compressed file. Of 76 MB of records, zstd leaves 7.9 MB with it, 9.3 with a
	// quarter of it, and 7.2 as one frame; gzip, whose window is 32 KiB, 12.7 with any.
	frameBuffer = 4 << 20
)

// file is an open output: a buffer of whole lines before it, and the account of what became of them.
type file struct {
	f       *os.File
	name    string // for errors
	regular bool   // else a pipe, a terminal or a device: nothing to sync, nothing to cut back
	account *sinks.Account
	pack    packer // nil: plain

	buf     []byte // whole lines
	size    int    // of buf, at which it is written
	lines   int    // in buf
	written int    // lines in the file, not yet synced
	failed  error
}

// stdoutName is standard output in errors.
const stdoutName = "standard output"

// create makes the file empty.
func create(name string, c Compression, account *sinks.Account) (*file, error) {
	return openFile(name, os.O_CREATE|os.O_TRUNC, c, account)
}

func openFile(name string, flags int, c Compression, account *sinks.Account) (*file, error) {
	f, err := os.OpenFile(name, os.O_WRONLY|flags, 0o640)
	if err != nil {
		return nil, fmt.Errorf("open the output: %w", err)
	}
	return newFile(f, name, c, account)
}

func newFile(f *os.File, name string, c Compression, account *sinks.Account) (*file, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("open the output: %w", err)
	}
	out := &file{f: f, name: name, regular: info.Mode().IsRegular(), account: account, size: plainBuffer}
	if c != Plain {
		out.size = frameBuffer
		if out.pack, err = newPacker(c); err != nil {
			return nil, fmt.Errorf("compress %s: %w", name, err)
		}
	}
	return out, nil
}

// add appends a record to the buffer, and writes it when it is full.
func (f *file) add(r *schemas.Record) error {
	f.buf = append(r.AppendJSON(f.buf), '\n')
	f.lines++
	if len(f.buf) >= f.size {
		return f.flush()
	}
	return nil
}

// flush writes the buffer. Where that fails, the file is cut back to whole lines and takes no more.
func (f *file) flush() error {
	if f.failed != nil {
		return f.drop()
	}
	if f.lines == 0 {
		return nil
	}
	out := f.buf
	if f.pack != nil {
		out = f.pack.frame(f.buf)
	}
	n, err := f.f.Write(out)
	if err == nil {
		f.wrote(f.lines)
		return nil
	}
	whole := 0
	if f.pack == nil {
		whole = bytes.LastIndexByte(out[:n], '\n') + 1
	}
	f.failed = f.explain(err, f.cutBack(n-whole))
	f.wrote(bytes.Count(out[:whole], []byte{'\n'}))
	return f.drop()
}

// wrote settles n lines of the buffer: a pipe, a terminal or a device has confirmed them, a file does so at sync.
func (f *file) wrote(n int) {
	if f.regular {
		f.written += n
	} else {
		f.account.Delivered(n)
	}
	f.lines -= n
	if f.lines == 0 {
		f.buf = f.buf[:0]
	}
}

// drop gives up what is left in the buffer.
func (f *file) drop() error {
	f.account.Dropped(f.lines, sinks.DroppedWriteError)
	f.buf, f.lines = f.buf[:0], 0
	return f.failed
}

// cutBack takes the last n octets off a regular file, and says whether it now ends with a whole line.
func (f *file) cutBack(n int) bool {
	if n == 0 {
		return true
	}
	if !f.regular {
		return false
	}
	end, err := f.f.Seek(0, io.SeekCurrent)
	if err != nil {
		return false
	}
	info, err := f.f.Stat()
	if err != nil || info.Size() != end { // someone else writes to it too
		return false
	}
	if f.f.Truncate(end-int64(n)) != nil {
		return false
	}
	_, err = f.f.Seek(end-int64(n), io.SeekStart)
	return err == nil
}

// sync flushes; a regular file is then made durable, and its lines count as delivered.
func (f *file) sync() error {
	flushed := f.flush()
	if f.written == 0 {
		return flushed
	}
	if err := f.f.Sync(); err != nil {
		f.account.Dropped(f.written, sinks.DroppedWriteError)
		f.failed = f.explain(err, false)
	} else {
		f.account.Delivered(f.written)
	}
	f.written = 0
	return f.failed
}

// close syncs and closes; standard output stays open, for it is the process's.
func (f *file) close() error {
	err := f.sync()
	if f.name == stdoutName {
		return err
	}
	if closing := f.f.Close(); err == nil && closing != nil {
		err = f.explain(closing, false)
	}
	return err
}
