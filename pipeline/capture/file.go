package capture

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"
)

// file is a capture being read: unpacked, detected and cut into packets, as far as the octets that came allow.
type file struct {
	*kit
	in  *input
	raw *raw

	octets io.Reader // unpacked; nil until the first octets came
	packed string
	format format // nil until the first four octets came
	offset int64  // of the window's front
	skip   int64  // octets to be passed over unread
	need   int    // octets in a row without which there is no next step

	passed uint64 // blocks passed over
}

// kit is what files are read with, one after the other.
type kit struct {
	at     cursor // goes on counting
	win    window // has nothing unparsed between files, and goes on in the chunk that was begun
	unpack unpacker
	report func(*Fault)

	count  atomic.Int64 // octets read, as they stand on disk
	closed atomic.Bool  // whatever reads is to end
}

// open opens in.
func (k *kit) open(in *input) (*file, error) {
	r, err := in.open()
	if err != nil {
		return nil, err
	}
	f := &file{kit: k, in: in, need: 4}
	f.raw = &raw{from: r, closed: &k.closed, octets: &k.count}
	if in.size < 0 {
		switch r := r.(type) {
		case *os.File:
			f.raw.pipe = r
		case stdin:
			f.raw.pipe = r.File
		}
	}
	k.at.origin = &Origin{Name: in.name, Before: k.at.packet}
	k.unpack.reset(f.raw)
	return f, nil
}

// fill appends packets to b until it is full or what was read is used up. It reads only while b is empty, so that packets of
// a slow pipe do not wait for others. io.EOF and damage (a *Fault) may come with the last packets; errQuiet without any.
func (f *file) fill(b *Batch) error {
	if f.octets == nil {
		var err error
		f.octets, f.packed, err = f.unpack.open(func() { f.raw.patient = true })
		if err != nil {
			return f.fault(f.readError(err))
		}
	}
	for {
		if err := f.parse(b); err != nil {
			return f.fault(err)
		}
		if len(b.Packets) > 0 {
			return nil
		}
		n, err := f.read()
		if n > 0 {
			continue // an error will come again
		}
		if errors.Is(err, io.EOF) {
			return f.end()
		}
		if err != nil {
			return f.fault(f.readError(err))
		}
	}
}

// read reads once; more often where octets are unpacked in small pieces and none of them has to be waited for.
func (f *file) read() (int, error) {
	n, err := f.win.read(f.octets, f.need)
	for m := n; m > 0 && err == nil && f.packed != "" && f.in.size >= 0 && f.win.room() >= minRead; n += m {
		m, err = f.win.read(f.octets, f.need)
	}
	return n, err
}

// parse cuts what is at hand.
func (f *file) parse(b *Batch) error {
	if f.skip > 0 {
		there := min(f.skip, int64(len(f.win.bytes())))
		f.win.advance(there)
		f.offset += there
		f.skip -= there
		if f.skip > 0 {
			return nil
		}
	}
	p := f.win.bytes()
	if f.format == nil {
		var err error
		if f.format, err = detect(p, &f.at, f.tell); f.format == nil {
			return err
		}
	}
	used, need, err := f.format.parse(p, b)
	f.skip = f.win.advance(used)
	f.offset += used - f.skip
	f.need = need
	return err
}

// end tells a capture that is complete from one that is cut.
func (f *file) end() error {
	left := len(f.win.bytes())
	switch {
	case f.format == nil:
		return f.fault(noCapture("it has %d octets only", left))
	case f.skip > 0:
		return f.fault(fmt.Errorf("%w: %d octets of a block are missing", ErrCut, f.skip))
	case left > 0 || f.offset == 0:
		return f.fault(fmt.Errorf("%w: %d of %d octets are there", ErrCut, left, f.need))
	}
	return io.EOF
}

// tell hears of a block that had to be passed over, which begins used octets behind the front of the window. Only the first of
// a file is a fault of its own: a file can have millions.
func (f *file) tell(used int64, err error) {
	f.passed++
	if f.passed == 1 {
		f.report(f.faultAt(f.offset+used, err))
	}
}

// close ends the reading and tells how much was passed over.
func (f *file) close() {
	if f.passed > 1 {
		f.report(&Fault{File: f.in.path, Err: corrupt("%d more packets of this file were passed over", f.passed-1)})
	}
	f.win.clear()
	_ = f.raw.from.Close() // it was only read
}

func (f *file) fault(err error) error {
	if errors.Is(err, errQuiet) {
		return err
	}
	return f.faultAt(f.offset, err)
}

func (f *file) faultAt(offset int64, err error) *Fault {
	fault := &Fault{File: f.in.path, Offset: offset, Packed: f.packed, Err: err}
	if f.format != nil {
		fault.Packet = f.at.packet - f.at.origin.Before + 1
	}
	return fault
}

// readError says what went wrong below the capture: the system's word, else the packing's.
func (f *file) readError(err error) error {
	switch {
	case errors.Is(err, errQuiet) || errors.Is(err, ErrNoCapture):
		return err
	case f.raw.broken != nil:
		return systemError("read", f.raw.broken)
	}
	return unpackError(f.packed, err)
}
