package capture_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/capture/captest"
)

func TestPcapng(t *testing.T) {
	frames := captest.Snap(talk(), 60)
	for _, o := range []captest.Order{binary.LittleEndian, binary.BigEndian} {
		t.Run(o.String(), func(t *testing.T) {
			got, faults := read(t, captest.PcapngFile(frames, o))
			same(t, got, frames, 1)
			clean(t, faults)
		})
	}
}

// TestPcapngSections reads sections of either order whose interfaces have link types, clocks and frame check sequences of their
// own, and blocks between them that say nothing of packets.
func TestPcapngSections(t *testing.T) {
	for _, orders := range [][2]captest.Order{{binary.LittleEndian, binary.BigEndian}, {binary.BigEndian, binary.LittleEndian}} {
		t.Run(fmt.Sprint(orders), func(t *testing.T) { testPcapngSections(t, orders[0], orders[1]) })
	}
}

func testPcapngSections(t *testing.T, first, second captest.Order) {
	f := captest.Frame{Data: []byte("some frame of 26 octets..."), Length: 26}
	w := captest.Pcapng{Order: first}
	comment := func(n int) []byte { return w.Option(nil, 1, bytes.Repeat([]byte{'c'}, n)) }

	w.Section()
	w.Interface(captest.Interface{Link: 1, Options: w.Option(comment(5), 0x8bad, []byte("custom"))})
	w.Interface(captest.Interface{Link: 113, Resolution: []byte{9}, FCS: 4})
	w.Interface(captest.Interface{Link: 101, Resolution: []byte{0x80 | 10}, Offset: 1000, FCS: 32})
	w.Block(captest.BlockNames, make([]byte, 40))
	w.Block(10, []byte("CLIENT_RANDOM"))      // decryption secrets
	w.Block(0xbad, []byte("from the future")) // unknown
	w.Enhanced(1, 5, f, nil)
	w.Enhanced(0, 5, f, comment(3))
	w.Enhanced(2, 5<<10|1<<9, f, nil)
	w.Enhanced(2, 0, f, w.Option(comment(3), 2, first.AppendUint32(nil, 2<<5)))
	w.Obsolete(1, 77, 6, f, nil)
	w.Block(captest.BlockStatistic, make([]byte, 12))
	w.Order = second
	w.Section()
	w.Interface(captest.Interface{Link: 276, Snap: 10})
	w.Simple(captest.Frame{Data: f.Data[:10], Length: 26})
	w.Enhanced(0, 7, f, w.Option(nil, 2, second.AppendUint32(nil, 1<<5)))
	w.Simple(captest.Frame{Data: f.Data[:4], Length: 4})

	got, faults := read(t, w.Bytes)
	clean(t, faults)
	type row struct {
		time     capture.Time
		link     capture.LinkType
		fcs      int
		captured int
	}
	want := []row{
		{5, 113, 4, 26}, {5000, 1, 0, 26}, {1005_500_000_000, 101, 4, 26}, {1000_000_000_000, 101, 2, 26}, {6, 113, 4, 26},
		{6, 276, 0, 10}, {7000, 276, 1, 26}, {7000, 276, 0, 4},
	}
	if len(got) != len(want) {
		t.Fatalf("%d packets, want %d", len(got), len(want))
	}
	for i, p := range got {
		if g := (row{p.Time, p.Link, p.FCS, len(p.Data)}); g != want[i] {
			t.Errorf("packet %d is %+v, want %+v", i+1, g, want[i])
		}
	}
}

// TestPcapngPassedOver has packets that nobody could read, within blocks that are sound: those after them count, and one fault
// tells of the first, one of how many more there were.
func TestPcapngPassedOver(t *testing.T) {
	f := captest.Frame{Data: []byte("frame"), Length: 5}
	var w captest.Pcapng
	w.Section()
	w.Simple(f)
	w.Interface(captest.Interface{})
	w.Enhanced(0, 1, f, nil)
	w.Enhanced(1, 2, f, nil)
	w.Obsolete(0xffff, 0, 3, f, nil)
	w.Block(captest.BlockEnhanced, binary.LittleEndian.AppendUint32(make([]byte, 12), 400)) // too short for its fields
	w.Block(captest.BlockEnhanced, append(binary.LittleEndian.AppendUint32(make([]byte, 12), 400), make([]byte, 8)...))
	w.Block(captest.BlockInterface, make([]byte, 4))
	w.Block(captest.BlockSimple, nil)
	w.Enhanced(0, 4, f, nil)

	got, faults := read(t, w.Bytes)
	if len(got) != 2 || got[1].Time != 4000 {
		t.Errorf("%d packets: %+v", len(got), got)
	}
	if len(faults) != 2 || faults[0].Packet != 1 || faults[0].Offset != 28 || !errors.Is(faults[0], capture.ErrCorrupt) ||
		!strings.Contains(faults[1].Error(), "6 more") {
		t.Errorf("faults %v", faults)
	}
}

// TestPcapngForeignSection passes over a section of a version that nobody knows.
func TestPcapngForeignSection(t *testing.T) {
	f := captest.Frame{Data: []byte("frame"), Length: 5}
	var w captest.Pcapng
	for version := range 3 {
		at := len(w.Bytes)
		w.Section()
		binary.LittleEndian.PutUint16(w.Bytes[at+12:], uint16(1+version%2))
		w.Interface(captest.Interface{})
		w.Enhanced(0, uint64(version), f, nil)
	}
	got, faults := read(t, w.Bytes)
	if len(got) != 2 || got[1].Time != 2000 || len(faults) != 1 || !errors.Is(faults[0], capture.ErrNoCapture) {
		t.Errorf("%+v, %v", got, faults)
	}
}

// TestPcapngInterfaces reaches the limit on interfaces of a section.
func TestPcapngInterfaces(t *testing.T) {
	f := captest.Frame{Data: []byte("frame"), Length: 5}
	var w captest.Pcapng
	w.Section()
	for range 1<<16 + 1 {
		w.Interface(captest.Interface{})
	}
	w.Enhanced(1<<16, 1, f, nil)
	w.Enhanced(1<<16-1, 1, f, nil)
	got, faults := read(t, w.Bytes)
	if len(got) != 1 || len(faults) != 2 {
		t.Errorf("%d packets, faults %v", len(got), faults)
	}
}

// TestPcapngBrokenClock has a time stamp that is no time: the packet is of the moment of the last.
func TestPcapngBrokenClock(t *testing.T) {
	f := captest.Frame{Data: []byte("frame"), Length: 5}
	var w captest.Pcapng
	w.Section()
	w.Interface(captest.Interface{})
	for _, stamp := range []uint64{5, 1<<64 - 5, 6} {
		w.Enhanced(0, stamp, f, nil)
	}
	got, faults := read(t, w.Bytes)
	clean(t, faults)
	if len(got) != 3 || got[0].Time != 5000 || got[1].Time != 5000 || got[2].Time != 6000 {
		t.Errorf("%+v", got)
	}
}

// TestPcapngLongBlock passes over a block that is longer than a chunk, and tells one that is cut.
func TestPcapngLongBlock(t *testing.T) {
	f := captest.Frame{Data: []byte("frame"), Length: 5}
	var w captest.Pcapng
	w.Section()
	w.Interface(captest.Interface{})
	w.Enhanced(0, 1, f, nil)
	at := len(w.Bytes)
	w.Block(0xbad, make([]byte, 100_000))
	end := len(w.Bytes)
	w.Enhanced(0, 2, f, nil)
	got, faults := read(t, w.Bytes)
	clean(t, faults)
	if len(got) != 2 {
		t.Errorf("%d packets, want 2", len(got))
	}
	for _, cut := range []int{at + 12, at + 50_000, end - 1} {
		got, faults := read(t, w.Bytes[:cut])
		if len(got) != 1 || len(faults) != 1 || !errors.Is(faults[0], capture.ErrCut) || faults[0].Packet != 2 {
			t.Errorf("cut to %d octets: %d packets, %v", cut, len(got), faults)
		}
	}
	if got, faults := read(t, w.Bytes[:end]); len(got) != 1 || len(faults) != 0 {
		t.Errorf("cut behind the block: %d packets, %v", len(got), faults)
	}
}
