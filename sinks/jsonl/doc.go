// Package jsonl takes batches of records and writes them as JSON Lines: to standard output, to a file, plain or
// compressed, or to a directory with a file for each kind.
//
// # Why
//
// Only whole lines are ever handed to write(2), and a write that fails half-way is cut back to the last whole line, so
// that whatever ends the program, the files can be read. (SIGKILL within a write is the kernel's to cut.)
//
// Compressed files are a row of complete gzip members or zstd frames, one for each buffer, which every reader takes as
// one file (RFC 1952 section 2.2, RFC 8878 section 3.1). A stream that is open for the length of the file would
// compress up to a tenth better, and be unreadable at its end whenever its writer was killed.
//
// An existing file is overwritten, for the same capture gives the same bytes and a second run must not double them.
// New files are readable by owner and group (0640, less the umask): they name users and mailboxes.
package jsonl
