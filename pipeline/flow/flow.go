package flow

import (
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/packet"
)

// Direction is one of a connection's two.
type Direction uint8

const (
	ToServer Direction = iota
	ToClient
)

// Other is the opposite direction.
func (d Direction) Other() Direction { return d ^ 1 }

// End says why a flow ended. Its String is the record's word.
type End uint8

const (
	EndNone      End = iota // still alive
	EndFin                  // both sides closed
	EndReset                // RST in window
	EndTimeout              // nothing seen for the idle timeout
	EndOfCapture            // the source ended
	EndStopped              // the sensor was told to stop
	EndLimit                // evicted: the flow table was full
	EndReused               // a new SYN on the same addresses
)

// Anomaly is what reassembly noticed and a listener may want to record.
type Anomaly uint8

const (
	AnomalyNone            Anomaly = iota
	AnomalyOverlapMismatch         // a retransmission holds other octets than the first copy; the first wins
	AnomalyChecksum                // a segment with a wrong checksum was dropped
)

// Endpoint is one side of a connection.
type Endpoint struct {
	Addr packet.Addr
	Port uint16
}

// Half counts what was captured of one direction.
type Half struct {
	Packets              uint64
	Octets               uint64 // TCP payload as captured, retransmissions included
	Delivered            uint64 // octets handed to the listener or skipped after it wanted no more, each once, in order
	RetransmittedOctets  uint64
	RetransmittedPackets uint64
	OutOfOrderPackets    uint64
	Gaps, GapOctets      uint64
}

// Flow is a connection's identity and account. It belongs to its worker; a listener may read it in its callbacks and
// as long as it lives, and never writes.
type Flow struct {
	// Last is the stamp of its latest packet, First that of its first. What every packet changes stands in front.
	Last           capture.Stamp
	Halves         [2]Half // by Direction
	First          capture.Stamp
	Client, Server Endpoint
	Encap          *packet.Encapsulation
	// UID is Zeek's kind of identity: "C" and 17 characters of base 62.
	UID string
	// CommunityID is the Community ID v1 of the connection, seed 0.
	CommunityID string
	// Midstream says that no SYN was seen.
	Midstream bool
	// Shard is the shard that it lives in: flows of one shard share a goroutine at any time.
	Shard uint8
	// History holds Zeek's connection history letters, upper case from the client.
	History []byte
	// ClientRTT is from SYN-ACK to its ACK, ServerRTT from SYN to SYN-ACK, in nanoseconds; -1 where not seen.
	ClientRTT, ServerRTT int64
	// DroppedPackets counts packets that the sensor itself had to drop on this flow's worker since its beginning.
	DroppedPackets uint64
}
