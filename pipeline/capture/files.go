package capture

import (
	"errors"
	"io"
	"sync"
)

// FileOptions are the settings of a source of files. The zero value is right for most.
type FileOptions struct {
	// OnFault is told of each fault when it is found, in the goroutine that calls Fill or Close, and must not call either. May be
	// nil: Faults has them all.
	OnFault func(*Fault)
}

// Files reads capture files one after the other as one source. One goroutine calls Fill; the other methods may be called from any.
type Files struct {
	opt   FileOptions
	total int64 // octets in all, or -1

	mu   sync.Mutex // guards what follows: held by Fill, and by whoever tidies up
	kit  kit        // its counter and its mark are for all
	todo []*input
	file *file // nil between files

	faultsMu sync.Mutex
	faults   []*Fault
}

// OpenFiles prepares to read what the names stand for: files, directories, globs, or "-" for standard input. They are opened
// and closed to find their order (see the package's notes); nothing stays open. The error tells of all names that mean nothing: it
// is the caller's mistake, while anything wrong inside a file is a Fault, told when it is read.
func OpenFiles(names []string, opt FileOptions) (*Files, error) {
	all, err := inputs(names)
	if err != nil {
		return nil, err
	}
	sortInputs(all)
	return newFiles(all, opt), nil
}

// OpenReader is OpenFiles for octets that come from somewhere else; name is that of the file they pass for. r must not return
// without octets and without an error for ever. Close does not close r.
func OpenReader(name string, r io.Reader, opt FileOptions) *Files {
	return newFiles([]*input{{path: name, name: name, size: -1, once: true, reader: r}}, opt)
}

func newFiles(all []*input, opt FileOptions) *Files {
	f := &Files{opt: opt, todo: all}
	f.kit.win.pool = &chunkPool{size: chunkSize}
	f.kit.report = f.report
	for _, in := range all {
		if in.size < 0 {
			f.total = -1
			break
		}
		f.total += in.size
	}
	return f
}

// Fill puts up to MaxBatch packets into b, all of one file, and makes the caller its holder. It blocks as long as reading does;
// no packets and no error mean that a pipe is quiet for now. io.EOF ends the source, after Close too: then b is empty and need
// not be released. There are no other errors: see Faults.
func (f *Files) Fill(b *Batch) error {
	err := f.fill(b)
	if f.kit.closed.Load() {
		f.tidy()
	}
	return err
}

func (f *Files) fill(b *Batch) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	b.Begin(freeChunk)
	for !f.kit.closed.Load() {
		if f.file == nil && !f.next() {
			break
		}
		err := f.file.fill(b)
		if len(b.Packets) > 0 {
			b.chunk = f.kit.win.chunk
			b.chunk.retain()
		}
		if err != nil && !errors.Is(err, errQuiet) {
			f.finish(err)
		}
		if len(b.Packets) > 0 || errors.Is(err, errQuiet) {
			b.Now = f.kit.at.now
			return nil
		}
	}
	b.Now = f.kit.at.now
	return io.EOF
}

// next opens the next file that can be opened.
func (f *Files) next() bool {
	for len(f.todo) > 0 {
		in := f.todo[0]
		f.todo = f.todo[1:]
		file, err := f.kit.open(in)
		if err == nil {
			f.file = file
			return true
		}
		f.report(&Fault{File: in.path, Err: systemError("opened", err)})
	}
	return false
}

// finish closes the file, and tells why unless it simply ended.
func (f *Files) finish(err error) {
	var fault *Fault
	if errors.As(err, &fault) && !f.kit.closed.Load() {
		f.report(fault)
	}
	f.file.close()
	f.file = nil
}

func (f *Files) report(fault *Fault) {
	f.faultsMu.Lock()
	f.faults = append(f.faults, fault)
	f.faultsMu.Unlock()
	if f.opt.OnFault != nil {
		f.opt.OnFault(fault)
	}
}

// Paths returns the files still to be read, in order, as they were given or found; "-" is standard input.
func (f *Files) Paths() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	paths := make([]string, len(f.todo))
	for i, in := range f.todo {
		paths[i] = in.path
	}
	return paths
}

// Faults returns what was found wrong so far: at most three for each file.
func (f *Files) Faults() []*Fault {
	f.faultsMu.Lock()
	defer f.faultsMu.Unlock()
	return append([]*Fault(nil), f.faults...)
}

// Progress returns the octets of the files, packed as they are, that were read so far and that there are in all; total is -1 where nobody
// knows, as on a pipe.
func (f *Files) Progress() (read, total int64) {
	read = f.kit.count.Load()
	if f.total >= 0 {
		read = min(read, f.total) // a file may have grown
	}
	return read, f.total
}

// Close ends the source and never blocks: a Fill that is waiting for a pipe returns io.EOF within a moment and closes what is
// open. Batches that are still held stay valid.
func (f *Files) Close() error {
	f.kit.closed.Store(true)
	f.tidy()
	return nil
}

// tidy closes what is open, unless a Fill is running, which does so when it ends.
func (f *Files) tidy() {
	if !f.mu.TryLock() {
		return
	}
	defer f.mu.Unlock()
	if f.file != nil {
		f.file.close()
		f.file = nil
	}
	f.todo = nil
	f.kit.win.drop()
	f.kit.unpack.close()
}
