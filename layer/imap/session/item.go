package session

import "bytes"

// itemSet is a set of kinds of FETCH data: what a command asked for, what a response holds.
type itemSet uint16

const (
	itemFlags itemSet = 1 << iota
	itemUID
	itemDate
	itemSize
	itemEnvelope
	itemStructure
	itemModSeq
	itemContent // BODY[…], BINARY[…], RFC822, RFC822.TEXT, RFC822.HEADER
	itemOther
)

// fetchMacro gives what the macros stand for (RFC 9051 section 6.4.5).
func fetchMacro(name []byte) itemSet {
	switch {
	case fold(name, "ALL"):
		return itemFlags | itemDate | itemSize | itemEnvelope
	case fold(name, "FAST"):
		return itemFlags | itemDate | itemSize
	case fold(name, "FULL"):
		return itemFlags | itemDate | itemSize | itemEnvelope | itemStructure
	}
	return 0
}

// itemKind tells what an item's name asks for, or in a response is. peek says that asking for it sets no \Seen.
//
//	fetch-att = "ENVELOPE" / "FLAGS" / "INTERNALDATE" / "RFC822.SIZE" / "BODY" ["STRUCTURE"] / "UID" /
//	            "BODY" section [partial] / "BODY.PEEK" section [partial] / "BINARY" [".PEEK"] section-binary [partial] / …
func itemKind(name []byte) (kind itemSet, peek bool) {
	base := name
	section := bytes.IndexByte(name, '[')
	if section >= 0 {
		base = name[:section]
	}
	switch {
	case fold(base, "FLAGS"):
		return itemFlags, false
	case fold(base, "UID"):
		return itemUID, false
	case fold(base, "INTERNALDATE"):
		return itemDate, false
	case fold(base, "RFC822.SIZE"):
		return itemSize, false
	case fold(base, "ENVELOPE"):
		return itemEnvelope, false
	case fold(base, "BODYSTRUCTURE"):
		return itemStructure, false
	case fold(base, "MODSEQ"):
		return itemModSeq, false
	case fold(base, "BODY"), fold(base, "BINARY"):
		if section < 0 {
			return itemStructure, false
		}
		return itemContent, false
	case fold(base, "BODY.PEEK"), fold(base, "BINARY.PEEK"):
		return itemContent, true
	case fold(base, "RFC822"), fold(base, "RFC822.TEXT"):
		return itemContent, false
	case fold(base, "RFC822.HEADER"):
		return itemContent, true
	}
	return itemOther, false
}

// fold says whether b is the upper-case word in any case.
func fold(b []byte, word string) bool {
	if len(b) != len(word) {
		return false
	}
	for i, c := range b {
		if c != word[i] && (c < 'a' || c > 'z' || c-0x20 != word[i]) {
			return false
		}
	}
	return true
}

// upper copies b in upper case to dst.
func upper(dst, b []byte) []byte {
	for _, c := range b {
		if c >= 'a' && c <= 'z' {
			c -= 0x20
		}
		dst = append(dst, c)
	}
	return dst
}
