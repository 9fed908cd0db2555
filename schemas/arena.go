package schemas

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

func (a *arena[T]) reset() { a.used = 0 }

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

func (s *slab[T]) reset() { s.block, s.used = 0, 0 }
