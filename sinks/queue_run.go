package sinks

import "context"

// run moves items from the queue to the sink until the queue is closed and empty.
func (q *Queue) run() {
	defer close(q.done)
	flusher, _ := q.sink.(Flusher)
	for it := range q.in {
		if it.reply != nil {
			it.reply <- q.sync(it.ctx)
			continue
		}
		if q.err() != nil {
			q.drop(it.batch, it.records, DroppedWriteError)
			continue
		}
		// What was queued is written even when the program is told to stop: to give up is whose call Sync is.
		if err := q.sink.Write(context.Background(), it.batch); err != nil {
			q.failed.CompareAndSwap(nil, &failure{err})
		}
		if flusher != nil && len(q.in) == 0 && q.err() == nil {
			if err := flusher.Flush(); err != nil {
				q.failed.CompareAndSwap(nil, &failure{err})
			}
		}
	}
}

func (q *Queue) sync(ctx context.Context) error {
	err := q.sink.Sync(ctx)
	if first := q.err(); first != nil {
		return first
	}
	return err
}
