// Package robust takes an archive of captures of all kinds of protocols, many of them broken, and answers whether
// imaplog comes through each of them. It holds no code for others.
//
//	make build && IMAPLOG_ROBUST=captures.tar.gz go test ./internal/robust
//
// # Why
//
// The binary is run, not its parts, so that memory, time and exit status are those that a user would see.
//
// It does not run without being asked: it takes minutes, and the archive does not ship with the project.
package robust
