package captest

import (
	"net/netip"
	"slices"
	"time"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// Start is the time of the first frame where a test does not choose: 2024-01-01T00:00:00Z.
const Start = capture.Time(1_704_067_200_000_000_000)

// Frame is a frame as it stands in a capture.
type Frame struct {
	Time   capture.Time
	Data   []byte
	Length int // on the wire; 0 for len(Data)
}

// TCP's control bits.
const (
	FIN = 1 << iota
	SYN
	RST
	PSH
	ACK
	URG
)

// side is what one end of a connection has sent.
type side struct {
	addr netip.AddrPort
	seq  uint32 // of the next octet
	ack  uint32 // told to the other end last
}

// Conn plays a TCP conversation into Frames. Each frame is a Step later than the one before. The fields may be changed at any time;
// what is said acknowledges all that the other side said before.
type Conn struct {
	Frames []Frame
	Now    capture.Time  // of the next frame
	Step   time.Duration // between frames; a millisecond by default
	MSS    int           // payload octets in a segment at most; 1,460 by default
	VLANs  []uint16      // tags around the packets, outermost first
	Window uint16

	client, server side
}

// NewConn makes a conversation between two addresses, "10.0.0.1:40000" or "[2001:db8::1]:40000". The initial sequence numbers
// follow from the ports.
func NewConn(client, server string) *Conn {
	c := &Conn{Now: Start, Step: time.Millisecond, MSS: 1460, Window: 0xffff}
	c.client.addr, c.server.addr = netip.MustParseAddrPort(client), netip.MustParseAddrPort(server)
	c.SetSequence(uint32(c.client.addr.Port())*65_521, uint32(c.client.addr.Port())*524_287+uint32(c.server.addr.Port()))
	return c
}

// SetSequence sets the sequence numbers that the client and the server use next.
func (c *Conn) SetSequence(client, server uint32) { c.client.seq, c.server.seq = client, server }

// Sequence returns the sequence numbers that the client and the server use next.
func (c *Conn) Sequence() (client, server uint32) { return c.client.seq, c.server.seq }

// Open plays the three-way handshake.
func (c *Conn) Open() {
	c.FromClient(SYN, "")
	c.FromServer(SYN|ACK, "")
	c.FromClient(ACK, "")
}

// Client plays data of the client, in as many segments as the MSS asks for.
func (c *Conn) Client(data string) { c.data(c.FromClient, data) }

// Server plays data of the server.
func (c *Conn) Server(data string) { c.data(c.FromServer, data) }

// ClientAck and ServerAck play an acknowledgement without data.
func (c *Conn) ClientAck() { c.FromClient(ACK, "") }
func (c *Conn) ServerAck() { c.FromServer(ACK, "") }

// Close plays the end: the client's FIN, the server's, and the last acknowledgement.
func (c *Conn) Close() {
	c.FromClient(FIN|ACK, "")
	c.FromServer(FIN|ACK, "")
	c.FromClient(ACK, "")
}

// ClientReset and ServerReset play a RST in window.
func (c *Conn) ClientReset() { c.FromClient(RST|ACK, "") }
func (c *Conn) ServerReset() { c.FromServer(RST|ACK, "") }

// Wait lets time pass.
func (c *Conn) Wait(d time.Duration) { c.Now += capture.Time(d) }

// FromClient plays one segment of the client with these control bits, and counts its octets, SYN and FIN.
func (c *Conn) FromClient(flags byte, data string) { c.segment(&c.client, &c.server, flags, data) }

// FromServer plays one segment of the server.
func (c *Conn) FromServer(flags byte, data string) { c.segment(&c.server, &c.client, flags, data) }

// Lost plays what play plays, and the capture does not see it. The time passes and the sequence numbers go on.
func (c *Conn) Lost(play func()) {
	n := len(c.Frames)
	play()
	c.Frames = slices.Delete(c.Frames, n, len(c.Frames))
}

// Again puts copies of the last n frames behind them, as a retransmission.
func (c *Conn) Again(n int) {
	for _, f := range slices.Clone(c.Frames[len(c.Frames)-n:]) {
		f.Time = c.Now
		c.Frames = append(c.Frames, f)
		c.Now += capture.Time(c.Step)
	}
}

// Reverse turns the order of the last n frames; their times stay where they are.
func (c *Conn) Reverse(n int) {
	last := c.Frames[len(c.Frames)-n:]
	for i, j := 0, n-1; i < j; i, j = i+1, j-1 {
		Swap(last, i, j)
	}
}

func (c *Conn) data(from func(byte, string), data string) {
	for len(data) > c.MSS {
		from(ACK, data[:c.MSS])
		data = data[c.MSS:]
	}
	from(PSH|ACK, data)
}

func (c *Conn) segment(from, to *side, flags byte, data string) {
	if flags&ACK != 0 {
		from.ack = to.seq
	}
	s := Segment{Src: from.addr, Dst: to.addr, VLANs: c.VLANs, Seq: from.seq, Flags: flags, Window: c.Window, Payload: data}
	if flags&ACK != 0 {
		s.Ack = from.ack
	}
	if flags&SYN != 0 {
		s.Options = []byte{2, 4, byte(c.MSS >> 8), byte(c.MSS)} // maximum segment size, RFC 9293 section 3.7.1
	}
	c.Add(s.Frame())
	from.seq += uint32(len(data))
	if flags&SYN != 0 {
		from.seq++
	}
	if flags&FIN != 0 {
		from.seq++
	}
}

// Add puts any frame in, at Now, and lets a Step pass.
func (c *Conn) Add(frame []byte) {
	c.Frames = append(c.Frames, Frame{Time: c.Now, Data: frame})
	c.Now += capture.Time(c.Step)
}
