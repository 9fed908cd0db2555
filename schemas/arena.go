package schemas

import "unsafe"

// arenaBlock is a compromise between waste in a batch of few records and calls into the allocator in one of many.
const arenaBlock = 64

// arena hands out slots that never move, and takes all back at once.
type arena[T any] struct {
	blocks [][]T
	used   int
}

// next gives a cleared slot.
func (a *arena[T]) next() *T {
	block, i := a.used/arenaBlock, a.used%arenaBlock
	if block == len(a.blocks) {
		a.blocks = append(a.blocks, make([]T, arenaBlock))
	}
	a.used++
	p := &a.blocks[block][i]
	var zero T
	*p = zero
	return p
}

func (a *arena[T]) put(v T) *T {
	p := a.next()
	*p = v
	return p
}

// keepOctets bounds what an arena or a slab keeps for its next use: one burst must not hold its memory for good. It is
// room for 4,700 transactions, some 14 times what 2,048 packets of usual traffic hold.
const keepOctets = 4 << 20

// reset takes all back.
func (a *arena[T]) reset() {
	a.used = 0
	a.blocks = keep(a.blocks)
}

// keep gives the first blocks up to keepOctets and lets the others go.
func keep[T any](blocks [][]T) [][]T {
	var zero T
	left := keepOctets / int(unsafe.Sizeof(zero))
	for i, b := range blocks {
		if left -= len(b); left < 0 {
			clear(blocks[i:])
			return blocks[:i]
		}
	}
	return blocks
}

// slabBlock is the size of a slab's blocks in elements.
const slabBlock = 4096

// slab hands out runs of elements that never move, and takes all back at once.
type slab[T any] struct {
	blocks [][]T // all of length slabBlock, but for runs that needed more
	block  int   // the one in use
	used   int   // of it
}

// run gives n elements of unknown content.
func (s *slab[T]) run(n int) []T {
	for {
		if s.block == len(s.blocks) {
			s.blocks = append(s.blocks, make([]T, max(n, slabBlock)))
		}
		if b := s.blocks[s.block]; s.used+n <= len(b) {
			s.used += n
			return b[s.used-n : s.used : s.used]
		}
		s.block++
		s.used = 0
	}
}

// back returns the last n elements of the latest run.
func (s *slab[T]) back(n int) { s.used -= n }

func (s *slab[T]) copy(v []T) []T {
	if len(v) == 0 {
		return nil
	}
	r := s.run(len(v))
	copy(r, v)
	return r
}

// reset takes all back.
func (s *slab[T]) reset() {
	s.block, s.used = 0, 0
	s.blocks = keep(s.blocks)
}
