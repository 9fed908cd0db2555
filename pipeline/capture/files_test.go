package capture_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/capture/captest"
)

// write puts a capture of n packets, the first so many seconds after captest.Start, into dir.
func write(t *testing.T, dir, name string, after, n int) string {
	t.Helper()
	frames := numbered(n, 20)
	for i := range frames {
		frames[i].Time += capture.Time(after) * 1e9
	}
	octets := captest.Pcap(frames, captest.PcapOptions{})
	if strings.HasSuffix(name, ".gz") {
		octets = gzipped(octets)
	}
	return put(t, dir, name, octets)
}

func put(t *testing.T, dir, name string, octets []byte) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, octets, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// origins opens the names and returns the files' names in the order of their packets, and checks the packets' numbers.
func origins(t *testing.T, names ...string) ([]string, []*capture.Fault) {
	t.Helper()
	f, err := capture.OpenFiles(names, capture.FileOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []string
	n := uint64(0)
	eachPacket(t, f, func(p *capture.Packet) {
		n++
		if p.Packet != n || p.Origin.Before >= n {
			t.Errorf("packet %d is numbered %d, with %d before %s", n, p.Packet, p.Origin.Before, p.Origin.Name)
		}
		if p.Packet-p.Origin.Before == 1 {
			all = append(all, p.Origin.Name)
		}
	})
	return all, f.Faults()
}

func TestOrder(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.pcap", 30, 3)
	write(t, dir, "b.pcap.gz", 10, 5000)
	write(t, dir, "c.pcap", 20, 2)
	write(t, dir, "d.pcap", 10, 1)
	put(t, dir, "empty-but-sound.pcap", captest.Pcap(nil, captest.PcapOptions{}))
	put(t, dir, ".hidden", []byte("never read"))
	if err := os.Mkdir(filepath.Join(dir, "sub"), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "sub"), "e.pcap", 0, 1)
	if err := os.Symlink("a.pcap", filepath.Join(dir, "latest.pcap")); err != nil {
		t.Fatal(err)
	}

	want := []string{"b.pcap.gz", "d.pcap", "c.pcap", "a.pcap"}
	for _, names := range [][]string{
		{dir},
		{filepath.Join(dir, "*")},
		{dir, filepath.Join(dir, "a.pcap"), filepath.Join(dir, "*.pcap"), filepath.Join(dir, "sub", "..", "c.pcap")},
		{filepath.Join(dir, "a.pcap"), filepath.Join(dir, "c.pcap"), filepath.Join(dir, "d.pcap"), filepath.Join(dir, "b.pcap.gz")},
	} {
		got, faults := origins(t, names...)
		clean(t, faults)
		if !slices.Equal(got, want) {
			t.Errorf("%s: read %s, want %s", names, got, want)
		}
	}
}

// TestLinkedOnce: a file that is named by a link alone is read under the link's name.
func TestLinkedOnce(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "a.pcap", 0, 1)
	link := filepath.Join(dir, "link")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	if got, faults := origins(t, link, path); len(faults) > 0 || !slices.Equal(got, []string{"link"}) {
		t.Errorf("%v, %v", got, faults)
	}
}

// TestFaultsAndOthers: damaged files and files that are no captures do not keep the others from being read.
func TestFaultsAndOthers(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.pcap", 10, 3)
	cut := captest.Pcap(numbered(3, 20), captest.PcapOptions{})
	put(t, dir, "cut.pcap", cut[:len(cut)-1])
	put(t, dir, "empty", nil)
	put(t, dir, "notes.txt", []byte("remember the milk"))
	if os.Getuid() != 0 {
		if err := os.Chmod(write(t, dir, "locked.pcap", 5, 3), 0); err != nil {
			t.Fatal(err)
		}
	}
	var told []*capture.Fault
	f, err := capture.OpenFiles([]string{dir}, capture.FileOptions{OnFault: func(f *capture.Fault) { told = append(told, f) }})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := len(packets(t, f))
	if n != 2+3 {
		t.Errorf("%d packets, want 5", n)
	}
	if !slices.Equal(told, f.Faults()) {
		t.Errorf("told %v, have %v", told, f.Faults())
	}
	want := []string{"cut.pcap", "empty", "notes.txt"}
	if os.Getuid() != 0 {
		want = []string{"cut.pcap", "empty", "locked.pcap", "notes.txt"}
	}
	var have []string
	for _, f := range told {
		have = append(have, filepath.Base(f.File))
	}
	if !slices.Equal(have, want) {
		t.Errorf("faults in %s, want %s", have, want)
	}
	for _, f := range told {
		if filepath.Base(f.File) == "locked.pcap" && f.Error() != f.File+": the file cannot be opened: permission denied" {
			t.Error(f)
		}
	}
	if f := told[0]; !errors.Is(f, capture.ErrCut) || f.Packet != 3 || f.File != filepath.Join(dir, "cut.pcap") {
		t.Error(f)
	}
}

// TestNames tells of all names that mean nothing.
func TestNames(t *testing.T) {
	dir := t.TempDir()
	missing, none := filepath.Join(dir, "missing.pcap"), filepath.Join(dir, "*.pcap")
	bad := filepath.Join(dir, "[")
	_, err := capture.OpenFiles([]string{missing, none, dir, bad}, capture.FileOptions{})
	if !errors.Is(err, fs.ErrNotExist) || !errors.Is(err, filepath.ErrBadPattern) {
		t.Error(err)
	}
	for _, want := range []string{missing, none + ": no file matches", dir + ": the directory has no files", bad} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not tell of %q", err, want)
		}
	}
	if _, err := capture.OpenFiles(nil, capture.FileOptions{}); err == nil {
		t.Error("no name at all is no mistake")
	}
	// A file whose name looks like a pattern is that file.
	path := write(t, dir, "a[1].pcap", 0, 1)
	if got, _ := origins(t, path); len(got) != 1 {
		t.Errorf("read %s", got)
	}
}

// TestProgress ends at the whole, packed octets counted as they stand on disk.
func TestProgress(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.pcap", 0, 5000)
	write(t, dir, "b.pcap.gz", 1, 5000)
	f, err := capture.OpenFiles([]string{dir}, capture.FileOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if read, total := f.Progress(); read != 0 || total <= 0 {
		t.Errorf("%d of %d octets before the first", read, total)
	}
	packets(t, f)
	if read, total := f.Progress(); read != total {
		t.Errorf("%d of %d octets after the last", read, total)
	}
	if _, total := capture.OpenReader("x", strings.NewReader(""), capture.FileOptions{}).Progress(); total != -1 {
		t.Errorf("%d octets in all of who knows what", total)
	}
}

// TestClose: after Close a source ends, and batches that are held stay.
func TestClose(t *testing.T) {
	frames := numbered(3*capture.MaxBatch, 20)
	f := captest.Open(frames)
	var held, b capture.Batch
	if err := f.Fill(&held); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.Close(), f.Close()); err != nil {
		t.Error(err)
	}
	if err := f.Fill(&b); !errors.Is(err, io.EOF) || len(b.Packets) > 0 {
		t.Errorf("%d packets, %v after Close", len(b.Packets), err)
	}
	for _, p := range held.Packets {
		checkFrame(t, frames, &p)
	}
	held.Release()
	clean(t, f.Faults())
}
