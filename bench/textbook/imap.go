package main

import (
	"bufio"
	"bytes"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"
)

// lines reads IMAP lines and passes over literals.
type lines struct {
	from *bufio.Reader
	at   func() time.Time
}

// next gives the next line, a literal within it left out.
func (l *lines) next() (string, error) {
	var whole []byte
	for {
		line, err := l.from.ReadBytes('\n')
		if err != nil {
			return "", err
		}
		line = bytes.TrimRight(line, "\r\n")
		whole = append(whole, line...)
		n, ok := literal(line)
		if !ok {
			return string(whole), nil
		}
		if _, err := io.CopyN(io.Discard, l.from, n); err != nil {
			return "", err
		}
	}
}

// literal gives the size of the literal that the line announces.
func literal(line []byte) (int64, bool) {
	open := bytes.LastIndexByte(line, '{')
	if open < 0 || line[len(line)-1] != '}' {
		return 0, false
	}
	n, err := strconv.ParseInt(strings.TrimSuffix(string(line[open+1:len(line)-1]), "+"), 10, 64)
	return n, err == nil && n >= 0
}

// command waits for its answer.
type command struct {
	name string
	at   time.Time
}

// connection pairs the commands of one side with the responses of the other.
type connection struct {
	key
	log *log

	mu   sync.Mutex
	open map[string]command
}

func newConnection(k key, l *log) *connection {
	return &connection{key: k, log: l, open: map[string]command{}}
}

func (c *connection) client(l *lines) {
	for {
		line, err := l.next()
		if err != nil {
			return
		}
		tag, rest, ok := strings.Cut(line, " ")
		if !ok {
			continue // DONE, or a SASL answer
		}
		name, args, _ := strings.Cut(rest, " ")
		name = strings.ToUpper(name)
		if name == "UID" {
			sub, _, _ := strings.Cut(args, " ")
			name += " " + strings.ToUpper(sub)
		}
		c.mu.Lock()
		c.open[tag] = command{name, l.at()}
		c.mu.Unlock()
	}
}

func (c *connection) server(l *lines) {
	for {
		line, err := l.next()
		if err != nil {
			return
		}
		tag, rest, _ := strings.Cut(line, " ")
		if tag == "*" || tag == "+" {
			continue
		}
		c.mu.Lock()
		cmd, ok := c.open[tag]
		delete(c.open, tag)
		c.mu.Unlock()
		if ok {
			status, text, _ := strings.Cut(rest, " ")
			c.log.write(c, tag, cmd, status, text, l.at())
		}
	}
}
