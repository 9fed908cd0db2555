package session

import (
	"bytes"
	"encoding/binary"
	"net/netip"

	"github.com/imaplog/imaplog/layer/tls"
)

// The PROXY protocol (haproxy, doc/proxy-protocol.txt) puts one header before all else that the client sends.
const (
	proxyV1    = "PROXY "
	proxyV2    = "\r\n\r\n\x00\r\nQUIT\n"
	maxProxyV1 = 107     // the longest line of version 1, CRLF included
	maxProxyV2 = 4 << 10 // addresses and TLVs; the protocol asks senders to stay below 536
)

// proxyHeader reads a header at the front of b: tls.Yes gives its length, tls.No says that there is none.
func (s *conn) proxyHeader(b []byte) (n int, verdict tls.Verdict) {
	switch {
	case startsOrIsStart(b, proxyV2):
		return s.proxyVersion2(b)
	case startsOrIsStart(b, proxyV1):
		return s.proxyVersion1(b)
	}
	return 0, tls.No
}

// startsOrIsStart says whether b starts with want, or want with b.
func startsOrIsStart(b []byte, want string) bool {
	n := min(len(b), len(want))
	return string(b[:n]) == want[:n]
}

// proxyVersion1 reads "PROXY TCP4 192.0.2.1 192.0.2.2 56324 143" CRLF, or "PROXY UNKNOWN …".
func (s *conn) proxyVersion1(b []byte) (int, tls.Verdict) {
	end := bytes.IndexByte(b[:min(len(b), maxProxyV1)], '\n')
	if end < 0 {
		if len(b) >= maxProxyV1 {
			return 0, tls.No
		}
		return 0, tls.More
	}
	words := bytes.Fields(b[:end])
	if len(words) < 2 {
		return 0, tls.No
	}
	switch string(words[1]) {
	case "UNKNOWN":
		return end + 1, tls.Yes
	case "TCP4", "TCP6":
	default:
		return 0, tls.No
	}
	if len(words) != 6 {
		return 0, tls.No
	}
	addr, err := netip.ParseAddr(string(words[2]))
	port, rest, ok := number(words[4])
	if err != nil || !ok || len(rest) > 0 || port > 1<<16-1 {
		return 0, tls.No
	}
	s.forward(addr.String(), uint16(port), forwardedByProxy)
	return end + 1, tls.Yes
}

// proxyVersion2 reads the binary form: signature, version and command, family, length, addresses.
func (s *conn) proxyVersion2(b []byte) (int, tls.Verdict) {
	const fixed = len(proxyV2) + 4
	if len(b) < fixed {
		return 0, tls.More
	}
	kind, family := b[len(proxyV2)], b[len(proxyV2)+1]
	length := int(binary.BigEndian.Uint16(b[len(proxyV2)+2:]))
	if kind>>4 != 2 || length > maxProxyV2 {
		return 0, tls.No
	}
	if len(b) < fixed+length {
		return 0, tls.More
	}
	body := b[fixed : fixed+length]
	const local = 0x20 // the proxy speaks for itself: a health check
	switch {
	case kind == local:
	case family == 0x11 && length >= 12:
		s.forward(netip.AddrFrom4([4]byte(body)).String(), binary.BigEndian.Uint16(body[8:]), forwardedByProxy)
	case family == 0x21 && length >= 36:
		s.forward(netip.AddrFrom16([16]byte(body)).String(), binary.BigEndian.Uint16(body[32:]), forwardedByProxy)
	}
	return fixed + length, tls.Yes
}
