package captest_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture/captest"
)

// stream is a hundred frames that all differ.
func stream() []captest.Frame {
	c := captest.NewConn("10.0.0.1:40000", "10.0.0.2:143")
	for i := range 100 {
		c.Client(fmt.Sprint(i))
	}
	return c.Frames
}

func texts(frames []captest.Frame) []string {
	var all []string
	for _, f := range frames {
		all = append(all, string(f.Data))
	}
	return all
}

// TestMangle holds what each way to spoil a capture keeps: time goes on growing, and the frames are those that there were.
func TestMangle(t *testing.T) {
	whole := texts(stream())
	slices.Sort(whole)
	for name, mangle := range map[string]func(*rand.Rand) []captest.Frame{
		"drop":    func(r *rand.Rand) []captest.Frame { return captest.Drop(stream(), r, 5) },
		"repeat":  func(r *rand.Rand) []captest.Frame { return captest.Repeat(stream(), r, 5) },
		"reorder": func(r *rand.Rand) []captest.Frame { return captest.Reorder(stream(), r, 5, 4) },
	} {
		got := mangle(rand.New(rand.NewPCG(1, 2)))
		again := mangle(rand.New(rand.NewPCG(1, 2)))
		if !slices.Equal(texts(got), texts(again)) {
			t.Errorf("%s: the same seed gives others", name)
		}
		if slices.Equal(texts(got), texts(stream())) {
			t.Errorf("%s: nothing was changed", name)
		}
		if !slices.IsSortedFunc(got, func(a, b captest.Frame) int { return int(a.Time - b.Time) }) {
			t.Errorf("%s: time goes back", name)
		}
		have := texts(got)
		slices.Sort(have)
		have = slices.Compact(have)
		for _, f := range have {
			if _, ok := slices.BinarySearch(whole, f); !ok {
				t.Errorf("%s: a frame was invented", name)
			}
		}
		if name != "drop" && len(have) != len(whole) {
			t.Errorf("%s: %d frames of %d are left", name, len(have), len(whole))
		}
	}
}

// TestScript holds what a conversation's own knobs do.
func TestScript(t *testing.T) {
	c := captest.NewConn("10.0.0.1:40000", "10.0.0.2:143")
	c.Client("one")
	c.Lost(func() { c.Client("lost") })
	c.Client("three")
	if n := len(c.Frames); n != 2 {
		t.Fatalf("%d frames, want 2", n)
	}
	if client, _ := c.Sequence(); client != 40000*65_521+12 {
		t.Errorf("the next sequence number is %d: lost octets count", client)
	}
	c.Again(2)
	if got := texts(c.Frames); got[0] != got[2] || got[1] != got[3] || c.Frames[2].Time <= c.Frames[1].Time {
		t.Errorf("not sent again: %q", got)
	}
	before := texts(c.Frames)
	c.Reverse(2)
	if got := texts(c.Frames); got[2] != before[3] || got[3] != before[2] || c.Frames[3].Time <= c.Frames[2].Time {
		t.Errorf("not turned: %q", got)
	}
	short := captest.Snap(c.Frames, 20)
	if len(short[0].Data) != 20 || short[0].Length != len(c.Frames[0].Data) {
		t.Errorf("not cut: %+v", short[0])
	}
}
