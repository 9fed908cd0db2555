package main

import (
	"fmt"
	"os"
)

// write makes the lines: a third each of commands, tagged responses and FETCH data, as the crate's own lines were when
// it was first timed (385 ns a line for the mix).
func write(name string) error {
	var text []byte
	for i := range 6667 {
		switch i % 4 {
		case 0:
			text = fmt.Appendf(text, "A%03d LOGIN alice%d password123\r\nA%03d OK FETCH completed\r\n", i, i, i)
		case 1:
			text = fmt.Appendf(text, "A%03d SELECT INBOX\r\nA%03d NO [NONEXISTENT] no such mailbox\r\n", i, i)
		case 2:
			text = fmt.Appendf(text, "A%03d FETCH %d:%d (FLAGS BODY[HEADER.FIELDS (FROM)])\r\na%d ok [READ-WRITE] selected\r\n", i, i+1, i+9, i)
		default:
			text = fmt.Appendf(text, "a%d uid search unseen\r\nA%03d BAD what\r\n", i, i)
		}
		text = fmt.Appendf(text, "* %d FETCH (FLAGS (\\Seen) UID %d)\r\n", i+1, i+4000)
	}
	return os.WriteFile(name, text, 0o644)
}
