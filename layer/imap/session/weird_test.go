package session

import (
	"os"
	"strings"
	"testing"
)

// Every anomaly that plaintext can show is shown by a transcript. Two need more: the memory of servers, and inflation.
func TestWeirdsReached(t *testing.T) {
	var all strings.Builder
	for _, file := range transcripts(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, records, _ := strings.Cut(string(text), "---\n")
		all.WriteString(records)
	}
	for w := weirdNone + 1; w < weirds; w++ {
		name := w.String()
		if name == "" {
			t.Errorf("anomaly %d has no name", w)
		}
		want := w != weirdSTARTTLSStripped && w != weirdCompressError
		if got := strings.Contains(all.String(), `"name":"`+name+`"`); got != want {
			t.Errorf("%s: reached %t, want %t", name, got, want)
		}
	}
}

// A record's list has each name once, in the order of the enumeration.
func TestWeirdNames(t *testing.T) {
	for w := weirdNone + 1; w < weirds; w++ {
		for v := w + 1; v < weirds; v++ {
			if w.String() == v.String() {
				t.Errorf("%d and %d are both %s", w, v, w)
			}
		}
	}
}
