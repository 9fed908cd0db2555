package schemas

import (
	"cmp"
	"slices"
)

// Sort puts the records into the order of the source: by place, then by flow, then as taken.
func (b *Batch) Sort() {
	if !slices.IsSortedFunc(b.Records, order) { // they come in order but where many flows end at one tick
		slices.SortStableFunc(b.Records, order)
	}
}

func order(x, y Record) int { return compare(&x, &y) }

func compare(x, y *Record) int {
	if c := cmp.Compare(x.at, y.at); c != 0 {
		return c
	}
	return cmp.Compare(x.flow, y.flow)
}

// Merge appends the parts' records in the order of the source; of equal ones those of the earlier part come first. The
// parts are sorted where they are not yet, and released with b.
func (b *Batch) Merge(parts []*Batch) {
	b.heads = b.heads[:0]
	left := 0
	for _, p := range parts {
		p.Sort()
		left += len(p.Records)
		b.parts = append(b.parts, p)
		b.heads = append(b.heads, 0)
	}
	b.Records = slices.Grow(b.Records, left)
	for left > 0 {
		first, second := b.least(parts)
		left -= b.takeRun(parts, first, second)
	}
}

// least finds the part whose next record comes first, and the one whose comes next after; -1: there is none.
func (b *Batch) least(parts []*Batch) (first, second int) {
	first, second = -1, -1
	for i, p := range parts {
		if b.heads[i] == len(p.Records) {
			continue
		}
		next := &p.Records[b.heads[i]]
		switch {
		case first < 0:
			first = i
		case compare(next, &parts[first].Records[b.heads[first]]) < 0:
			first, second = i, first
		case second < 0 || compare(next, &parts[second].Records[b.heads[second]]) < 0:
			second = i
		}
	}
	return first, second
}

// takeRun moves the records of the first part that come before the second part's next one, and says how many.
func (b *Batch) takeRun(parts []*Batch, first, second int) int {
	from := b.heads[first]
	run := parts[first].Records[from:]
	n := len(run)
	if second >= 0 {
		bound := &parts[second].Records[b.heads[second]]
		for n = 1; n < len(run); n++ {
			if c := compare(&run[n], bound); c > 0 || c == 0 && second < first {
				break
			}
		}
	}
	b.Records = append(b.Records, run[:n]...)
	b.heads[first] += n
	return n
}
