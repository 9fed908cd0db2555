package imap

import "testing"

func TestIsPayloadOnPort(t *testing.T) {
	for payload, want := range map[string]bool{"A1 XYZZY⏎": true, "DONE⏎": true, "done\n": true, "* strange⏎": true, "A1 OK": true, "+⏎": true, "+x⏎": false,
		"A1 BYE x⏎": false, "AHMzY3JldA==⏎": false, "\x16\x03\x01": false, "": false, "⏎": false, "-ERR⏎": false} {
		if got := IsPayloadOnPort([]byte(crlf(payload))); got != want {
			t.Errorf("%q: %v", payload, got)
		}
	}
}

func TestIsPayloadLooksAtTheFirstLineOnly(t *testing.T) {
	for _, v := range vectors {
		p := crlf(v.payload)
		if l := NewLayer([]byte(p)); !l.Complete() {
			continue
		}
		for _, more := range []string{"\xff\xfe", "GET / HTTP/1.1\r\n", "\x00\x00"} {
			if IsPayload([]byte(p+more)) != v.detected {
				t.Errorf("%q changes its mind over %q", p, more)
			}
		}
	}
}

func TestIsPayloadProse(t *testing.T) {
	for _, line := range []string{"please fetch water", "we copy that", "we search the house", "to store apples", "I LOGOUT now", "* milk", "* eggs and 3 apples",
		"* 3 apples", "list list list", "I select you and me", "the status of things", "* * *", "Content-Type: text/plain", "a  NOOP", "a SELECT  x"} {
		if IsPayload([]byte(line + "\r\n")) {
			t.Errorf("%q looks like IMAP", line)
		}
	}
	for _, line := range []string{"a1 LIST \"\" %", "x fetch 1:* (FLAGS)", "x uid search all", "x store 1 +flags (\\seen)", "x append x (\\Seen) {5}", "x status inbox (messages)",
		"* LIST () NIL x", "* 3 uidfetch ()", "* VANISHED 1:3", "x AUTHENTICATE PLAIN", "x LIST \"\" {3}"} {
		if !IsPayload([]byte(line + "\r\n")) {
			t.Errorf("%q does not look like IMAP", line)
		}
	}
}

func TestGuessSide(t *testing.T) {
	for payload, want := range map[string]Side{
		"* OK hi⏎": SideServer, "* PREAUTH hi⏎": SideServer, "+ go⏎": SideServer, "a1 OK done⏎": SideServer, "* 3 EXISTS⏎a NOOP⏎b NOOP⏎": SideServer,
		"a1 LOGIN a b⏎": SideClient, "a1 noop": SideClient, "DONE⏎": SideClient, "a1 UID FETCH 1 FLAGS⏎": SideClient,
		"a APPEND x {20+}⏎* OK one⏎* OK two⏎⏎b NOOP⏎": SideClient, "* 1 FETCH (BODY[] {10}⏎a NOOP⏎b ⏎)⏎": SideServer,
		"body text⏎more of it⏎)⏎* 2 FETCH ()⏎a1 OK done⏎": SideServer, "": SideUnknown, "\x16\x03\x01": SideUnknown, "hello world⏎": SideUnknown,
		"220 mail ESMTP⏎": SideUnknown, "* strange⏎": SideUnknown,
	} {
		if got := GuessSide([]byte(crlf(payload))); got != want {
			t.Errorf("%q: %v, want %v", payload, got, want)
		}
	}
}

func TestIsPort(t *testing.T) {
	for p, want := range map[uint16]bool{143: true, 993: true, 0: false, 110: false, 1143: false} {
		if IsPort(p) != want {
			t.Errorf("port %d: %v", p, !want)
		}
	}
}
