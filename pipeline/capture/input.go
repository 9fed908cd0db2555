package capture

import (
	"errors"
	"io"
	"os"
	"sync/atomic"
	"time"
)

// stdinName is how standard input is named on the command line and in records.
const stdinName = "-"

// quietAfter is how long a pipe may be silent before Fill returns an empty batch, and the longest that Close waits for a
// reader. It is waiting, not packet time: no record depends on it.
const quietAfter = 100 * time.Millisecond

// errQuiet says that a pipe has nothing for now.
var errQuiet = errors.New("nothing to read for now")

// input is something to read a capture from.
type input struct {
	path   string // as given or found
	name   string // for records
	size   int64  // -1 where nobody knows
	once   bool   // a pipe, or a given reader: cannot be read a second time
	reader io.Reader
}

// open opens the input; the caller closes it.
func (in *input) open() (io.ReadCloser, error) {
	switch {
	case in.reader != nil:
		return io.NopCloser(in.reader), nil
	case in.path == stdinName:
		return stdin{os.Stdin}, nil
	}
	return os.Open(in.path)
}

// stdin is standard input, which is not ours to close.
type stdin struct{ *os.File }

func (stdin) Close() error { return nil }

// raw reads an input's octets as they stand on disk and counts them.
type raw struct {
	from    io.ReadCloser
	pipe    *os.File // where waiting can be done by the system's poll
	patient bool     // waits as long as it takes: for who reads has no word for quiet
	closed  *atomic.Bool
	octets  *atomic.Int64
	broken  error // what the system said, if it was not the end
}

// Read reads once. It returns errQuiet when a pipe stayed silent, io.EOF at the end or after Close.
func (r *raw) Read(p []byte) (int, error) {
	for r.pipe != nil && !r.closed.Load() && !readable(r.pipe, quietAfter) {
		if !r.patient {
			return 0, errQuiet
		}
	}
	if r.closed.Load() {
		return 0, io.EOF
	}
	n, err := r.from.Read(p)
	if n > 0 {
		r.octets.Add(int64(n))
	}
	if err != nil && err != io.EOF {
		r.broken = err
	}
	return n, err
}
