// Package captest makes captures for tests: TCP conversations with right checksums come in as a script, frames and the octets of
// pcap and pcapng files go out. Nothing is random and no clock is read: the same calls give the same octets.
//
//	c := captest.NewConn("10.0.0.1:40000", "10.0.0.2:143")
//	c.Open()
//	c.Server("* OK ready\r\n")
//	c.Client("a1 NOOP\r\n")
//	c.Server("a1 OK done\r\n")
//	c.Close()
//	capture := captest.Pcap(c.Frames, captest.PcapOptions{})
//
// Faults inside a test's own script (an address that does not parse) panic: they are mistakes in the test.
package captest
