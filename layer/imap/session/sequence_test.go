package session

import (
	"math/rand/v2"
	"testing"
)

func TestSequences(t *testing.T) {
	for _, x := range []struct {
		set     string
		ok      bool
		n, last uint64
		has     bool
	}{
		{"1", true, 1, 9, true},
		{"1", true, 2, 9, false},
		{"2:4,7", true, 3, 9, true},
		{"4:2,7", true, 3, 9, true},
		{"2:4,7", true, 5, 9, false},
		{"5:*", true, 9, 9, true},
		{"5:*", true, 4, 9, false},
		{"559:*", true, 9, 9, true}, // "*" is the last message, even below 559
		{"559:*", true, 8, 9, false},
		{"*", true, 9, 9, true},
		{"*", true, 8, 9, false},
		{"*", true, 8, 0, true}, // who knows
		{"$", true, 8, 9, true},
		{"", false, 0, 0, false},
		{"1,", false, 0, 0, false},
		{"a", false, 0, 0, false},
		{"1:", false, 0, 0, false},
		{"99999999999999999999999", false, 0, 0, false},
		{"1,3,5,7,9,11,13,15,17,19,21,23,25,27,29,31,33", true, 2, 99, true}, // more than is kept
	} {
		var s sequences
		if ok := s.parse([]byte(x.set)); ok != x.ok {
			t.Errorf("%q: parsed %t", x.set, ok)
		} else if ok && s.has(x.n, x.last) != x.has {
			t.Errorf("%q of %d has %d: %t", x.set, x.last, x.n, !x.has)
		}
	}
}

func TestCountSet(t *testing.T) {
	for _, x := range []struct {
		set string
		n   uint64
		ok  bool
	}{{"1", 1, true}, {"304,319:320", 3, true}, {"9:7", 3, true}, {"1:*", 0, false}, {"", 0, false}, {"1 2", 0, false}} {
		if n, ok := countSet([]byte(x.set)); n != x.n || ok != x.ok {
			t.Errorf("%q: %d %t", x.set, n, ok)
		}
	}
}

// As long as no ranges had to be joined for want of room, the set says exactly which numbers were new.
func TestIntervals(t *testing.T) {
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 2))
		var s intervals
		seen := map[uint64]bool{}
		for range 200 {
			n := 1 + r.Uint64N(maxIntervals) // at most half as many ranges as there is room for
			if s.add(n) == seen[n] {
				t.Fatalf("seed %d: %d new: %t", seed, n, seen[n])
			}
			seen[n] = true
			for i := 1; i < len(s.list); i++ {
				if s.list[i-1].to+1 >= s.list[i].from {
					t.Fatalf("ranges touch: %v", s.list)
				}
			}
		}
	}
}

// Beyond its room the set counts too few, never too many, and does not grow.
func TestIntervalsFull(t *testing.T) {
	var s intervals
	for n := range uint64(10 * maxIntervals) {
		s.add(3 * n)
		if len(s.list) > maxIntervals {
			t.Fatalf("%d ranges", len(s.list))
		}
	}
	for n := range uint64(10 * maxIntervals) {
		if s.add(3 * n) {
			t.Fatalf("%d is new again", 3*n)
		}
	}
}
