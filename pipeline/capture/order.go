package capture

import (
	"cmp"
	"errors"
	"io"
	"slices"
)

// peekChunk is the size of the chunks that are read to find files' first packets. There may be thousands of files.
const peekChunk = 2 * minRead

// firsts finds the times of first packets.
type firsts struct {
	kit
	batch Batch
}

// sortInputs puts files into the order of their first packets' times, ties in that of their paths. Those without a packet come after,
// what can be read only once last, in the order given.
func sortInputs(all []*input) {
	if len(all) < 2 {
		return
	}
	f := firsts{kit: kit{win: window{pool: &chunkPool{size: peekChunk}}, report: func(*Fault) {}}}
	defer f.unpack.close()
	type place struct {
		rank int // files with packets, files without, what can be read only once
		time Time
	}
	places := make(map[*input]place, len(all))
	for _, in := range all {
		p := place{rank: 2}
		if !in.once {
			var ok bool
			if p.time, ok = f.time(in); ok {
				p.rank = 0
			} else {
				p.rank = 1
			}
		}
		places[in] = p
	}
	slices.SortStableFunc(all, func(a, b *input) int {
		p, q := places[a], places[b]
		if c := cmp.Or(cmp.Compare(p.rank, q.rank), cmp.Compare(p.time, q.time)); c != 0 || p.rank == 2 {
			return c
		}
		return cmp.Compare(a.path, b.path)
	})
}

// time returns the time of a file's first packet. Whatever is wrong with the file is told when it is read.
func (f *firsts) time(in *input) (Time, bool) {
	f.at = cursor{}
	file, err := f.open(in)
	if err != nil {
		return 0, false
	}
	defer file.close()
	f.batch.Begin(nil)
	for err == nil && len(f.batch.Packets) == 0 {
		if err = file.fill(&f.batch); errors.Is(err, io.EOF) {
			break
		}
	}
	if len(f.batch.Packets) == 0 {
		return 0, false
	}
	return f.batch.Packets[0].Time, true
}
