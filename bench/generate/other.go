package main

import "encoding/binary"

// stranger appends a frame that is no IMAP: DNS, ARP, or TCP of other ports.
func (g *generator) stranger(out []byte, stamp uint32) []byte {
	switch n := g.below(10); {
	case n < 1:
		return append(append(out, "\xff\xff\xff\xff\xff\xff\x02\x00\x00\x00\x00\x01\x08\x06\x00\x01\x08\x00\x06\x04\x00\x01\x02\x00\x00\x00\x00\x01\x0a\x00\x00\x01\x00\x00\x00\x00\x00\x00\x0a\x00\x00"...), byte(g.below(256)))
	case n < 4:
		return g.dns(out)
	}
	i := g.below(len(g.strangers))
	h := &g.strangers[i]
	size := g.between(0, 1000)
	text := g.mail.text[g.below(mailOctets-1000):][:size]
	out = h.frame(out, ack|psh, g.strangerSeq[i], 1, stamp, text)
	g.strangerSeq[i] += uint32(size)
	return out
}

// dns appends a question of RFC 1035 over UDP, without the checksum that IPv4 leaves free (RFC 768).
func (g *generator) dns(out []byte) []byte {
	const question = "\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x04mail\x07example\x03com\x00\x00\x01\x00\x01"
	start := len(out)
	out = append(out, "\x02\x00\x00\x00\x00\x01\x02\x00\x00\x00\x00\x02\x08\x00\x45\x00\x00\x00\x00\x00\x40\x00\x40\x11\x00\x00\x0a\x00\x00\x05\x0a\x00\x00\x35"...)
	out = binary.BigEndian.AppendUint16(out, uint16(g.between(1025, 65535)))
	out = binary.BigEndian.AppendUint16(out, 53)
	out = binary.BigEndian.AppendUint16(out, uint16(8+2+len(question)))
	out = append(out, 0, 0)
	out = binary.BigEndian.AppendUint16(out, uint16(g.below(65536)))
	out = append(out, question...)
	f := out[start:]
	binary.BigEndian.PutUint16(f[16:], uint16(len(f)-etherLen))
	binary.BigEndian.PutUint16(f[24:], fold(sum(f[etherLen:etherLen+ipv4Len], 0)))
	return out
}
