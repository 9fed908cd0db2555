package session

import (
	"strings"
	"testing"
)

func TestMask(t *testing.T) {
	for _, x := range []struct{ secret, text, want string }{
		{"hunter2", "no hunter2 here", "no <hidden> here"},
		{"hunter2", "no HUNTER2 here", "no <hidden> here"},
		{"hunter2", "hunt and unter", "<hidden> and <hidden>"},
		{"hunter2", "hun ter2 x", "hun <hidden> x"},
		{"abc", "abc stays, being short", "abc stays, being short"},
		{"secret\x00word", "word of secret", "<hidden> of <hidden>"},
		{"hunter2", "", ""},
		{"gr\u00fc\u00dfe", "GR\u00dc\u00dfE", "<hidden>"},
		{"p\xe4ssw\xf6rd", "P\xc4SSW\xd6RD", "<hidden>"},
	} {
		var a args
		a.keepSecret([]byte(x.secret))
		if got := string(a.mask(nil, []byte(x.text))); got != x.want {
			t.Errorf("%q in %q: %q, want %q", x.secret, x.text, got, x.want)
		}
	}
}

// A secret too long to be kept hides all of the text.
func TestMaskTooMuch(t *testing.T) {
	var a args
	a.keepSecret([]byte(strings.Repeat("x", maxHidden+1)))
	if got := string(a.mask(nil, []byte("something"))); got != hiddenWord {
		t.Errorf("%q", got)
	}
	if len(a.hidden) > maxHidden {
		t.Errorf("%d octets kept", len(a.hidden))
	}
}

// A recycled command holds nothing of its secrets.
func TestCommandCleared(t *testing.T) {
	var w worker
	c := w.take()
	c.keepSecret([]byte("hunter2"))
	c.literal = append(c.literal, "hunter2"...)
	hidden, literal := c.hidden, c.literal
	w.give(c)
	if strings.Contains(string(hidden), "hunter") || strings.Contains(string(literal), "hunter") {
		t.Errorf("%q %q", hidden, literal)
	}
	if d := w.take(); d != c {
		t.Error("the command is not recycled")
	}
}

// What is passed over at once holds no repetition: the search octet by octet hides the same.
func TestMaskMissesNothing(t *testing.T) {
	next := uint32(1)
	octets := func(n int) []byte {
		b := make([]byte, n)
		for i := range b {
			next = next*1664525 + 1013904223
			b[i] = "abAB"[next>>30]
		}
		return b
	}
	found := 0
	for range 2000 {
		var a args
		a.keepSecret(octets(4 + int(next>>28)))
		text := octets(30)
		var want []byte
		for i := 0; i < len(text); {
			if n := longestEcho(text[i:], a.hidden); n >= leastEcho {
				want, i, found = append(want, hiddenWord...), i+n, found+1
				continue
			}
			want, i = append(want, text[i]), i+1
		}
		if got := a.mask(nil, text); string(got) != string(want) {
			t.Fatalf("%q in %q: %q, want %q", a.hidden, text, got, want)
		}
	}
	if found < 1000 {
		t.Errorf("%d repetitions", found)
	}
}
