package capture_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/google/gopacket"
	"github.com/google/gopacket/pcapgo"
	"github.com/klauspost/compress/zstd"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// theirs reads with gopacket, which does not unpack zstd.
func theirs(octets []byte) (all []string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	switch {
	case bytes.HasPrefix(octets, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(bytes.NewReader(octets))
		if err != nil {
			return nil, err
		}
		octets, _ = io.ReadAll(z)
	case bytes.HasPrefix(octets, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		z, err := zstd.NewReader(bytes.NewReader(octets))
		if err != nil {
			return nil, err
		}
		defer z.Close()
		octets, _ = io.ReadAll(z)
	}
	var r interface {
		ReadPacketData() ([]byte, gopacket.CaptureInfo, error)
	}
	if len(octets) >= 4 && octets[0] == 0x0a {
		r, err = pcapgo.NewNgReader(bytes.NewReader(octets), pcapgo.NgReaderOptions{WantMixedLinkType: true, SkipUnknownVersion: true})
	} else {
		var p *pcapgo.Reader
		if p, err = pcapgo.NewReader(bytes.NewReader(octets)); err == nil {
			p.SetSnaplen(1 << 31) // many files have longer packets than they say
			r = p
		}
	}
	if err != nil {
		return nil, err
	}
	for {
		data, info, err := r.ReadPacketData()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return all, err
		}
		at := info.Timestamp
		if at.IsZero() {
			at = time.Unix(0, 0)
		}
		all = append(all, line(capture.Time(at.UnixNano()), max(info.Length, len(data)), data))
	}
}
