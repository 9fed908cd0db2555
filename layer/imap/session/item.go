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
	if section := bytes.IndexByte(name, '['); section >= 0 {
		return kindOf(name[:section], true)
	}
	return kindOf(name, false)
}

// kindOf is itemKind of a name whose section is cut off, if it has one. Lengths tell most names apart.
func kindOf(base []byte, section bool) (kind itemSet, peek bool) {
	switch len(base) {
	case 3:
		if fold(base, "UID") {
			return itemUID, false
		}
	case 4:
		if fold(base, "BODY") {
			return bodyKind(section), false
		}
	case 5:
		if fold(base, "FLAGS") {
			return itemFlags, false
		}
	case 6:
		switch {
		case fold(base, "BINARY"):
			return bodyKind(section), false
		case fold(base, "MODSEQ"):
			return itemModSeq, false
		case fold(base, "RFC822"):
			return itemContent, false
		}
	case 8:
		if fold(base, "ENVELOPE") {
			return itemEnvelope, false
		}
	case 9:
		if fold(base, "BODY.PEEK") {
			return itemContent, true
		}
	case 11:
		switch {
		case fold(base, "RFC822.SIZE"):
			return itemSize, false
		case fold(base, "RFC822.TEXT"):
			return itemContent, false
		case fold(base, "BINARY.PEEK"):
			return itemContent, true
		}
	case 12:
		if fold(base, "INTERNALDATE") {
			return itemDate, false
		}
	case 13:
		switch {
		case fold(base, "RFC822.HEADER"):
			return itemContent, true
		case fold(base, "BODYSTRUCTURE"):
			return itemStructure, false
		}
	}
	return itemOther, false
}

// bodyKind tells content from structure, which has no section.
func bodyKind(section bool) itemSet {
	if section {
		return itemContent
	}
	return itemStructure
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
