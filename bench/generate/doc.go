// Command generate takes a size and a seed and writes a capture of that size: many concurrent IMAP connections, between
// them a share of other traffic.
//
//	generate -size 1000MB -seed 1 -flows 2000 -o big.pcap
//	generate -size 100GB | imaplog -r -
//
// # Why
//
// The same flags give the same octets, so that figures of two runs compare. Memory is flat in the size: a connection
// keeps one exchange, and what was written is forgotten.
//
// Frames have right checksums and TCP's real habits (options, an acknowledgement for every second segment), so that a
// reader which verifies does its full work. The mean frame is about 300 octets, as in the mail traffic that was
// measured to choose the mix in script.go.
//
// The code has no part of imaplog: a fault there must not be repeated here.
package main
