// Package imap takes octets of IMAP (RFC 9051, RFC 3501 and their extensions) and gives views of lines, literals and arguments.
package imap
