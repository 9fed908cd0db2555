package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/imaplog/imaplog/pipeline"
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/capture/captest"
)

// BenchmarkRiver takes a capture through the whole river to JSON Lines: reading, decoding, reassembly, IMAP, records.
// ns/op is for the whole capture; packets/s and MB/s say the rest.
func BenchmarkRiver(b *testing.B) {
	file := busy(400)
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			b.SetBytes(int64(len(file)))
			b.ReportAllocs()
			var packets uint64
			for b.Loop() {
				cfg, _, err := parse([]string{"-r", "-", "-o", "/dev/null", "--workers", fmt.Sprint(workers)}, nil)
				if err != nil {
					b.Fatal(err)
				}
				opt, open, err := cfg.pipeline()
				if err != nil {
					b.Fatal(err)
				}
				targets, err := cfg.targets()
				if err != nil {
					b.Fatal(err)
				}
				out, err := openOutputs(targets)
				if err != nil {
					b.Fatal(err)
				}
				src := capture.OpenReader("bench.pcap", bytes.NewReader(file), capture.FileOptions{})
				stats, err := pipeline.Run(context.Background(), src, opt, open, out.deliver)
				if err != nil || stats.Transactions == 0 {
					b.Fatal(stats.Transactions, err)
				}
				if err := out.close(nil); err != nil {
					b.Fatal(err)
				}
				packets += stats.Packets
			}
			b.ReportMetric(float64(packets)/b.Elapsed().Seconds(), "packets/s")
		})
	}
}

// busy is a capture of n sessions at once, each of 46 commands.
func busy(n int) []byte {
	var all [][]captest.Frame
	for i := range n {
		c := captest.NewConn(fmt.Sprintf("10.1.%d.%d:%d", i/250, i%250+1, 30000+i), "10.9.9.9:143")
		c.Now += capture.Time(i) * 1e5
		c.Open()
		c.Server("* OK ready\r\n")
		c.Client("a LOGIN alice password\r\n")
		c.Server("a OK Logged in\r\n")
		c.Client("b SELECT INBOX\r\n")
		c.Server("* 90 EXISTS\r\n* OK [UIDVALIDITY 1] UIDs valid\r\nb OK [READ-WRITE] done\r\n")
		for j := range 14 {
			body := strings.Repeat("Dear reader, nothing of note happened today.\r\n", 5+i*7%40)
			c.Client(fmt.Sprintf("c%d UID FETCH %d (FLAGS BODY.PEEK[])\r\n", j, j+1))
			c.Server(fmt.Sprintf("* %d FETCH (UID %d FLAGS (\\Seen) BODY[] {%d}\r\n%s)\r\nc%d OK Fetch completed.\r\n", j+1, j+1, len(body), body, j))
			c.ClientAck()
			c.Client(fmt.Sprintf("d%d UID STORE %d +FLAGS (\\Seen)\r\n", j, j+1))
			c.Server(fmt.Sprintf("* %d FETCH (FLAGS (\\Seen))\r\nd%d OK Store completed.\r\n", j+1, j))
			c.Client(fmt.Sprintf("e%d NOOP\r\n", j))
			c.Server(fmt.Sprintf("e%d OK NOOP completed.\r\n", j))
		}
		c.Client("f LOGOUT\r\n")
		c.Server("* BYE bye\r\nf OK Logout completed.\r\n")
		c.Close()
		all = append(all, c.Frames)
	}
	return captest.Pcap(captest.Merge(all...), captest.PcapOptions{})
}
