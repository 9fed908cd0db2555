package capture

import "io"

// minRead is the least room worth a read: below it, the next chunk is begun. A pipe holds as much; letting
// it hold more (F_SETPIPE_SZ) was measured to cost a quarter more in all, as its octets are cold when they are read.
const minRead = 64 << 10

// window is the part of a chunk that was read and not yet parsed. It stands at the front of what is read, moves only forward
// in its chunk, and so never overwrites octets of packets that were given out.
type window struct {
	pool     *chunkPool
	chunk    *chunk
	off, end int
}

// bytes returns what was read and not yet parsed.
func (w *window) bytes() []byte {
	if w.chunk == nil {
		return nil
	}
	return w.chunk.buf[w.off:w.end]
}

// room says how many more octets fit behind what was read.
func (w *window) room() int { return len(w.chunk.buf) - w.end }

// advance drops n octets from the front and returns how many of them were not there.
func (w *window) advance(n int64) (missing int64) {
	there := int64(w.end - w.off)
	if n <= there {
		w.off += int(n)
		return 0
	}
	w.off = w.end
	return n - there
}

// clear forgets what was not parsed, at the end of a file. The next file goes on in the same chunk.
func (w *window) clear() { w.off = w.end }

// drop gives the chunk up.
func (w *window) drop() {
	if w.chunk != nil {
		w.chunk.release()
	}
	w.chunk, w.off, w.end = nil, 0, 0
}

// read reads once, after making room for need octets in a row. What is unparsed moves to the front of another chunk where this
// one's end is near.
func (w *window) read(r io.Reader, need int) (int, error) {
	w.reserve(need)
	n, err := r.Read(w.chunk.buf[w.end:])
	w.end += n
	return n, err
}

// reserve makes room for need unparsed octets in a row, and for a read that is worth it: at the front of another chunk, or
// of the same where no batch holds it any more.
func (w *window) reserve(need int) {
	need = max(need, w.end-w.off+min(minRead, w.pool.size/4))
	if w.chunk != nil && w.off+need <= len(w.chunk.buf) {
		return
	}
	if w.chunk != nil && need <= len(w.chunk.buf) && w.chunk.holders.Load() == 1 {
		w.end = copy(w.chunk.buf, w.bytes())
		w.off = 0
		return
	}
	next := w.pool.get(need)
	n := copy(next.buf, w.bytes())
	w.drop()
	w.chunk, w.off, w.end = next, 0, n
}
