package imap

import (
	"encoding/binary"
	"unsafe"
)

// knownWord is a known atom: a command, a status, the name of untagged data. Its name in upper case costs nothing to give.
type knownWord struct {
	name    string
	lo, hi  uint64 // fold of name
	class   wordClass
	command *Command // named so; nil: no command
	uid     *Command // "UID " + name; nil: no such form
}

type wordClass uint8

const (
	wordTagged   wordClass = 1 << iota // answers a tag: OK, NO, BAD
	wordStatus                         // all five status words
	wordData                           // names untagged data: "* NAME …"
	wordNumbered                       // names untagged data about a number: "* n NAME …"
	wordCode                           // is a response code
)

// wordTableSize leaves five slots in six free: words are found at the first look.
const wordTableSize = 1024

// wordIndex is a known word's place in wordList; 0 is no word, with an empty name and no class.
type wordIndex uint8

// wordTable is open addressing over the hash of a folded word. Both are written once, before main.
var wordTable, wordList = buildWords()

// dataNames are the names of untagged data (RFC 9051 §7.2 to §7.4 and the extensions) that stand right after "* ".
var dataNames = [...]string{"CAPABILITY", "ENABLED", "LIST", "LSUB", "XLIST", "FLAGS", "SEARCH", "ESEARCH", "SORT", "THREAD", "STATUS",
	"NAMESPACE", "ID", "QUOTA", "QUOTAROOT", "ACL", "MYRIGHTS", "LISTRIGHTS", "METADATA", "VANISHED", "LANGUAGE", "COMPARATOR",
	"CONVERSION", "GENURLAUTH", "URLFETCH", "JMAPACCESS", "UIDBATCHES", "RLIST", "RLSUB", "XAPPLEPUSHSERVICE"}

// numberedNames are the names of untagged data that stand after a number.
var numberedNames = [...]string{"EXISTS", "RECENT", "EXPUNGE", "FETCH", "UIDFETCH", "CONVERTED"}

func buildWords() (table [wordTableSize]wordIndex, list [256]knownWord) {
	used := 1
	add := func(name string) *knownWord {
		for i := range used {
			if list[i].name == name {
				return &list[i]
			}
		}
		lo, hi := fold(viewBytes(name))
		list[used] = knownWord{name: name, lo: lo, hi: hi}
		slot := wordHash(lo, hi)
		for table[slot] != 0 {
			slot = (slot + 1) % wordTableSize
		}
		table[slot] = wordIndex(used)
		used++
		return &list[used-1]
	}
	for i := range commandTable {
		if c := &commandTable[i]; c.IsUID() {
			add(c.name[4:]).uid = c
		} else {
			add(c.name).command = c
		}
	}
	for _, name := range [...]string{StatusOK, StatusNO, StatusBAD} {
		add(name).class |= wordTagged | wordStatus
	}
	for _, name := range [...]string{StatusBYE, StatusPreauth} {
		add(name).class |= wordStatus
	}
	for _, name := range dataNames {
		add(name).class |= wordData
	}
	for _, name := range numberedNames {
		add(name).class |= wordNumbered
	}
	for _, name := range codeNames {
		add(name).class |= wordCode
	}
	return table, list
}

// maxWord is the length of the longest known word, AUTHENTICATIONFAILED.
const maxWord = 20

// lookupWord finds a known word in any case; 0 if it is none.
func lookupWord(b []byte) wordIndex {
	if len(b) < 2 || len(b) > maxWord {
		return 0
	}
	lo, hi := fold(b)
	for slot := wordHash(lo, hi); ; slot = (slot + 1) % wordTableSize {
		i := wordTable[slot]
		if i == 0 {
			return 0
		}
		w := &wordList[i]
		if w.lo == lo && w.hi == hi && len(w.name) == len(b) {
			if len(b) > 16 && !equalFold(b[8:len(b)-8], w.name[8:len(b)-8]) {
				return 0
			}
			return i
		}
	}
}

// fold packs the first and the last eight octets of a word, bit 0x20 cleared: that makes letters upper case, and makes no letter
// of anything else. Shorter words are read twice over; with the length it stays unambiguous.
func fold(b []byte) (lo, hi uint64) {
	const letters = 0x2020202020202020
	switch n := len(b); {
	case n >= 8:
		return binary.LittleEndian.Uint64(b) &^ letters, binary.LittleEndian.Uint64(b[n-8:]) &^ letters
	case n >= 4:
		return (uint64(binary.LittleEndian.Uint32(b)) | uint64(binary.LittleEndian.Uint32(b[n-4:]))<<32) &^ letters, 0
	case n >= 2:
		return (uint64(binary.LittleEndian.Uint16(b)) | uint64(b[n-1])<<16) &^ letters, 0
	}
	return 0, 0
}

// wordHash mixes a folded word by two odd 64-bit constants (the golden ratio, and its square root's fraction).
func wordHash(lo, hi uint64) uint64 {
	return ((lo*0x9e3779b97f4a7c15 ^ hi*0xc2b2ae3d27d4eb4f) >> 48) % wordTableSize
}

func (i wordIndex) name() string      { return wordList[i].name }
func (i wordIndex) command() *Command { return wordList[i].command }

// is says whether the word has one of the classes.
func (i wordIndex) is(class wordClass) bool { return wordList[i].class&class != 0 }

// viewBytes and viewString look at the same octets without a copy; nobody may write to them.
func viewBytes(s string) []byte  { return unsafe.Slice(unsafe.StringData(s), len(s)) }
func viewString(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
