package main

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
)

// input is a capture file.
type input struct {
	name    string
	octets  int64
	packets int64
}

// readInput counts the packets of a pcap file as generate writes it.
func readInput(name string) (*input, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 1<<20)
	in := &input{name: name}
	n, err := r.Discard(24)
	in.octets = int64(n)
	for err == nil {
		var head [16]byte
		if _, err = io.ReadFull(r, head[:]); err != nil {
			break
		}
		length := int(binary.LittleEndian.Uint32(head[8:]))
		if _, err = r.Discard(length); err == nil {
			in.packets++
			in.octets += int64(len(head) + length)
		}
	}
	if !errors.Is(err, io.EOF) || in.packets == 0 {
		return nil, fmt.Errorf("%s is no whole capture: %w", name, err)
	}
	return in, nil
}

// perPacket gives nanoseconds for a packet.
func (in *input) perPacket(seconds float64) float64 { return seconds * 1e9 / float64(in.packets) }
