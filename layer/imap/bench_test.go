package imap

import (
	"fmt"
	"testing"
)

// benchLines are the four sets of lines over which the original was timed.
func benchLines() map[string][][]byte {
	sets := map[string][][]byte{}
	for i := range 5000 {
		commands := [...]string{
			fmt.Sprintf("A%03d LOGIN alice%d password123\r\n", i, i), fmt.Sprintf("A%03d SELECT INBOX\r\n", i),
			fmt.Sprintf("A%03d FETCH %d:%d (FLAGS BODY[HEADER.FIELDS (FROM)])\r\n", i, i+1, i+9), fmt.Sprintf("a%d uid search unseen\r\n", i),
		}
		responses := [...]string{
			fmt.Sprintf("A%03d OK FETCH completed\r\n", i), fmt.Sprintf("A%03d NO [NONEXISTENT] no such mailbox\r\n", i),
			fmt.Sprintf("a%d ok [READ-WRITE] selected\r\n", i), fmt.Sprintf("A%03d BAD what\r\n", i),
		}
		fetches := fmt.Sprintf("* %d FETCH (FLAGS (\\Seen) UID %d)\r\n", i+1, i+4000)
		c, r := []byte(commands[i%4]), []byte(responses[i%4])
		sets["commands"] = append(sets["commands"], c)
		sets["tagged"] = append(sets["tagged"], r)
		sets["fetch"] = append(sets["fetch"], []byte(fetches))
		sets["mix"] = append(sets["mix"], c, r, []byte(fetches))
	}
	return sets
}

var sink int

// eightGetters makes a Layer and calls what the original was timed with: four classes, tag, command, args, status.
func eightGetters(b []byte) int {
	l := NewLayer(b)
	n := len(l.Tag()) + len(l.Command()) + len(l.Args())
	if s, ok := l.Status(); ok {
		n += len(s)
	}
	if l.IsUntagged() || l.IsContinuation() {
		n++
	}
	if l.IsTaggedResponse() || l.IsClientCommand() {
		n += 2
	}
	return n
}

func BenchmarkGetters(b *testing.B) {
	for _, name := range []string{"commands", "tagged", "fetch", "mix"} {
		lines := benchLines()[name]
		octets := 0
		for _, l := range lines {
			octets += len(l)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(octets / len(lines)))
			i := 0
			for b.Loop() {
				sink += eightGetters(lines[i])
				if i++; i == len(lines) {
					i = 0
				}
			}
		})
	}
}
