package capture

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

const (
	// packedRead is how much of a packed file is read at a time. Reads of at least minRead pass it by, so that all but the head of
	// a file that is not packed is read straight into the chunk.
	packedRead = minRead
	// maxZstdWindow is what zstd(1) unpacks without being asked to (--long=27). It bounds a decoder's memory.
	maxZstdWindow = 128 << 20
)

// unpacker finds out by the first octets whether a file is packed, and unpacks it. It is used for one file after the other.
type unpacker struct {
	in   *bufio.Reader
	gzip *gzip.Reader
	zstd *zstd.Decoder
}

// reset makes u read r, which must not have been read yet.
func (u *unpacker) reset(r io.Reader) {
	if u.in == nil {
		u.in = bufio.NewReaderSize(r, packedRead)
		return
	}
	u.in.Reset(r)
}

// open returns the unpacked octets, and gzip, zstd or nothing. It fails with errQuiet while a pipe is silent.
// patience is called before the first octets are unpacked: from then on nobody wants to hear errQuiet.
func (u *unpacker) open(patience func()) (io.Reader, string, error) {
	magic, err := u.in.Peek(4)
	switch {
	case errors.Is(err, errQuiet):
		return nil, "", err
	case len(magic) == 0 && (err == io.EOF || err == nil):
		return nil, "", noCapture("the file is empty")
	case err != nil && err != io.EOF:
		return nil, "", err
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}): // RFC 1952 section 2.3.1
		patience()
		r, err := u.gunzip()
		return r, "gzip", err
	case isZstd(magic):
		patience()
		r, err := u.unzstd()
		return r, "zstd", err
	}
	return u.in, "", nil
}

// isZstd knows a frame and a skippable frame (RFC 8878 sections 3.1.1 and 3.1.2), with which some packers begin.
func isZstd(p []byte) bool {
	return len(p) == 4 && (bytes.Equal(p, []byte{0x28, 0xb5, 0x2f, 0xfd}) ||
		p[0]&0xf0 == 0x50 && bytes.Equal(p[1:], []byte{0x2a, 0x4d, 0x18}))
}

// gunzip reads all members one after the other (RFC 1952 section 2.2).
func (u *unpacker) gunzip() (io.Reader, error) {
	var err error
	if u.gzip == nil {
		u.gzip, err = gzip.NewReader(u.in)
	} else {
		err = u.gzip.Reset(u.in)
	}
	if err != nil {
		return nil, err
	}
	return u.gzip, nil
}

func (u *unpacker) unzstd() (io.Reader, error) {
	if u.zstd == nil {
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(maxZstdWindow), zstd.WithDecoderMaxMemory(1<<63))
		if err != nil {
			return nil, fmt.Errorf("zstd: %w", err)
		}
		u.zstd = d
	}
	if err := u.zstd.Reset(u.in); err != nil {
		return nil, err
	}
	return u.zstd, nil
}

// close gives back what the decoders hold.
func (u *unpacker) close() {
	if u.zstd != nil {
		u.zstd.Close()
		u.zstd = nil
	}
}

// unpackError says what is wrong with the packing, or with the reading below it.
func unpackError(packed string, err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return fmt.Errorf("%w: its %s data ends early", ErrCut, packed)
	}
	return fmt.Errorf("%w: its %s data: %w", ErrCorrupt, packed, err)
}
