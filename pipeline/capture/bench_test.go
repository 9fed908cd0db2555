package capture_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/capture/captest"
)

// benchFrames are frames of 307 octets in the mean, as IMAP has them, until the file has about 64 MiB.
func benchFrames() []captest.Frame {
	c := captest.NewConn("10.0.0.1:40000", "10.0.0.2:143")
	text := strings.Repeat("* 23 FETCH (FLAGS (\\Seen) UID 4711)\r\n", 30)
	for n := 0; n < 64<<20; {
		size := 13 + (len(c.Frames)*7919)%480
		c.Server(text[:size])
		n += size + 70
	}
	return c.Frames
}

// BenchmarkFill reads files from the page cache; "read" only reads the octets of the same file, and is what the others are
// to be held to.
func BenchmarkFill(b *testing.B) {
	frames := benchFrames()
	pcap := captest.Pcap(frames, captest.PcapOptions{})
	pcapng := captest.PcapngFile(frames, nil)
	dir := b.TempDir()
	for _, c := range []struct {
		name   string
		octets []byte
		read   func(*testing.B, string)
	}{
		{"read", pcap, readOnly},
		{"pcap", pcap, fillAll},
		{"pcapng", pcapng, fillAll},
		{"gzip", gzipped(pcap), fillAll},
		{"zstd", zstded(pcap), fillAll},
	} {
		path := filepath.Join(dir, c.name)
		if err := os.WriteFile(path, c.octets, 0o600); err != nil {
			b.Fatal(err)
		}
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(pcap)))
			b.ReportAllocs()
			for b.Loop() {
				c.read(b, path)
			}
			perPacket := float64(b.Elapsed().Nanoseconds()) / float64(b.N) / float64(len(frames))
			b.ReportMetric(perPacket, "ns/packet")
		})
	}
}

func readOnly(b *testing.B, path string) {
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	buf := make([]byte, 1<<20)
	for {
		if _, err := f.Read(buf); err == io.EOF {
			return
		} else if err != nil {
			b.Fatal(err)
		}
	}
}

func fillAll(b *testing.B, path string) {
	f, err := capture.OpenFiles([]string{path}, capture.FileOptions{})
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	var batch capture.Batch
	n := 0
	for f.Fill(&batch) == nil {
		n += len(batch.Packets)
		batch.Release()
	}
	if n == 0 || len(f.Faults()) > 0 {
		b.Fatal(n, f.Faults())
	}
}
