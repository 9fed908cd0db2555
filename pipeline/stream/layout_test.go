package stream

import (
	"bytes"
	"math/rand/v2"
	"testing"
	"unsafe"
)

// TestLayout holds what a segment in order touches to its cache lines.
func TestLayout(t *testing.T) {
	const line = 64
	if unsafe.Sizeof(uintptr(0)) != 8 {
		t.Skip("the layout is made for 64 bits")
	}
	var c conn
	first, last := unsafe.Offsetof(c.listener), unsafe.Offsetof(c.flow)+unsafe.Sizeof(c.flow.Last)-1
	if first/line != last/line {
		t.Errorf("the listener at %d and the latest stamp up to %d stand on two lines", first, last)
	}
	for name, at := range map[string]uintptr{
		"flow.Halves": unsafe.Offsetof(c.flow) + unsafe.Offsetof(c.flow.Halves), "half.recent": unsafe.Offsetof(c.halves[0].recent),
		"half": unsafe.Sizeof(c.halves[0]), "flow.Half": unsafe.Sizeof(c.flow.Halves[0]), "conn": unsafe.Sizeof(c),
	} {
		if at%line != 0 {
			t.Errorf("%s: %d is in the middle of a line", name, at)
		}
	}
	tracker, _ := stand(1)
	if uintptr(unsafe.Pointer(tracker.conn(0)))%line != 0 {
		t.Error("a chunk begins in the middle of a line")
	}
}

// TestRecentAgainstAll holds differs to a memory of everything.
func TestRecentAgainstAll(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 300 {
		var h half
		h.next = r.Uint32()
		var all []byte
		for range 20 {
			b := make([]byte, r.IntN(100)/(1+r.IntN(4)))
			for i := range b {
				b[i] = byte(r.IntN(2))
			}
			h.remember(b)
			h.next += uint32(len(b))
			all = append(all, b...)
			if r.IntN(10) == 0 {
				h.forget()
				all = all[:0]
			}
			back := r.IntN(min(len(all), 80) + 1)
			n := r.IntN(min(len(all)-back, 80) + 1)
			old := bytes.Clone(all[len(all)-back-n : len(all)-back])
			known := all[max(0, len(all)-recentSize):]
			if n > 0 && r.IntN(2) == 0 {
				old[r.IntN(n)] ^= 1
			}
			want := false
			for i := range old {
				if at := len(known) - back - n + i; at >= 0 && known[at] != old[i] {
					want = true
				}
			}
			if h.differs(old, back) != want {
				t.Fatalf("%d octets, %d back, of %d known: want %v", n, back, h.known, want)
			}
		}
	}
}
