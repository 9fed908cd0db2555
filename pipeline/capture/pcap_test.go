package capture_test

import (
	"encoding/binary"
	"fmt"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/capture/captest"
)

func TestPcap(t *testing.T) {
	frames := captest.Snap(talk(), 60)
	for _, o := range []captest.Order{binary.LittleEndian, binary.BigEndian} {
		for _, r := range []captest.PcapResolution{captest.Micro, captest.Nano, captest.Modified} {
			for _, minor := range []uint16{2, 3, 4} {
				t.Run(fmt.Sprintf("%v/%x/2.%d", o, r, minor), func(t *testing.T) {
					got, faults := read(t, captest.Pcap(frames, captest.PcapOptions{Order: o, Resolution: r, Minor: minor, Link: 113, FCS: 4}))
					unit := capture.Time(1000)
					if r == captest.Nano {
						unit = 1
					}
					same(t, got, frames, unit)
					clean(t, faults)
					for _, p := range got {
						// A snap length takes the frame check sequence first.
						if want := max(0, 4-(p.Length-len(p.Data))); p.Link != 113 || p.FCS != want {
							t.Errorf("packet %d: link type %d, FCS %d; want 113 and %d", p.Packet, p.Link, p.FCS, want)
						}
					}
				})
			}
		}
	}
}

// TestPcapOldLengths swaps the two lengths of a record, as writers before version 2.3 did.
func TestPcapOldLengths(t *testing.T) {
	frames := captest.Snap(talk(), 60)
	octets := captest.Pcap(frames, captest.PcapOptions{Minor: 2})
	for at := 24; at < len(octets); {
		captured := int(binary.LittleEndian.Uint32(octets[at+8:]))
		for i := range 4 {
			octets[at+8+i], octets[at+12+i] = octets[at+12+i], octets[at+8+i]
		}
		at += 16 + captured
	}
	got, faults := read(t, octets)
	same(t, got, frames, 1000)
	clean(t, faults)
}
