package schemas

import "sync"

// Pool recycles batches, last in, first out, so that few are warm instead of many cold. It is safe for concurrent use.
type Pool struct {
	mu   sync.Mutex
	free []*Batch
}

// Get gives an empty batch. A nil pool gives new ones and keeps none.
func (p *Pool) Get() *Batch {
	if p == nil {
		return &Batch{}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.free); n > 0 {
		b := p.free[n-1]
		p.free = p.free[:n-1]
		return b
	}
	return &Batch{pool: p}
}

func (p *Pool) put(b *Batch) {
	if p == nil {
		return
	}
	p.mu.Lock()
	p.free = append(p.free, b)
	p.mu.Unlock()
}
