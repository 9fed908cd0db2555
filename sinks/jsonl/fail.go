package jsonl

import (
	"errors"
	"fmt"
	"syscall"

	"github.com/imaplog/imaplog/sinks"
)

// explain turns the system's error into one that names the file and says what to do. whole says that the file ends with
// a whole record still.
func (f *file) explain(err error, whole bool) error {
	ends := "its last record may be cut"
	if whole {
		ends = "it ends with a whole record"
	}
	switch {
	case errors.Is(err, syscall.EPIPE):
		return fmt.Errorf("write to %s: %w", f.name, sinks.ErrClosedPipe)
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("write to %s: the disk is full: free some space or write elsewhere with -o; %s: %w", f.name, ends, err)
	case errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("write to %s: the disk quota is used up: free some space or write elsewhere with -o; %s: %w", f.name, ends, err)
	case errors.Is(err, syscall.EFBIG):
		return fmt.Errorf("write to %s: the file may not grow further (see ulimit -f); %s: %w", f.name, ends, err)
	}
	return fmt.Errorf("write to %s: %w", f.name, err)
}
