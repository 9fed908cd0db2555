package session

import "slices"

// maxIntervals bounds what tells distinct messages apart. Servers answer in order, so that one interval is the rule.
const maxIntervals = 64

// interval is a range of message numbers, both ends in it.
type interval struct{ from, to uint64 }

// intervals is a set of message numbers in ascending ranges, at most maxIntervals. Beyond that the two nearest ranges
// become one, so that a number between them counts as seen: the count can then be too low, never too high.
type intervals struct{ list []interval }

// add puts n into the set and says whether it was new.
func (s *intervals) add(n uint64) bool {
	last := len(s.list) - 1
	if last >= 0 && s.list[last].to+1 == n { // the usual case: the next message
		s.list[last].to = n
		return true
	}
	i, found := slices.BinarySearchFunc(s.list, n, func(x interval, n uint64) int {
		switch {
		case x.to < n:
			return -1
		case x.from > n:
			return 1
		}
		return 0
	})
	if found {
		return false
	}
	switch {
	case i > 0 && s.list[i-1].to+1 == n:
		s.list[i-1].to = n
		s.join(i - 1)
	case i < len(s.list) && s.list[i].from == n+1:
		s.list[i].from = n
	default:
		s.list = slices.Insert(s.list, i, interval{n, n})
		if len(s.list) > maxIntervals {
			s.squeeze()
		}
	}
	return true
}

// join makes one of range i and the next where they touch.
func (s *intervals) join(i int) {
	if i+1 < len(s.list) && s.list[i].to+1 == s.list[i+1].from {
		s.list[i].to = s.list[i+1].to
		s.list = slices.Delete(s.list, i+1, i+2)
	}
}

func (s *intervals) squeeze() {
	best, width := 0, ^uint64(0)
	for i := range len(s.list) - 1 {
		if w := s.list[i+1].from - s.list[i].to; w < width {
			best, width = i, w
		}
	}
	s.list[best].to = s.list[best+1].to
	s.list = slices.Delete(s.list, best+1, best+2)
}
