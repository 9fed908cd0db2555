package filter

import (
	"net/netip"
	"strconv"
	"strings"
)

// number reads a whole number as C writes it: decimal, 0 and octal, 0x and hexadecimal.
func number(s string) (uint32, bool) {
	if s == "" || s[0] < '0' || s[0] > '9' || strings.IndexByte(s, '_') >= 0 {
		return 0, false
	}
	base := 10
	switch {
	case len(s) > 2 && (s[1] == 'x' || s[1] == 'X'):
		base, s = 16, s[2:]
	case len(s) > 1 && s[0] == '0':
		base, s = 8, s[1:]
	}
	n, err := strconv.ParseUint(s, base, 32)
	return uint32(n), err == nil
}

// parseMAC reads an Ethernet address: six hexadecimal numbers of one or two digits parted by ":", "-" or ".",
// three of four digits parted by ".", or twelve digits.
func parseMAC(s string) (mac [6]byte, ok bool) {
	if len(s) == 12 && strings.Trim(s, "0123456789abcdefABCDEF") == "" {
		s = s[:4] + "." + s[4:8] + "." + s[8:]
	}
	for _, sep := range []string{":", "-", "."} {
		parts := strings.Split(s, sep)
		if len(parts) == 3 && sep == "." && len(s) == 14 {
			parts = []string{s[0:2], s[2:4], s[5:7], s[7:9], s[10:12], s[12:14]}
		}
		if len(parts) != len(mac) {
			continue
		}
		for i, part := range parts {
			n, err := strconv.ParseUint(part, 16, 8)
			if err != nil || len(part) > 2 {
				return mac, false
			}
			mac[i] = byte(n)
		}
		return mac, true
	}
	return mac, false
}

// parseDotted reads one to four octets parted by dots, as in "192.168", and says how many there were. The octets
// stand at the upper end of addr.
func parseDotted(s string) (addr uint32, octets int, ok bool) {
	for part := range strings.SplitSeq(s, ".") {
		n, err := strconv.ParseUint(part, 10, 8)
		if err != nil || octets == 4 {
			return 0, 0, false
		}
		addr |= uint32(n) << (24 - 8*octets)
		octets++
	}
	return addr, octets, true
}

// network is an address and the mask of the bits that count: four octets for IPv4, sixteen for IPv6.
type network struct {
	addr, mask []byte
}

func network4(addr, mask uint32) network {
	return network{addr: be32(addr), mask: be32(mask)}
}

func be32(n uint32) []byte { return []byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)} }

// prefixMask returns a mask of n set bits over size octets.
func prefixMask(n, size int) []byte {
	m := make([]byte, size)
	for i := range n {
		m[i/8] |= 0x80 >> (i % 8)
	}
	return m
}

// stray says whether addr has bits outside its mask.
func (n network) stray() bool {
	for i := range n.addr {
		if n.addr[i]&^n.mask[i] != 0 {
			return true
		}
	}
	return false
}

func (n network) whole() bool {
	for _, m := range n.mask {
		if m != 0xff {
			return false
		}
	}
	return true
}

// parse6 reads an IPv6 address without a zone.
func parse6(s string) ([]byte, bool) {
	a, err := netip.ParseAddr(s)
	if err != nil || !a.Is6() || a.Zone() != "" {
		return nil, false
	}
	b := a.As16()
	return b[:], true
}
