package capture_test

import (
	"bytes"
	"io"
	"slices"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/capture/captest"
)

// TestHeldBatches: the octets of a batch stay as they are until its last Release, whatever is read meanwhile, and
// records on the border of two chunks are whole.
func TestHeldBatches(t *testing.T) {
	frames := numbered(12_000, 700)
	for name, octets := range map[string][]byte{"pcap": captest.Pcap(frames, captest.PcapOptions{}), "pcapng": captest.PcapngFile(frames, nil)} {
		f := capture.OpenReader(name, bytes.NewReader(octets), capture.FileOptions{})
		var held []*capture.Batch
		for i := 0; ; i++ {
			b := new(capture.Batch)
			if err := f.Fill(b); err != nil {
				break
			}
			b.Retain(1)
			b.Release()
			held = append(held, b)
			if len(held) > 20 { // some are given back in between, and their chunks are used again
				n := 0
				for _, p := range held[10].Packets {
					n += checkFrame(t, frames, &p)
				}
				held[10].Release()
				held = slices.Delete(held, 10, 11)
			}
		}
		for _, b := range held {
			for _, p := range b.Packets {
				checkFrame(t, frames, &p)
			}
			b.Release()
		}
		f.Close()
		clean(t, f.Faults())
	}
}

func checkFrame(t *testing.T, frames []captest.Frame, p *capture.Packet) int {
	t.Helper()
	if !bytes.Equal(p.Data, frames[p.Packet-1].Data) {
		t.Fatalf("packet %d is another", p.Packet)
	}
	return 1
}

// endless repeats a capture's records for ever.
type endless struct {
	header, records []byte
	at              int
}

func (e *endless) Read(p []byte) (int, error) {
	if len(e.header) > 0 {
		n := copy(p, e.header)
		e.header = e.header[n:]
		return n, nil
	}
	n := copy(p, e.records[e.at:])
	e.at = (e.at + n) % len(e.records)
	return n, nil
}

// TestNoAllocations: in the long run neither a packet nor a Fill costs an allocation.
func TestNoAllocations(t *testing.T) {
	frames := numbered(1000, 300)
	pcap := captest.Pcap(frames, captest.PcapOptions{})
	pcapng := captest.PcapngFile(frames, nil)
	header := bytes.Index(pcapng, []byte{6, 0, 0, 0})
	for name, r := range map[string]io.Reader{
		"pcap":   &endless{header: pcap[:24], records: pcap[24:]},
		"pcapng": &endless{header: pcapng[:header], records: pcapng[header:]},
	} {
		f := capture.OpenReader(name, r, capture.FileOptions{})
		var b [4]capture.Batch
		round := func() {
			for i := range b {
				if err := f.Fill(&b[i]); err != nil || len(b[i].Packets) == 0 {
					t.Fatal(err, len(b[i].Packets))
				}
			}
			for i := range b {
				b[i].Release()
			}
		}
		for range 20 {
			round()
		}
		if n := testing.AllocsPerRun(200, round); n != 0 {
			t.Errorf("%s: %v allocations in four batches", name, n)
		}
		f.Close()
	}
}

// TestFullBatch: a batch never has more than MaxBatch packets, and the clock moves only forward.
func TestFullBatch(t *testing.T) {
	frames := numbered(2*capture.MaxBatch+5, 1)
	captest.Swap(frames, 0, 1)
	frames[3].Time = captest.Start - 1000
	f := captest.Open(frames)
	defer f.Close()
	var b capture.Batch
	var sizes []int
	last := capture.Time(0)
	for f.Fill(&b) == nil {
		sizes = append(sizes, len(b.Packets))
		if b.Now < last || b.Now < b.Packets[len(b.Packets)-1].Time {
			t.Errorf("the clock shows %d after %d", b.Now, last)
		}
		last = b.Now
		b.Release()
	}
	n := 0
	for _, size := range sizes {
		n += size
	}
	if n != len(frames) || slices.Max(sizes) != capture.MaxBatch {
		t.Errorf("batches of %d packets, want %d in all, %d in the fullest", sizes, len(frames), capture.MaxBatch)
	}
}

// TestOwner: the last Release tells the batch's owner, after the source.
func TestOwner(t *testing.T) {
	var order []string
	var b capture.Batch
	b.OnFree(func(*capture.Batch) { order = append(order, "owner") })
	b.Begin(func(*capture.Batch) { order = append(order, "source") })
	b.Retain(2)
	b.Release()
	b.Release()
	if len(order) != 0 {
		t.Errorf("%v before the last release", order)
	}
	b.Release()
	if want := []string{"source", "owner"}; !slices.Equal(order, want) {
		t.Errorf("%v, want %v", order, want)
	}
}
