package jsonl

import (
	"bytes"
	"fmt"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// packer makes a complete frame of a buffer; the frame is valid until the next call.
type packer interface {
	frame(p []byte) []byte
}

func newPacker(c Compression) (packer, error) {
	switch c {
	case Gzip:
		z := &gzipPacker{}
		w, err := gzip.NewWriterLevel(&z.out, gzip.BestSpeed)
		z.w = w
		return z, err
	case Zstd:
		// One frame is one call, in the sink's goroutine: a window of the frame's size and no helpers.
		e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(frameBuffer))
		return &zstdPacker{e: e}, err
	}
	return nil, fmt.Errorf("no compression %d", c)
}

type gzipPacker struct {
	w   *gzip.Writer
	out bytes.Buffer
}

func (z *gzipPacker) frame(p []byte) []byte {
	z.out.Reset()
	z.w.Reset(&z.out)
	// Writes to a bytes.Buffer do not fail.
	_, _ = z.w.Write(p)
	_ = z.w.Close()
	return z.out.Bytes()
}

type zstdPacker struct {
	e   *zstd.Encoder
	out []byte
}

func (z *zstdPacker) frame(p []byte) []byte {
	z.out = z.e.EncodeAll(p, z.out[:0])
	return z.out
}
