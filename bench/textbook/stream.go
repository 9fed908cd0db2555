package main

import (
	"bufio"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"
	"github.com/google/gopacket/tcpassembly"
	"github.com/google/gopacket/tcpassembly/tcpreader"
)

// imapPort is the server's.
const imapPort = layers.TCPPort(143)

// key is a connection, seen from the client.
type key struct{ net, transport gopacket.Flow }

// factory makes a stream for each direction of a connection, and a goroutine that reads it.
type factory struct {
	log         *log
	connections map[key]*connection
	wait        sync.WaitGroup
}

// stream is a direction: a reader that remembers when the octets were seen.
type stream struct {
	tcpreader.ReaderStream
	seen atomic.Int64
}

// Reassembled hands octets to the goroutine.
func (s *stream) Reassembled(r []tcpassembly.Reassembly) {
	s.seen.Store(r[0].Seen.UnixNano())
	s.ReaderStream.Reassembled(r)
}

func (s *stream) at() time.Time { return time.Unix(0, s.seen.Load()).UTC() }

// New is called by the assembler.
func (f *factory) New(net, transport gopacket.Flow) tcpassembly.Stream {
	s := &stream{ReaderStream: tcpreader.NewReaderStream()}
	toServer := transport.Dst() == layers.NewTCPPortEndpoint(imapPort)
	k := key{net, transport}
	if !toServer {
		k = key{net.Reverse(), transport.Reverse()}
	}
	c := f.connections[k]
	if c == nil {
		c = newConnection(k, f.log)
		f.connections[k] = c
	} else {
		delete(f.connections, k) // both directions are there
	}
	f.wait.Go(func() {
		lines := &lines{from: bufio.NewReader(s), at: s.at}
		if toServer {
			c.client(lines)
		} else {
			c.server(lines)
		}
		tcpreader.DiscardBytesToEOF(s)
	})
	return s
}
