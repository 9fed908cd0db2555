package capture

import (
	"sync"
	"sync/atomic"
)

// chunkSize is how much is asked of the system at a time: enough that the call is below a nanosecond a packet and that a batch is
// nearly full, and no more than what a quarter of a second-level cache holds between the read and the workers, which need the rest.
// Twice as much, with batches of twice as many, costs the whole river a tenth more on one core and a twentieth on two.
const chunkSize = 256 << 10

// maxIdleChunks bounds the chunks kept for reuse. More than that are alive only while their batches are.
const maxIdleChunks = 16

// chunk is a run of a capture's octets. Its reader and every batch with packets in it hold it.
type chunk struct {
	buf     []byte
	holders atomic.Int32
	pool    *chunkPool
}

func (c *chunk) retain() { c.holders.Add(1) }

func (c *chunk) release() {
	if c.holders.Add(-1) == 0 {
		c.pool.put(c)
	}
}

// chunkPool keeps chunks that nobody holds, the last one in the first one out. Any goroutine may give one back.
type chunkPool struct {
	size int // of an ordinary chunk

	mu   sync.Mutex
	idle []*chunk
}

// get returns a chunk of at least n octets, held once. One that is larger than the ordinary serves a single huge record.
func (p *chunkPool) get(n int) *chunk {
	var c *chunk
	if n <= p.size {
		p.mu.Lock()
		if last := len(p.idle) - 1; last >= 0 {
			c, p.idle[last] = p.idle[last], nil
			p.idle = p.idle[:last]
		}
		p.mu.Unlock()
	}
	if c == nil {
		c = &chunk{buf: make([]byte, max(n, p.size)), pool: p}
	}
	c.holders.Store(1)
	return c
}

func (p *chunkPool) put(c *chunk) {
	if len(c.buf) != p.size {
		return
	}
	p.mu.Lock()
	if len(p.idle) < maxIdleChunks {
		p.idle = append(p.idle, c)
	}
	p.mu.Unlock()
}

// freeChunk is what a batch of a file does at its last Release.
func freeChunk(b *Batch) {
	if c := b.chunk; c != nil {
		b.chunk = nil
		c.release()
	}
}
