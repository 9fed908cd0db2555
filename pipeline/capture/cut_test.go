package capture_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"testing"
	"testing/iotest"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/capture/captest"
)

// everyFormat is one conversation in all formats and packings that are read.
func everyFormat(frames []captest.Frame) map[string][]byte {
	pcap := captest.Pcap(frames, captest.PcapOptions{Resolution: captest.Nano})
	pcapng := captest.PcapngFile(frames, binary.BigEndian)
	return map[string][]byte{
		"pcap":        pcap,
		"pcapng":      pcapng,
		"pcap.gz":     gzipped(pcap),
		"pcap.2.gz":   append(gzipped(pcap[:100]), gzipped(pcap[100:])...),
		"pcapng.zst":  zstded(pcapng),
		"pcap.2.zst":  append(zstded(pcap[:100]), zstded(pcap[100:])...),
		"pcap.pz.zst": append([]byte{0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4}, zstded(pcap)...),
	}
}

// TestAnyReads: however the octets come, the packets are the same.
func TestAnyReads(t *testing.T) {
	frames := talk()
	for name, octets := range everyFormat(frames) {
		for how, r := range map[string]io.Reader{
			"at once":           bytes.NewReader(octets),
			"an octet a read":   iotest.OneByteReader(bytes.NewReader(octets)),
			"half of each read": iotest.HalfReader(bytes.NewReader(octets)),
			"end with the last": iotest.DataErrReader(bytes.NewReader(octets)),
		} {
			t.Run(name+"/"+how, func(t *testing.T) {
				f := capture.OpenReader("x", r, capture.FileOptions{})
				defer f.Close()
				same(t, packets(t, f), frames, 1)
				clean(t, f.Faults())
			})
		}
	}
}

// TestAnyCut: wherever a capture is cut, the packets before the cut count, and a fault says that and where it is cut, unless that is
// between two records.
func TestAnyCut(t *testing.T) {
	frames := talk()
	for _, c := range []struct {
		name            string
		octets          []byte
		header, between int
	}{
		{"pcap", captest.Pcap(frames, captest.PcapOptions{Resolution: captest.Nano}), 24, 16},
		{"pcapng", captest.PcapngFile(frames, binary.LittleEndian), 28 + 32, 32},
	} {
		ends := map[int]int{c.header: 0} // where a record ends, and how many there are
		at := c.header
		for i, f := range frames {
			at += c.between + len(f.Data)
			if c.name == "pcapng" {
				at = (at + 3) &^ 3
			}
			ends[at] = i + 1
		}
		if c.name == "pcapng" {
			ends[28] = 0
		}
		whole := 0
		for cut := 1; cut <= len(c.octets); cut++ {
			n, clean := ends[cut]
			if clean {
				whole = n
			}
			got, faults := read(t, c.octets[:cut])
			if len(got) != whole {
				t.Fatalf("%s cut to %d octets: %d packets, want %d", c.name, cut, len(got), whole)
			}
			switch {
			case clean && len(faults) == 0:
			case clean || len(faults) != 1:
				t.Fatalf("%s cut to %d octets: faults %v", c.name, cut, faults)
			case cut < 4:
				if !errors.Is(faults[0], capture.ErrNoCapture) || faults[0].Packet != 0 {
					t.Fatalf("%s cut to %d octets: %v", c.name, cut, faults[0])
				}
			case !errors.Is(faults[0], capture.ErrCut) || faults[0].Packet != uint64(whole)+1 || faults[0].Offset > int64(cut):
				t.Fatalf("%s cut to %d octets: %v", c.name, cut, faults[0])
			}
		}
	}
}

// TestAnyPackedCut: a packed capture that is cut has a fault, and what could be unpacked counts.
func TestAnyPackedCut(t *testing.T) {
	frames := talk()
	for name, octets := range everyFormat(frames) {
		if name == "pcap" || name == "pcapng" {
			continue
		}
		for cut := 4; cut < len(octets); cut++ {
			got, faults := read(t, octets[:cut])
			if len(got) > len(frames) || len(faults) != 1 {
				t.Fatalf("%s cut to %d octets: %d packets, faults %v", name, cut, len(got), faults)
			}
			for i, p := range got {
				if !bytes.Equal(p.Data, frames[i].Data) {
					t.Fatalf("%s cut to %d octets: packet %d is another", name, cut, i+1)
				}
			}
		}
	}
}

// TestAnyDamage: whatever octet is damaged, reading ends, and has no more octets to show than there were.
func TestAnyDamage(t *testing.T) {
	for name, octets := range everyFormat(talk()) {
		for i := range octets {
			damaged := bytes.Clone(octets)
			damaged[i] ^= 0xff
			got, _ := read(t, damaged)
			n := 0
			for _, p := range got {
				n += len(p.Data)
			}
			if n > 100_000 {
				t.Fatalf("%s with octet %d damaged: %d octets in packets", name, i, n)
			}
		}
	}
}

// TestReadError: an error of the system is a fault like any other.
func TestReadError(t *testing.T) {
	broken := errors.New("input/output error")
	for name, octets := range everyFormat(talk()) {
		r := io.MultiReader(bytes.NewReader(octets[:len(octets)*3/4]), iotest.ErrReader(broken))
		f := capture.OpenReader(name, r, capture.FileOptions{})
		packets(t, f)
		if faults := f.Faults(); len(faults) != 1 || !errors.Is(faults[0], broken) {
			t.Errorf("%s: %v", name, faults)
		}
		f.Close()
	}
}

// TestNoCapture says what a file is that is no capture, and never shows what a text says.
func TestNoCapture(t *testing.T) {
	for _, c := range []struct{ octets, want string }{
		{"", "x: no capture that could be read: the file is empty"},
		{"a1", "x: no capture that could be read: it has 2 octets only"},
		{"password=secret", "x: no capture that could be read: it looks like a text; pcap and pcapng are read, also within gzip and zstd"},
		{"\x00\x01\x02\x03\x04", "x: no capture that could be read: it begins with the octets 00010203, neither pcap nor pcapng"},
		{"snoop\x00\x00\x00", "x: no capture that could be read: this is a snoop capture; convert it first: editcap -F pcapng IN OUT"},
		{"\xfd7zXZ\x00", "x: no capture that could be read: this is xz; unpack it first: xz -dc FILE | imaplog -r -"},
		{string(gzipped(gzipped(nil))), "x: no capture that could be read: this is packed twice; unpack it first: gzip -dc FILE | imaplog -r -"},
		{string(gzipped(nil)), "x: no capture that could be read: it has 0 octets only"},
	} {
		got, faults := read(t, []byte(c.octets))
		if len(got) != 0 || len(faults) != 1 || faults[0].Error() != c.want {
			t.Errorf("%q: %v, want %s", c.octets, faults, c.want)
		}
	}
}

// TestZstdWindow reaches the limit on a zstd window: a frame of 2^28 octets is not unpacked.
func TestZstdWindow(t *testing.T) {
	pcap := captest.Pcap(nil, captest.PcapOptions{})
	for _, c := range []struct {
		log  byte
		well bool
	}{{27, true}, {28, false}} {
		// Magic, descriptor, window, and a last block of 24 raw octets (RFC 8878 section 3.1.1).
		frame := append([]byte{0x28, 0xb5, 0x2f, 0xfd, 0, (c.log - 10) << 3, 24<<3 | 1, 0, 0}, pcap...)
		if _, faults := read(t, frame); (len(faults) == 0) != c.well {
			t.Errorf("a window of 2^%d octets: %v", c.log, faults)
		}
	}
}

// TestFrameLimit reaches the limit on a frame's octets, in either format.
func TestFrameLimit(t *testing.T) {
	for _, extra := range []int{0, 1} {
		frames := []captest.Frame{{Data: []byte("small")}, {Data: make([]byte, capture.MaxFrame+extra)}, {Data: []byte("small")}}
		frames[1].Data[capture.MaxFrame-1] = 1
		t.Run(fmt.Sprint(extra), func(t *testing.T) {
			got, faults := read(t, captest.Pcap(frames, captest.PcapOptions{}))
			if extra == 0 {
				same(t, got, frames, 1)
				clean(t, faults)
				return
			}
			if len(got) != 1 || len(faults) != 1 || !errors.Is(faults[0], capture.ErrCorrupt) || faults[0].Packet != 2 || faults[0].Offset != 24+16+5 {
				t.Errorf("%d packets, %v", len(got), faults)
			}
		})
	}
	got, faults := read(t, captest.PcapngFile([]captest.Frame{{Data: []byte("small")}, {Data: make([]byte, 2*capture.MaxFrame)}}, nil))
	if len(got) != 1 || len(faults) != 1 || !errors.Is(faults[0], capture.ErrCorrupt) {
		t.Errorf("%d packets, %v", len(got), faults)
	}
}
