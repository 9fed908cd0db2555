package jsonl

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/imaplog/imaplog/sinks"
)

func TestFullDevice(t *testing.T) {
	m := &maker{}
	w := mustOpen(t, "/dev/full", Options{})
	if err := w.Write(ctx, m.batch(40)); err != nil {
		t.Fatal(err)
	}
	err := w.Sync(ctx)
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "/dev/full: the disk is full: free some space") {
		t.Errorf("%v", err)
	}
	b := m.batch(4)
	b.Retain() // so that it can be looked at after the sink's release
	if again := w.Write(ctx, b); !errors.Is(again, err) {
		t.Errorf("the second error is %v", again)
	}
	b.Release()
	if got := m.pool.Get(); got != b {
		t.Error("a batch that was refused is not released")
	}
	balance(t, w.Stats(), 11, 0, 0, 11)
	if got := w.Stats().DroppedBy; len(got) != 1 || got[0].Name != sinks.DroppedWriteError {
		t.Errorf("%v", got)
	}
}

// inChild runs the test again in a process of its own, prepared by attr, and says whether this is that process.
func inChild(t *testing.T, attr *syscall.SysProcAttr) bool {
	t.Helper()
	const mark = "IMAPLOG_TEST_CHILD"
	if os.Getenv(mark) != "" {
		return true
	}
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), mark+"=1")
	cmd.SysProcAttr = attr
	out, err := cmd.CombinedOutput()
	if errors.Is(err, syscall.EPERM) {
		missing(t, fmt.Sprintf("no namespace of our own here: %v", err))
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if strings.Contains(string(out), "--- SKIP") {
		t.Skipf("%s", out)
	}
	return false
}

// missing skips the test, but in CI nothing is skipped.
func missing(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(why)
	}
	t.Skip(why)
}

// fill writes until the sink fails, and checks what is left.
func fill(t *testing.T, name string, want error, says string) {
	t.Helper()
	m, w := &maker{}, mustOpen(t, name, Options{Kinds: sinks.AllKinds})
	w.files[0].size = plainBuffer // so that there are several frames, too
	var err error
	for i := 0; err == nil; i++ {
		if err = w.Write(ctx, m.batch(100)); i > 5000 {
			t.Fatal("it never fills")
		}
	}
	if !errors.Is(err, want) || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "ends with a whole record") {
		t.Errorf("%s: %v", name, err)
	}
	if again := w.Close(); !errors.Is(again, err) {
		t.Errorf("Close: %v", again)
	}
	lines := len(ids(t, unpacked(t, name)))
	if lines == 0 {
		t.Errorf("%s: nothing was kept", name)
	}
	balance(t, w.Stats(), m.next, lines, 0, m.next-lines)
}

// TestFullDisk fills a file system of 1 MB that only a child process sees.
func TestFullDisk(t *testing.T) {
	attr := &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		attr.Cloneflags |= syscall.CLONE_NEWUSER
		attr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
	}
	if !inChild(t, attr) {
		return
	}
	dir := t.TempDir()
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		missing(t, fmt.Sprintf("no mount namespace here: %v", err))
	}
	for i, ending := range []string{".jsonl", ".jsonl.gz", ".jsonl.zst"} {
		size := 1 << 20
		if i > 0 {
			size = 64 << 10 // several frames
		}
		if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprint("size=", size)); err != nil {
			missing(t, fmt.Sprintf("no mounting here: %v", err))
		}
		fill(t, filepath.Join(dir, "a"+ending), syscall.ENOSPC, "the disk is full")
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Fatal(err)
		}
	}
}

// TestFileSizeLimit needs no rights: the limit cuts a write anywhere, also inside a line.
func TestFileSizeLimit(t *testing.T) {
	if !inChild(t, nil) {
		return
	}
	signal.Ignore(syscall.SIGXFSZ)
	for _, limit := range []uint64{plainBuffer + 1, plainBuffer + 777, 3*plainBuffer - 5} {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: syscall.RLIM_INFINITY & (1<<63 - 1)}); err != nil {
			missing(t, fmt.Sprintf("no limit on files here: %v", err))
		}
		fill(t, filepath.Join(t.TempDir(), "a.jsonl"), syscall.EFBIG, "ulimit -f")
	}
}

// TestStandardOutputIsOnlyCutWhereItIsOurs: what stood there before stays, and a file that someone else has appended to
// meanwhile is left as it is.
func TestStandardOutputIsOnlyCutWhereItIsOurs(t *testing.T) {
	if !inChild(t, nil) {
		return
	}
	signal.Ignore(syscall.SIGXFSZ)
	const heading, limit = "a heading\n", 1000
	for _, others := range []int{0, 2 * limit} {
		out, err := os.Create(filepath.Join(t.TempDir(), "out"))
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range []error{
			write(out, heading), os.Truncate(out.Name(), int64(len(heading)+others)),
			syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: syscall.RLIM_INFINITY & (1<<63 - 1)}),
		} {
			if err != nil {
				missing(t, fmt.Sprintf("no limit on files here: %v", err))
			}
		}
		m, w := &maker{}, mustOpen(t, "-", Options{Stdout: out})
		if err := w.Write(ctx, m.batch(100)); err != nil {
			t.Fatal(err)
		}
		err = w.Close()
		text, _ := os.ReadFile(out.Name())
		rest, ok := strings.CutPrefix(string(text), heading)
		if !errors.Is(err, syscall.EFBIG) || !ok {
			t.Errorf("%v, %q", err, text)
		}
		if others == 0 && len(ids(t, []byte(rest))) == 0 {
			t.Error("nothing was kept")
		}
		if others > 0 && (len(rest) != others || !strings.Contains(err.Error(), "may be cut")) {
			t.Errorf("%d octets are left of %d, and: %v", len(rest), others, err)
		}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 1 << 40, Max: syscall.RLIM_INFINITY & (1<<63 - 1)}); err != nil {
			t.Fatal(err)
		}
	}
}

func write(f *os.File, s string) error {
	_, err := f.WriteString(s)
	return err
}
