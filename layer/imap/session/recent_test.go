package session

import (
	"fmt"
	"strings"
	"testing"
)

// What is remembered is the last few secrets: bounded, found in any text, and overwritten at the end.
func TestRecent(t *testing.T) {
	var s conn
	s.worker = &worker{}
	if s.recent.repeats([]byte("anything")) {
		t.Error("a session without secrets remembers one")
	}
	for i := range 100 {
		c := newCommand()
		c.keepSecret(fmt.Appendf(nil, "secret-%d-%s", i, strings.Repeat("x", i%7)))
		s.remember(c)
		s.remember(c) // twice is once
		text := fmt.Appendf(nil, "no secret-%d- here", i)
		if !s.recent.repeats(text) || strings.Contains(string(s.recent.mask(s.worker, text)), "secret") {
			t.Fatalf("secret %d is not hidden", i)
		}
		if len(s.recent.hidden) > maxRecent {
			t.Fatalf("%d octets remembered", len(s.recent.hidden))
		}
	}
	if strings.Contains(string(s.recent.hidden), "secret-1-") {
		t.Error("the oldest secret is still there")
	}
	kept := s.recent.hidden
	s.recent.wipe()
	if strings.Contains(string(kept), "secret") {
		t.Errorf("%q after the end", kept)
	}
}

// A password is found in base64 wherever it begins in the message.
func TestKeepEncoded(t *testing.T) {
	for _, text := range []string{"c2VjcmV0cGFzcw==", "AHNlY3JldHBhc3M=", "YWJzZWNyZXRwYXNz"} {
		var a args
		a.keepEncoded([]byte("secretpass"))
		if got := string(a.mask(nil, []byte(text))); len(got) > len(hiddenWord)+5 || !strings.Contains(got, hiddenWord) {
			t.Errorf("%q: %q", text, got)
		}
	}
	var a args
	a.keepEncoded([]byte(strings.Repeat("x", maxEncoded+1)))
	if len(a.hidden) > 0 {
		t.Error("a long password is encoded")
	}
}
