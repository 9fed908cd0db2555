package capture_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/capture/captest"
)

// talk is a short conversation.
func talk() []captest.Frame {
	c := captest.NewConn("10.0.0.1:40000", "10.0.0.2:143")
	c.Open()
	c.Server("* OK ready\r\n")
	c.Client("a1 NOOP\r\n")
	c.Server("a1 OK done\r\n")
	c.Close()
	for i := range c.Frames {
		c.Frames[i].Time += capture.Time(i * 1001) // so that microseconds and nanoseconds differ
	}
	return c.Frames
}

// read returns the packets of octets, with copies of their data, and the faults.
func read(t testing.TB, octets []byte) ([]capture.Packet, []*capture.Fault) {
	t.Helper()
	f := capture.OpenReader("x", bytes.NewReader(octets), capture.FileOptions{})
	defer f.Close()
	capture.SetChunkSize(f, 16<<10)
	return packets(t, f), f.Faults()
}

func packets(t testing.TB, f *capture.Files) []capture.Packet {
	t.Helper()
	var all []capture.Packet
	eachPacket(t, f, func(p *capture.Packet) {
		all = append(all, *p)
		all[len(all)-1].Data = bytes.Clone(p.Data)
	})
	return all
}

// same holds packets to the frames that were written, with times in units of so many nanoseconds.
func same(t *testing.T, got []capture.Packet, want []captest.Frame, unit capture.Time) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d packets, want %d", len(got), len(want))
	}
	for i, w := range want {
		g := got[i]
		if g.Time != w.Time/unit*unit || !bytes.Equal(g.Data, w.Data) || g.Length != max(w.Length, len(w.Data)) || g.Packet != uint64(i)+1 {
			t.Errorf("packet %d: %d at %d of %d octets with %x, want %+v", i+1, g.Packet, g.Time, g.Length, g.Data, w)
		}
	}
}

func clean(t *testing.T, faults []*capture.Fault) {
	t.Helper()
	for _, f := range faults {
		t.Error(f)
	}
}

// eachPacket reads f to its end.
func eachPacket(t testing.TB, f *capture.Files, do func(*capture.Packet)) {
	t.Helper()
	var b capture.Batch
	for {
		err := f.Fill(&b)
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Packets) > capture.MaxBatch {
			t.Fatalf("a batch of %d packets", len(b.Packets))
		}
		for i := range b.Packets {
			do(&b.Packets[i])
		}
		b.Release()
	}
}

// numbered are n frames of size octets that all differ.
func numbered(n, size int) []captest.Frame {
	frames := make([]captest.Frame, n)
	for i := range frames {
		data := make([]byte, size+i%7)
		for j := 0; j+4 <= len(data); j += 4 {
			binary.LittleEndian.PutUint32(data[j:], uint32(i*31+j))
		}
		frames[i] = captest.Frame{Time: captest.Start + capture.Time(i)*1000, Data: data}
	}
	return frames
}

func gzipped(b []byte) []byte {
	var z bytes.Buffer
	w, _ := gzip.NewWriterLevel(&z, gzip.BestSpeed)
	w.Write(b)
	w.Close()
	return z.Bytes()
}

func zstded(b []byte) []byte {
	w, _ := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest))
	defer w.Close()
	return w.EncodeAll(b, nil)
}
