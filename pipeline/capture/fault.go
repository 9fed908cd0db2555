package capture

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// Fault says what is wrong with a capture file: it was not read to its end, or not all of it was understood.
type Fault struct {
	// File is the path as it was given or found.
	File string
	// Packet is the number in its file of the packet that could not be read, from 1; 0 where the file is no capture at all.
	Packet uint64
	// Offset is where in the file it stands, in octets from 0; in the unpacked file where Packed says so.
	Offset int64
	// Packed is gzip or zstd, or empty for a file as it is.
	Packed string
	// Err says what is wrong.
	Err error
}

func (f *Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.File)
	if f.Packet > 0 {
		fmt.Fprintf(&b, ": packet %d at octet %d", f.Packet, f.Offset)
		if f.Packed != "" {
			b.WriteString(" of the unpacked file")
		}
	}
	b.WriteString(": ")
	b.WriteString(f.Err.Error())
	return b.String()
}

func (f *Fault) Unwrap() error { return f.Err }

// The kinds of damage, for errors.Is.
var (
	// ErrCut means that the capture ends within a record, as a writer that was killed leaves it.
	ErrCut = errors.New("the capture is cut short")
	// ErrCorrupt means that what stands there is against the format.
	ErrCorrupt = errors.New("the capture is corrupt")
	// ErrNoCapture means that the file is none, or of a format that is not read.
	ErrNoCapture = errors.New("no capture that could be read")
)

// systemError says that a file could not be opened or read. The file's name stands in the Fault already.
func systemError(done string, err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fmt.Errorf("the file cannot be %s: %w", done, err)
}

func corrupt(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrCorrupt, fmt.Sprintf(format, args...))
}

func noCapture(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrNoCapture, fmt.Sprintf(format, args...))
}
