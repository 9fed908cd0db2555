package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"
	"github.com/google/gopacket/pcapgo"
	"github.com/google/gopacket/tcpassembly"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: textbook FILE.pcap > RECORDS.jsonl")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "textbook:", err)
		os.Exit(1)
	}
}

// flushEvery is how often, in packet time, streams that wait for a lost segment go on without it.
const flushEvery = time.Minute

func run(name string, out io.Writer) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	reader, err := pcapgo.NewReader(bufio.NewReaderSize(f, 1<<20))
	if err != nil {
		return err
	}
	log := newLog(out)
	streams := &factory{log: log, connections: map[key]*connection{}}
	assembler := tcpassembly.NewAssembler(tcpassembly.NewStreamPool(streams))
	source := gopacket.NewPacketSource(reader, reader.LinkType())
	source.DecodeOptions = gopacket.DecodeOptions{Lazy: true, NoCopy: true}
	var flushed time.Time
	for {
		packet, err := source.NextPacket()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		tcp, ok := packet.TransportLayer().(*layers.TCP)
		if !ok || packet.NetworkLayer() == nil || tcp.SrcPort != imapPort && tcp.DstPort != imapPort {
			continue
		}
		now := packet.Metadata().Timestamp
		assembler.AssembleWithTimestamp(packet.NetworkLayer().NetworkFlow(), tcp, now)
		if now.Sub(flushed) > flushEvery {
			assembler.FlushOlderThan(now.Add(-flushEvery))
			flushed = now
		}
	}
	assembler.FlushAll()
	streams.wait.Wait()
	return log.flush()
}
