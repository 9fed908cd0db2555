package packet

import (
	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"
)

// IPv4 options that hold a source route (RFC 791 section 3.1).
const (
	optionLooseRoute  = 131
	optionStrictRoute = 137
)

// readIP4 reads an IPv4 header (RFC 791 section 3.1).
func (d *Decoder) readIP4() layer {
	w, h := &d.walk, &d.ip4
	// Options are decoded last, so an error there leaves all else in place; other errors are the header's.
	err := h.DecodeFromBytes(w.b, gopacket.NilDecodeFeedback)
	if len(w.b) < ip4Header {
		return w.short(ip4Header, CauseBadIPHeader)
	}
	header, total := int(h.IHL)*4, int(w.word(2))
	if total == 0 {
		total = w.n
	}
	switch {
	case h.Version != 4 || header < ip4Header || total < header:
		return w.fail(CauseBadIPHeader)
	case header > len(w.b):
		return w.short(header, CauseBadIPHeader)
	}
	w.src, w.dst = mapped(h.SrcIP), mapped(h.DstIP)
	if err == nil {
		w.sourceRoute(h.Options)
	}
	key := datagramKey{src: w.src, dst: w.dst, id: uint32(h.Id), protocol: uint8(h.Protocol)}
	w.promise(total)
	w.skip(header)
	if offset, more := int(h.FragOffset)*8, h.Flags&layers.IPv4MoreFragments != 0; offset != 0 || more {
		if !leads(key.protocol) {
			return w.notTCP()
		}
		if !d.defragment(key, offset, more) {
			return done
		}
	}
	protocol := key.protocol
	for protocol == protocolAH {
		var ok bool
		if protocol, ok = w.skipAH(); !ok {
			return done
		}
	}
	return w.upper(version4, protocol)
}

// sourceRoute takes the last hop of a source route that is not yet through for the destination, as the TCP checksum
// does (RFC 1122 section 3.2.1.8):
//
//	type, length, pointer from 4, addresses
func (w *walk) sourceRoute(options []layers.IPv4Option) {
	for _, o := range options {
		if o.OptionType != optionLooseRoute && o.OptionType != optionStrictRoute {
			continue
		}
		if n := len(o.OptionData); n >= 5 && int(o.OptionData[0]) <= n-1 && (n-1)%4 == 0 {
			w.dst = mapped(o.OptionData[n-4:])
		}
	}
}
