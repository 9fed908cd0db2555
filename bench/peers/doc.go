// Command peers takes a generated capture and writes a Markdown table: how long imaplog, tshark, a textbook gopacket
// program and cat take to read it, in turns on one machine.
//
// # Why
//
// Only ratios of one run mean something: a machine's memory and its neighbours change speed within minutes. So the
// peers take turns (A B C A B C ...), the table gives the median and the best, and the ratios are of the medians.
//
// tshark is slow and keeps what it read in memory, so it gets the first part of the same capture, and is compared by
// the time for a packet. That favours tshark: it slows as its memory grows.
//
// Each contender reads the capture once before the clock runs. That fills the page cache, and counts its lines.
package main
