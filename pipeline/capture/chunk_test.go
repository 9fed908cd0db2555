package capture

import "testing"

// TestIdleChunks reaches the limit on chunks kept for reuse, and holds that the last one in is the first one out.
func TestIdleChunks(t *testing.T) {
	p := &chunkPool{size: 8}
	var held []*chunk
	for range maxIdleChunks + 3 {
		held = append(held, p.get(8))
	}
	huge := p.get(9)
	huge.release()
	for _, c := range held {
		c.release()
	}
	if len(p.idle) != maxIdleChunks {
		t.Errorf("%d idle chunks, want %d", len(p.idle), maxIdleChunks)
	}
	if c := p.get(1); c != held[maxIdleChunks-1] {
		t.Error("the chunk that was given back last is not used first")
	}
}
