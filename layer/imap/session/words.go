package session

import (
	"bytes"

	"github.com/imaplog/imaplog/schemas"
)

// maxLists is how many lists of capabilities a worker keeps: servers are few and say the same to everybody.
const maxLists = 64

// lists holds the words of lists seen before. Sessions share them and never change them.
type lists map[string][]string

// capabilities gives the words of a list.
func (w *worker) capabilities(list []byte) []string {
	if known, ok := w.lists[string(list)]; ok {
		return known
	}
	if w.lists == nil {
		w.lists = make(lists)
	}
	if len(w.lists) == maxLists {
		clear(w.lists)
	}
	split := words(list, maxCapabilities)
	if len(list) <= maxCapabilities*maxWord {
		w.lists[string(list)] = split
	}
	return split
}

// words splits at spaces into strings of their own.
func words(list []byte, most int) (out []string) {
	for w := range bytes.FieldsSeq(list) {
		if len(out) == most {
			break
		}
		out = append(out, own(w, maxWord))
	}
	return out
}

// own makes a record's string of p, cut to limit octets, that may be kept.
func own(p []byte, limit int) string {
	var b [256]byte
	return string(schemas.AppendText(b[:0], p, limit))
}
