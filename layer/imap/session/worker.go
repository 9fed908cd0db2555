package session

import (
	"sync"

	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/schemas"
)

// keepFree is how many recycled commands a worker keeps: as many as wait for an answer at once in busy traffic, 7 MB.
const keepFree = 4096

// worker is what the connections of one worker share: recycled commands and scratch. It belongs to the worker's goroutine.
type worker struct {
	free    *command
	nfree   int
	more    [flow.Shards]int32 // open commands beyond the first of each connection, by shard
	items   []string           // scratch of a record's list
	fetch   []*fetchData       // recycled
	decoded []byte             // scratch for base64 and quoted strings
	mailbox []byte             // scratch for mailbox names
	masked  []byte             // scratch for texts without secrets
	reading reading            // of a command's first line, for which nearly all need it
	lists   lists              // of capabilities
	touched uint32             // what touch read
}

// workers finds a worker by its batch, which stays the same for good.
type workers struct {
	mu sync.Mutex
	of map[*schemas.Batch]*worker
}

func (w *workers) get(out *schemas.Batch) *worker {
	w.mu.Lock()
	defer w.mu.Unlock()
	if x := w.of[out]; x != nil {
		return x
	}
	if w.of == nil {
		w.of = make(map[*schemas.Batch]*worker)
	}
	x := &worker{}
	w.of[out] = x
	return x
}

// take gives a cleared command.
func (w *worker) take() *command {
	c := w.free
	if c == nil {
		return newCommand()
	}
	w.free, c.next = c.next, nil
	w.nfree--
	return c
}

// give takes a command back; its secrets are overwritten.
func (w *worker) give(c *command) {
	c.clear()
	if w.nfree < keepFree {
		c.next, w.free = w.free, c
		w.nfree++
	}
}

// keepFetch is how many are kept of what a response under way needs: they are rarely open at the end of a packet.
const keepFetch = 256

func (w *worker) takeFetch() *fetchData {
	if n := len(w.fetch); n > 0 {
		f := w.fetch[n-1]
		w.fetch = w.fetch[:n-1]
		return f
	}
	return &fetchData{}
}

func (w *worker) giveFetch(f *fetchData) {
	if len(w.fetch) < keepFetch {
		w.fetch = append(w.fetch, f)
	}
}
