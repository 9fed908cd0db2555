package captest

import (
	"math/rand/v2"
	"slices"
)

// Merge puts conversations into one capture, in the order of time.
func Merge(conversations ...[]Frame) []Frame {
	all := slices.Concat(conversations...)
	slices.SortStableFunc(all, func(a, b Frame) int { return int(max(-1, min(1, a.Time-b.Time))) })
	return all
}

// Swap exchanges two frames; the times stay where they are.
func Swap(frames []Frame, i, j int) {
	frames[i], frames[j] = frames[j], frames[i]
	frames[i].Time, frames[j].Time = frames[j].Time, frames[i].Time
}

// Drop returns the frames without about one in n, chosen by rnd.
func Drop(frames []Frame, rnd *rand.Rand, n int) []Frame {
	return slices.DeleteFunc(slices.Clone(frames), func(Frame) bool { return rnd.IntN(n) == 0 })
}

// Repeat returns the frames with about one in n twice.
func Repeat(frames []Frame, rnd *rand.Rand, n int) []Frame {
	var all []Frame
	for _, f := range frames {
		all = append(all, f)
		if rnd.IntN(n) == 0 {
			all = append(all, f)
		}
	}
	return all
}

// Reorder returns the frames with about one in n moved up to far places back; times go on growing.
func Reorder(frames []Frame, rnd *rand.Rand, n, far int) []Frame {
	all := slices.Clone(frames)
	for i := range all {
		if j := i + 1 + rnd.IntN(far); rnd.IntN(n) == 0 && j < len(all) {
			for k := i; k < j; k++ {
				Swap(all, k, k+1)
			}
		}
	}
	return all
}

// Snap returns the frames cut to n octets, as a short snap length leaves them.
func Snap(frames []Frame, n int) []Frame {
	all := slices.Clone(frames)
	for i, f := range all {
		if len(f.Data) > n {
			all[i].Length, all[i].Data = f.length(), f.Data[:n:n]
		}
	}
	return all
}

func (f Frame) length() int { return max(f.Length, len(f.Data)) }
