// Command imaplog reads captures of network traffic and writes one record for each IMAP transaction in them.
//
//	imaplog -r mail.pcap
//
// It reads the configuration, opens the source and the sinks, runs the pipeline between them and gives the exit status:
// 0 when all is done, 1 when something could not be read or written, 2 for wrong usage, 130 and 143 after SIGINT and
// SIGTERM. It is the only place that names concrete types of sources and sinks.
package main
