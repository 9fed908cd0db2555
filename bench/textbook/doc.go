// Command textbook takes a capture file and writes one JSON line for each IMAP transaction, the way that gopacket's own
// examples show: a PacketSource, tcpassembly, a goroutine and a bufio.Reader for each direction, encoding/json.
//
// # Why
//
// It is what imaplog is measured against: what a good programmer has after an afternoon. So it is written to be clear
// and right on well-behaved traffic, and with the settings that gopacket's documentation recommends (a buffered file,
// Lazy, NoCopy); nothing in it is slow on purpose. It has no limits, sees no gaps inside lines and decodes no
// arguments.
package main
