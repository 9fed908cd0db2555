package main

import (
	"bufio"
	"encoding/json"
	"io"
	"sync"
	"time"
)

// record is what is logged of a transaction.
type record struct {
	Time       time.Time `json:"ts"`
	ClientIP   string    `json:"client_ip"`
	ClientPort string    `json:"client_port"`
	ServerIP   string    `json:"server_ip"`
	Tag        string    `json:"tag"`
	Command    string    `json:"command"`
	Status     string    `json:"status"`
	Text       string    `json:"text"`
	LatencyUS  int64     `json:"latency_us"`
}

// log writes records from many goroutines.
type log struct {
	mu  sync.Mutex
	out *bufio.Writer
	enc *json.Encoder
	err error
}

func newLog(out io.Writer) *log {
	w := bufio.NewWriterSize(out, 1<<16)
	return &log{out: w, enc: json.NewEncoder(w)}
}

func (l *log) write(c *connection, tag string, cmd command, status, text string, at time.Time) {
	r := record{
		Time: cmd.at, ClientIP: c.net.Src().String(), ClientPort: c.transport.Src().String(), ServerIP: c.net.Dst().String(),
		Tag: tag, Command: cmd.name, Status: status, Text: text, LatencyUS: at.Sub(cmd.at).Microseconds(),
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.enc.Encode(r); err != nil && l.err == nil {
		l.err = err
	}
}

func (l *log) flush() error {
	if err := l.out.Flush(); err != nil {
		return err
	}
	return l.err
}
