package main

import (
	"bytes"
	"encoding/base64"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/imaplog/imaplog/pipeline/capture/captest"
)

var update = flag.Bool("update", false, "write the golden captures and records anew")

// secret stands in every golden capture wherever a client proves who it is; no record may show it.
const secret = "hunter2-swordfish"

// goldens are conversations by name. The captures and records made of them lie in testdata.
var goldens = map[string]func() []captest.Frame{
	"sample":   sample,
	"secrets":  secrets,
	"starttls": starttls,
	"lossy":    lossy,
	"tagged":   tagged,
}

// sample is what the README shows: a webmail client, a failed login, and a client that waits for mail.
func sample() []captest.Frame {
	c := captest.NewConn("192.0.2.10:50312", "198.51.100.7:143")
	c.Open()
	c.Server("* OK [CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE STARTTLS AUTH=PLAIN] Dovecot ready.\r\n")
	c.Client("a1 LOGIN alice@example.net \"" + secret + "\"\r\n")
	c.Wait(12 * time.Millisecond)
	c.Server("a1 OK [CAPABILITY IMAP4rev1 SASL-IR ID ENABLE IDLE SORT THREAD=REFERENCES UIDPLUS CONDSTORE QRESYNC MOVE] Logged in\r\n")
	c.Client("a2 ID (\"name\" \"webmail\" \"version\" \"1.6.9\")\r\n")
	c.Server("* ID (\"name\" \"Dovecot\")\r\na2 OK ID completed.\r\n")
	c.Client("a3 SELECT INBOX\r\n")
	c.Server("* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)\r\n* 3 EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1700000001] UIDs valid\r\n* OK [UIDNEXT 4] Predicted next UID\r\na3 OK [READ-WRITE] Select completed (0.001 secs).\r\n")
	c.Client("a4 UID SEARCH SUBJECT \"invoice\"\r\n")
	c.Server("* SEARCH 2 3\r\na4 OK Search completed.\r\n")
	body := strings.Repeat("Please find the invoice attached.\r\n", 90)
	c.Client("a5 UID FETCH 2:3 (FLAGS BODY.PEEK[])\r\n")
	c.Wait(3 * time.Millisecond)
	c.Server(fmt.Sprintf("* 2 FETCH (UID 2 FLAGS (\\Seen) BODY[] {%d}\r\n%s)\r\n* 3 FETCH (UID 3 FLAGS () BODY[] {5}\r\nhello)\r\na5 OK Fetch completed.\r\n", len(body), body))
	c.Client("a6 UID STORE 3 +FLAGS (\\Seen)\r\na7 UID MOVE 2 \"Entw&APw-rfe\"\r\n")
	c.Server("* 3 FETCH (UID 3 FLAGS (\\Seen))\r\na6 OK Store completed.\r\n")
	c.Wait(5 * time.Millisecond)
	c.Server("* OK [COPYUID 1700000002 2 17] Moved UIDs.\r\n* 2 EXPUNGE\r\na7 OK Move completed.\r\n")
	draft := "From: alice@example.net\r\nSubject: lunch\r\n\r\nAt noon?\r\n"
	c.Client(fmt.Sprintf("a8 APPEND Drafts (\\Draft) {%d}\r\n", len(draft)))
	c.Server("+ OK\r\n")
	c.Client(draft + "\r\n")
	c.Server("a8 OK [APPENDUID 1700000003 9] Append completed.\r\n")
	c.Client("a9 LOGOUT\r\n")
	c.Server("* BYE Logging out\r\na9 OK Logout completed.\r\n")
	c.Close()

	d := captest.NewConn("203.0.113.99:41000", "198.51.100.7:143")
	d.Now += 20e6
	d.Open()
	d.Server("* OK Dovecot ready.\r\n")
	for i, user := range []string{"admin", "alice@example.net", "bob@example.net"} {
		d.Client(fmt.Sprintf("%d LOGIN %s %s\r\n", i, user, secret))
		d.Wait(2 * time.Second)
		d.Server(fmt.Sprintf("%d NO [AUTHENTICATIONFAILED] Authentication failed.\r\n", i))
	}
	d.Server("* BYE Too many invalid login attempts.\r\n")
	d.Close()

	e := captest.NewConn("[2001:db8::51]:49152", "[2001:db8::143]:143")
	e.Now += 40e6
	e.Open()
	e.Server("* OK IMAP4rev2 ready\r\n")
	e.Client("x AUTHENTICATE PLAIN " + plain("carol") + "\r\n")
	e.Server("x OK done\r\n")
	e.Client("y SELECT INBOX\r\nz IDLE\r\n")
	e.Server("* 0 EXISTS\r\ny OK [READ-WRITE] done\r\n+ idling\r\n")
	e.Wait(28 * time.Minute)
	e.Server("* 1 EXISTS\r\n")
	e.Client("DONE\r\n")
	e.Server("z OK Idle completed.\r\n")
	return captest.Merge(c.Frames, d.Frames, e.Frames)
}

func plain(user string) string {
	return base64.StdEncoding.EncodeToString([]byte("\x00" + user + "\x00" + secret))
}

// secrets has every way to send a password in the clear.
func secrets() []captest.Frame {
	c := captest.NewConn("192.0.2.10:50312", "198.51.100.7:143")
	c.Open()
	c.Server("* OK ready\r\n")
	n := 0
	try := func(request, answer string) {
		n++
		c.Client(fmt.Sprintf("t%d %s", n, request))
		c.Server(fmt.Sprintf("t%d %s\r\n", n, answer))
	}
	try("LOGIN alice "+secret+"\r\n", "NO wrong")
	try("LOGIN \"alice\" \""+secret+"\"\r\n", "NO no such password: "+secret)
	try(fmt.Sprintf("LOGIN {5+}\r\nalice {%d+}\r\n%s\r\n", len(secret), secret), "NO wrong")
	try("login alice\t"+secret+"\r\n", "BAD what")
	try("LOGIN "+secret+"\r\n", "BAD Missing argument")
	try("LOGIM alice "+secret+"\r\n", "BAD Unknown command "+secret)
	try("AUTHENTICATE PLAIN "+plain("alice")+"\r\n", "NO wrong")
	c.Client("p AUTHENTICATE PLAIN\r\n")
	c.Server("+ \r\n")
	c.Client(plain("alice") + "\r\n")
	c.Server("p NO wrong\r\n")
	c.Client("l AUTHENTICATE LOGIN\r\n")
	c.Server("+ VXNlcm5hbWU6\r\n")
	c.Client("YWxpY2U=\r\n")
	c.Server("+ UGFzc3dvcmQ6\r\n")
	c.Client(base64.StdEncoding.EncodeToString([]byte(secret)) + "\r\n")
	c.Server("l NO wrong\r\n")
	c.Client(fmt.Sprintf("s LOGIN alice {%d}\r\n", len(secret)))
	c.Server("s NO too long\r\n") // refused: what follows is a line
	c.Client(secret + "\r\n")
	c.Server("* BAD Invalid tag\r\n")
	c.Client("o AUTHENTICATE XOAUTH2 " + base64.StdEncoding.EncodeToString([]byte("user=alice\x01auth=Bearer "+secret+"\x01\x01")) + "\r\n")
	c.Server("o OK Logged in\r\n")
	try("SETMETADATA INBOX (/private/comment \""+secret+"\")\r\n", "OK done")
	try("SEARCH TEXT "+secret+"\r\n", "OK done")
	try("ID (\"name\" \"x\" \"password\" \""+secret+"\")\r\n", "OK done")
	c.Client("half LOGIN alice " + secret) // never ended
	c.Close()
	return c.Frames
}

// starttls goes over to TLS in one session, has a command injected in another, and TLS from the first octet in a third.
func starttls() []captest.Frame {
	hello := "\x16\x03\x01\x00\x05hello"
	c := captest.NewConn("192.0.2.10:50001", "198.51.100.7:143")
	c.Open()
	c.Server("* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] ready\r\n")
	c.Client("1 STARTTLS\r\n")
	c.Server("1 OK Begin TLS negotiation now.\r\n")
	c.Client(hello)
	c.Server(hello + strings.Repeat("\x17\x03\x03\x00\x0512345", 40))
	c.Close()
	d := captest.NewConn("192.0.2.10:50002", "198.51.100.7:143")
	d.Open()
	d.Server("* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n")
	d.Client("1 STARTTLS\r\n2 LOGIN mallory " + secret + "\r\n")
	d.Server("1 OK Begin TLS negotiation now.\r\n")
	d.Client(hello)
	d.Close()
	e := captest.NewConn("192.0.2.10:50003", "198.51.100.7:993")
	e.Open()
	e.Client(hello)
	e.Server(hello)
	e.Close()
	return captest.Merge(c.Frames, d.Frames, e.Frames)
}

// lossy loses a segment inside a literal and one between two lines, and begins midstream.
func lossy() []captest.Frame {
	c := captest.NewConn("192.0.2.10:50001", "198.51.100.7:143")
	c.Client("a1 FETCH 1 BODY[]\r\n")
	body := strings.Repeat("0123456789", 438) // three segments
	c.Server("* 1 FETCH (BODY[] {4380}\r\n")
	c.Server(body[:1460])
	c.Lost(func() { c.Server(body[1460:2920]) })
	c.Server(body[2920:] + ")\r\na1 OK done\r\n")
	c.Client("a2 NOOP\r\n")
	c.Lost(func() { c.Server("* 4 EXISTS\r\na2 OK done\r\n") })
	c.Client("a3 NOOP\r\n")
	c.Server("a3 OK done\r\n")
	c.Client("a4 LOGOUT\r\n")
	return c.Frames
}

// tagged is inside two VLANs, over IPv6, with segments of one octet.
func tagged() []captest.Frame {
	c := captest.NewConn("[2001:db8::1]:50001", "[2001:db8::2]:143")
	c.VLANs = []uint16{100, 7}
	c.MSS = 1
	c.Open()
	c.Server("* PREAUTH ready\r\n")
	c.Client("a1 NOOP\r\n")
	c.Server("a1 OK done\r\n")
	c.ServerReset()
	return c.Frames
}

func TestGolden(t *testing.T) {
	for name, play := range goldens {
		t.Run(name, func(t *testing.T) {
			capture := captest.Pcap(play(), captest.PcapOptions{})
			path := filepath.Join("testdata", name)
			if *update {
				put(t, path+".pcap", capture)
			}
			if kept := get(t, path+".pcap"); !bytes.Equal(kept, capture) {
				t.Errorf("%s.pcap is not what the test plays: run go test ./cmd/imaplog -update", path)
			}
			out, faults, exit := imaplog(t, "-r", path+".pcap", "-o", "-", "--kinds", "all", "--quiet")
			if exit != 0 || faults != "" {
				t.Fatalf("exit status %d: %s", exit, faults)
			}
			if strings.Contains(out, "hunter2") || strings.Contains(out, "aHVudGVy") || strings.Contains(out, "swordfish") {
				t.Errorf("the records show the secret:\n%s", out)
			}
			if *update {
				put(t, path+".jsonl", []byte(out))
			}
			if want := string(get(t, path+".jsonl")); out != want {
				t.Errorf("records differ from %s.jsonl:\n%s", path, out)
			}
		})
	}
}

func put(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
