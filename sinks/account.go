package sinks

import (
	"slices"
	"strings"
	"sync"

	"github.com/imaplog/imaplog/schemas"
)

// Reasons for dropping a record, as the account names them.
const (
	DroppedQueueFull  = "queue_full"  // the sink was too slow on a wire
	DroppedCancelled  = "cancelled"   // the program was told to stop while the sink was too slow
	DroppedWriteError = "write_error" // the sink failed
)

// Account counts the records of one sink. It is safe for concurrent use; its zero value is ready.
type Account struct {
	mu                         sync.Mutex
	parsed, delivered, dropped uint64
	by                         schemas.Counts // in order of names
}

// Parsed counts n records as meant for the sink; until delivered or dropped they are waiting.
func (a *Account) Parsed(n int) {
	a.mu.Lock()
	a.parsed += uint64(n)
	a.mu.Unlock()
}

// Delivered counts n waiting records as confirmed.
func (a *Account) Delivered(n int) {
	a.mu.Lock()
	a.delivered += uint64(n)
	a.mu.Unlock()
}

// Dropped counts n waiting records as given up.
func (a *Account) Dropped(n int, reason string) {
	if n == 0 {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.dropped += uint64(n)
	a.by = add(a.by, reason, uint64(n))
}

func add(counts schemas.Counts, name string, n uint64) schemas.Counts {
	i, found := slices.BinarySearchFunc(counts, name, func(c schemas.Count, name string) int { return strings.Compare(c.Name, name) })
	if !found {
		counts = slices.Insert(counts, i, schemas.Count{Name: name})
	}
	counts[i].N += n
	return counts
}

// Stats gives the account as of one moment.
func (a *Account) Stats() schemas.SinkStats {
	a.mu.Lock()
	defer a.mu.Unlock()
	return schemas.SinkStats{
		Parsed: a.parsed, Delivered: a.delivered, Dropped: a.dropped,
		Waiting: a.parsed - a.delivered - a.dropped, DroppedBy: slices.Clone(a.by),
	}
}
