//go:build unix

package capture_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/capture/captest"
)

// onStdin makes a pipe standard input for the length of a test and returns its other end.
func onStdin(t *testing.T) *os.File {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	real := os.Stdin
	os.Stdin = r
	t.Cleanup(func() {
		os.Stdin = real
		r.Close()
		w.Close()
	})
	return w
}

// TestQuietPipe: what a slow pipe has brought is delivered, a quiet one gives empty batches, and its end is the end.
func TestQuietPipe(t *testing.T) {
	frames := talk()
	octets := captest.Pcap(frames, captest.PcapOptions{})
	w := onStdin(t)
	f, err := capture.OpenFiles([]string{"-"}, capture.FileOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b capture.Batch
	fill := func() int {
		t.Helper()
		if err := f.Fill(&b); err != nil {
			t.Fatal(err)
		}
		n := len(b.Packets)
		for _, p := range b.Packets {
			if p.Origin.Name != "-" {
				t.Errorf("from %s", p.Origin.Name)
			}
		}
		b.Release()
		return n
	}
	if n := fill(); n != 0 {
		t.Errorf("%d packets of nothing", n)
	}
	w.Write(octets[:2])
	if n := fill(); n != 0 {
		t.Errorf("%d packets of two octets", n)
	}
	first := 24 + 16 + len(frames[0].Data)
	w.Write(octets[2 : first+5])
	for fill() != 1 { // the second packet does not keep the first
	}
	if b.Now != frames[0].Time {
		t.Errorf("the clock shows %d, want %d", b.Now, frames[0].Time)
	}
	if n := fill(); n != 0 {
		t.Errorf("%d packets of five octets", n)
	}
	w.Write(octets[first+5:])
	w.Close()
	n := 1
	for f.Fill(&b) == nil {
		n += len(b.Packets)
		b.Release()
	}
	if n != len(frames) {
		t.Errorf("%d packets, want %d", n, len(frames))
	}
	clean(t, f.Faults())
}

// TestClosePipe: Close ends a Fill that waits for a pipe, packed or not.
func TestClosePipe(t *testing.T) {
	octets := captest.Pcap(talk(), captest.PcapOptions{})
	for name, begin := range map[string][]byte{"nothing": nil, "pcap": octets, "gzip": gzipped(octets)[:20], "zstd": zstded(octets)[:10]} {
		t.Run(name, func(t *testing.T) {
			w := onStdin(t)
			f, err := capture.OpenFiles([]string{"-"}, capture.FileOptions{})
			if err != nil {
				t.Fatal(err)
			}
			w.Write(begin)
			ended := make(chan error)
			go func() {
				var b capture.Batch
				for {
					if err := f.Fill(&b); err != nil {
						ended <- err
						return
					}
					b.Release()
				}
			}()
			f.Close() // does not wait for the Fill that waits
			if err := <-ended; !errors.Is(err, io.EOF) {
				t.Error(err)
			}
			clean(t, f.Faults())
		})
	}
}

// TestPipesLast: what can be read only once comes after the files.
func TestPipesLast(t *testing.T) {
	dir := t.TempDir()
	fifo := filepath.Join(dir, "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Skip(err)
	}
	octets := captest.Pcap(talk(), captest.PcapOptions{})
	go func() {
		if w, err := os.OpenFile(fifo, os.O_WRONLY, 0); err == nil {
			w.Write(octets)
			w.Close()
		}
	}()
	w := onStdin(t)
	w.Write(octets)
	w.Close()
	a, b := write(t, dir, "a.pcap", 5, 1), write(t, dir, "b.pcap", 1, 1)
	got, faults := origins(t, "-", fifo, a, "-", b)
	clean(t, faults)
	if want := []string{"b.pcap", "a.pcap", "-", "fifo"}; !slices.Equal(got, want) {
		t.Errorf("read %s, want %s", got, want)
	}
}

// TestStdinFile: standard input that is a file has a length.
func TestStdinFile(t *testing.T) {
	path := write(t, t.TempDir(), "a.pcap", 0, 10)
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	real := os.Stdin
	os.Stdin = file
	defer func() { os.Stdin = real }()
	f, err := capture.OpenFiles([]string{"-"}, capture.FileOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if n := len(packets(t, f)); n != 10 {
		t.Errorf("%d packets, want 10", n)
	}
	if read, total := f.Progress(); read != total || total <= 0 {
		t.Errorf("%d of %d octets", read, total)
	}
}
