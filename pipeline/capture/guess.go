package capture

import (
	"bytes"
	"fmt"
)

// known are the beginnings of formats that are not read, so that a fault can say what to do.
var known = [...]struct{ magic, advice string }{
	{"snoop\x00\x00\x00", "this is a snoop capture; convert it first: editcap -F pcapng IN OUT"},
	{"GMBU", "this is a Network Monitor capture; convert it first: editcap -F pcapng IN OUT"},
	{"RTSS", "this is a Network Monitor 1 capture; convert it first: editcap -F pcapng IN OUT"},
	{"\xfd7zXZ\x00", "this is xz; unpack it first: xz -dc FILE | imaplog -r -"},
	{"BZh", "this is bzip2; unpack it first: bzip2 -dc FILE | imaplog -r -"},
	{"\x04\x22\x4d\x18", "this is lz4; unpack it first: lz4 -dc FILE | imaplog -r -"},
	{"PK\x03\x04", "this is a zip archive; unpack it first"},
	{"\x1f\x8b", "this is packed twice; unpack it first: gzip -dc FILE | imaplog -r -"},
	{"\x28\xb5\x2f\xfd", "this is packed twice; unpack it first: zstd -dc FILE | imaplog -r -"},
}

// guess says what a file that is no capture may be. It shows nothing of a text: that could be anything.
func guess(p []byte) string {
	for _, k := range known {
		if len(p) >= len(k.magic) && bytes.HasPrefix(p, []byte(k.magic)) || bytes.HasPrefix([]byte(k.magic), p) {
			return k.advice
		}
	}
	for _, c := range p[:4] {
		if c != '\t' && c != '\n' && c != '\r' && (c < ' ' || c > '~') {
			return fmt.Sprintf("it begins with the octets %x, neither pcap nor pcapng", p[:4])
		}
	}
	return "it looks like a text; pcap and pcapng are read, also within gzip and zstd"
}
