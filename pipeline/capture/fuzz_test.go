package capture_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/capture/captest"
)

// choppy gives its octets in reads of at most n.
type choppy struct {
	b []byte
	n int
}

func (c *choppy) Read(p []byte) (int, error) {
	if len(c.b) == 0 {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), c.n)], c.b)
	c.b = c.b[n:]
	return n, nil
}

// FuzzPacked reads any octets that pass for gzip or zstd: it comes to an end, with few faults and sound packets.
func FuzzPacked(f *testing.F) {
	pcap := captest.Pcap(talk()[:3], captest.PcapOptions{})
	f.Add(gzipped(pcap))
	f.Add(append(gzipped(pcap[:50]), gzipped(pcap[50:])...))
	f.Add(zstded(pcap))
	f.Add(append([]byte{0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4}, zstded(pcap)...))
	f.Fuzz(func(t *testing.T, octets []byte) {
		if len(octets) > 1<<16 {
			return // what a bomb unpacks to takes its time
		}
		got, faults := read(t, octets)
		if len(faults) > 3 {
			t.Fatalf("%d faults", len(faults))
		}
		for i, p := range got {
			if p.Packet != uint64(i)+1 || len(p.Data) > capture.MaxFrame {
				t.Fatalf("packet %d: %+v", i+1, p)
			}
		}
	})
}

// FuzzFill reads any octets: it comes to an end, in any reads the packets are the same, no octet is shown twice, times
// stay within bounds, and at most three faults are told.
func FuzzFill(f *testing.F) {
	frames := talk()[:3]
	f.Add(captest.Pcap(frames, captest.PcapOptions{}), uint8(7))
	f.Add(captest.Pcap(frames, captest.PcapOptions{Order: binary.BigEndian, Resolution: captest.Nano, Link: 113, FCS: 4}), uint8(1))
	f.Add(captest.Pcap(frames, captest.PcapOptions{Resolution: captest.Modified, Minor: 2}), uint8(200))
	f.Add(captest.PcapngFile(frames, binary.LittleEndian), uint8(13))
	f.Add(captest.PcapngFile(frames, binary.BigEndian), uint8(4))
	var w captest.Pcapng
	w.Section()
	w.Interface(captest.Interface{Resolution: []byte{0x80 | 20}, Offset: -5, FCS: 4, Snap: 40})
	w.Simple(frames[0])
	w.Obsolete(0, 1, 1<<40, frames[1], w.Option(nil, 2, []byte{0, 1, 0, 0}))
	w.Block(captest.BlockNames, make([]byte, 300))
	w.Order = binary.BigEndian
	w.Section()
	w.Enhanced(3, 0, frames[2], nil)
	f.Add(w.Bytes, uint8(9))
	f.Fuzz(func(t *testing.T, octets []byte, n uint8) {
		once := capture.OpenReader("x", bytes.NewReader(octets), capture.FileOptions{})
		defer once.Close()
		capture.SetChunkSize(once, 64<<10)
		got, faults := packets(t, once), once.Faults()
		total := 0
		for i, p := range got {
			total += len(p.Data)
			if p.Time < 0 || p.Time > 1<<62 || p.Length < len(p.Data) || p.FCS < 0 || p.FCS > len(p.Data) || p.Packet != uint64(i)+1 {
				t.Fatalf("packet %d: %+v", i+1, p)
			}
		}
		plain := len(octets) < 2 || octets[0] != 0x1f && octets[0] != 0x28 && octets[0]&0xf0 != 0x50
		if plain && total > len(octets) {
			t.Fatalf("%d octets in packets of %d in all", total, len(octets))
		}
		if len(faults) > 3 {
			t.Fatalf("%d faults", len(faults))
		}
		again := capture.OpenReader("x", &choppy{octets, int(n) + 1}, capture.FileOptions{})
		defer again.Close()
		capture.SetChunkSize(again, 512) // many borders
		chopped := packets(t, again)
		if len(chopped) != len(got) {
			t.Fatalf("%d packets in small reads, %d in one", len(chopped), len(got))
		}
		for i, p := range chopped {
			if !bytes.Equal(p.Data, got[i].Data) || p.Time != got[i].Time || p.Link != got[i].Link || p.FCS != got[i].FCS {
				t.Fatalf("packet %d is %+v in small reads, %+v in one", i+1, p, got[i])
			}
		}
		for i, fault := range again.Faults() {
			if i >= len(faults) || fault.Error() != faults[i].Error() {
				t.Fatalf("faults %v in small reads, %v in one", again.Faults(), faults)
			}
			var known *capture.Fault
			if !errors.As(fault, &known) || known.File != "x" {
				t.Fatalf("fault %v", fault)
			}
		}
	})
}
