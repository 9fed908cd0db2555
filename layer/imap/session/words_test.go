package session

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Equal lists are made once; other ones, however many, never mix and are not kept for good.
func TestCapabilityLists(t *testing.T) {
	w := &worker{}
	first := w.capabilities([]byte("IMAP4rev1 IDLE"))
	if again := w.capabilities([]byte("IMAP4rev1 IDLE")); &again[0] != &first[0] {
		t.Error("made anew")
	}
	for i := range 3 * maxLists {
		list := fmt.Sprintf("IMAP4rev1 X%d", i)
		if got := w.capabilities([]byte(list)); !slices.Equal(got, strings.Fields(list)) {
			t.Errorf("%s: %q", list, got)
		}
		if len(w.lists) > maxLists {
			t.Fatalf("%d lists are kept", len(w.lists))
		}
	}
	long := []byte(strings.Repeat("A ", maxCapabilities*maxWord))
	before := len(w.lists)
	if got := w.capabilities(long); len(got) != maxCapabilities || len(w.lists) != before {
		t.Errorf("%d words, %d lists", len(got), len(w.lists))
	}
}
