package imap_test

import (
	"fmt"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"

	"github.com/imaplog/imaplog/layer/imap"
)

// Importing the package is enough for gopacket to decode IMAP on port 143, wherever it decodes what is inside of TCP at all: by a
// DecodingLayerParser, or by NewPacket with DecodeStreamsAsDatagrams.
func Example_gopacket() {
	buf := gopacket.NewSerializeBuffer()
	ip := &layers.IPv4{Version: 4, TTL: 64, Protocol: layers.IPProtocolTCP, SrcIP: []byte{192, 0, 2, 1}, DstIP: []byte{192, 0, 2, 2}}
	tcp := &layers.TCP{SrcPort: 40000, DstPort: imap.Port, ACK: true}
	message := imap.NewBuilder().Login("A1", "alice", "open sesame")
	if err := gopacket.SerializeLayers(buf, gopacket.SerializeOptions{FixLengths: true}, ip, tcp, message); err != nil {
		panic(err)
	}

	packet := gopacket.NewPacket(buf.Bytes(), layers.LayerTypeIPv4, gopacket.DecodeStreamsAsDatagrams)
	if l, ok := packet.Layer(imap.LayerType).(*imap.Layer); ok {
		fmt.Println(l.Tag(), l.Command(), l.IsClientCommand())
		fmt.Println(l.Summary())
	}
	// Output:
	// A1 LOGIN true
	// IMAP A1 LOGIN alice <hidden>
}

// A segment can hold many lines; octets of a literal are none of them.
func ExampleLines() {
	segment := []byte("* 12 FETCH (BODY[] {15}\r\nA9 OK not me.\r\n)\r\n* 13 EXISTS\r\nA1 OK [READ-ONLY] done\r\n")
	for l := range imap.Lines(segment) {
		number, _ := l.Number()
		code, _ := l.Code()
		fmt.Printf("%s %d %q %d octets\n", l.Command(), number, code, l.Len())
	}
	// Output:
	// FETCH 12 "" 43 octets
	// EXISTS 13 "" 13 octets
	// OK 0 "READ-ONLY" 24 octets
}

// A stream is cut anywhere; the Scanner gives whole lines and the pieces of literals.
func ExampleScanner() {
	var s imap.Scanner
	for _, segment := range []string{"A1 APPEND Sent {5", "+}\r\nhel", "lo\r\nA2 NO", "OP\r\n"} {
		b := []byte(segment)
		for {
			var tok imap.Token
			if tok, b = s.Next(b); tok.Kind == imap.TokenNone {
				break
			}
			if tok.Kind == imap.TokenLiteral {
				fmt.Printf("literal %q, %d to come\n", tok.Text, tok.Left)
				continue
			}
			fmt.Printf("line %q, literal of %d\n", tok.Text, tok.Literal.Size)
		}
	}
	// Output:
	// line "A1 APPEND Sent {5+}", literal of 5
	// literal "hel", 2 to come
	// literal "lo", 0 to come
	// line "", literal of 0
	// line "A2 NOOP", literal of 0
}

// An ArgWalker names what a Parser reads, so that only what may be shown is shown.
func ExampleArgWalker() {
	line, _ := imap.ParseCommand([]byte(`a1 UID SEARCH UNSEEN FROM "alice"`))
	var p imap.Parser
	p.Feed(line.Args, imap.Literal{})
	w := imap.NewArgWalker(line.Command)
	for v := p.Next(); v.Kind != imap.ValueNone; v = p.Next() {
		if kind := w.Next(v); kind.Secret() {
			fmt.Println("<hidden>")
		} else {
			fmt.Printf("%s\n", v.Text)
		}
	}
	// Output:
	// UNSEEN
	// FROM
	// <hidden>
}

// FETCH data are walked item by item; content is counted, not kept.
func ExampleFetchReader() {
	line := []byte(`* 7 FETCH (FLAGS (\Seen) BODY[TEXT] {4096}`)
	literal, _ := imap.ParseLiteral(line)
	response := imap.ParseResponse(line)
	items := imap.NewFetchReader(0)
	items.Feed(response.Args, literal)
	for it, ok := items.Next(); ok; it, ok = items.Next() {
		fmt.Printf("%s %v %d\n", it.Name, it.Content(), it.Value.Len())
	}
	// Output:
	// FLAGS false 0
	// BODY[TEXT] true 4096
}

// A Builder quotes, and sends as a literal what cannot be quoted.
func ExampleBuilder() {
	for _, password := range []string{"sesame", `open "sesame"`, "two\r\nlines"} {
		message, err := imap.NewBuilder().Login("A1", "alice", password).Build()
		fmt.Printf("%q %v\n", message, err)
	}
	_, err := imap.NewBuilder().OK("A1", "done\r\nA2 OK forged").Build()
	fmt.Println(err)
	// Output:
	// "A1 LOGIN alice sesame\r\n" <nil>
	// "A1 LOGIN alice \"open \\\"sesame\\\"\"\r\n" <nil>
	// "A1 LOGIN alice {10}\r\ntwo\r\nlines\r\n" <nil>
	// imap: text holds a CR, LF or NUL octet
}
