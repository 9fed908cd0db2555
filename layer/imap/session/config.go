package session

import (
	"slices"

	"github.com/imaplog/imaplog/layer/imap"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/stream"
	"github.com/imaplog/imaplog/schemas"
)

// Detection says which flows are taken for IMAP.
type Detection uint8

const (
	// KnownPorts takes the flows of Config.Ports; one that is no IMAP has a session record and the weird not_imap.
	KnownPorts Detection = iota
	// AnyPort also takes flows of other ports that begin as IMAP does; the others leave no trace.
	AnyPort
)

// Limits bound what one connection may hold, and all together. A zero field means its default.
type Limits struct {
	// Line is the longest line that is read; what is beyond is counted.
	Line int
	// Literal is the size beyond which a literal is weird; it is skipped by count all the same.
	Literal uint64
	// Pending is how many commands may be open; beyond it the oldest is given up.
	Pending int
	// PendingInAll is how many commands may be open over all connections beyond each one's first (which may be an IDLE); each of the
	// flow.Shards shards has its share. Beyond it a connection gives up its oldest when it opens another.
	PendingInAll int
	// Nesting is how deep parentheses may go.
	Nesting int
	// Held is how many client octets wait for the answer to STARTTLS or COMPRESS.
	Held int
	// Weirds is how many records of one weird a connection makes.
	Weirds int
}

const (
	defaultLine    = 64 << 10 // what the servers in use accept (Dovecot's imap_max_line_length)
	defaultLiteral = 1 << 32  // more than any server's message limit
	defaultPending = 1024     // clients pipeline tens; Thunderbird and imapsync stay below 100
	defaultInAll   = 1 << 16  // some 200 MB: an open command takes up to 3 KB
	defaultNesting = 100      // MIME structures in the wild reach 30
	defaultHeld    = 64 << 10 // a client that waits sends nothing; a TLS hello has less than 2 KiB
	defaultWeirds  = 8        // enough to see a pattern, too few to be flooded
)

// Config is what main decides. It is read by New and must not change afterwards.
type Config struct {
	// Ports are those on which IMAP is expected; empty: 143 and 993.
	Ports []uint16
	// TLSPorts are those of Ports where TLS begins with the first octet; empty: 993.
	TLSPorts []uint16
	// Detection says what happens on other ports.
	Detection Detection
	// Sensor is the sensor's name in records.
	Sensor string
	// CredentialKey, when set, makes credential_hash: the hex of HMAC-SHA-256 of the password with this key.
	CredentialKey []byte
	// Limits bound the memory of a connection.
	Limits Limits
}

// Sessions opens listeners. It is safe for concurrent use; each listener belongs to its worker.
type Sessions struct {
	config  Config
	workers workers
}

// New fills the defaults in.
func New(c Config) *Sessions {
	if len(c.Ports) == 0 {
		c.Ports = []uint16{imap.Port, imap.PortTLS}
	}
	if len(c.TLSPorts) == 0 {
		c.TLSPorts = []uint16{imap.PortTLS}
	}
	fill(&c.Limits.Line, defaultLine)
	fill(&c.Limits.Literal, defaultLiteral)
	fill(&c.Limits.Pending, defaultPending)
	fill(&c.Limits.PendingInAll, defaultInAll)
	fill(&c.Limits.Nesting, defaultNesting)
	fill(&c.Limits.Held, defaultHeld)
	fill(&c.Limits.Weirds, defaultWeirds)
	return &Sessions{config: c}
}

func fill[T int | uint64](v *T, value T) {
	if *v <= 0 {
		*v = value
	}
}

// Open gives the listener of a connection; nil where its port is of no interest. Records go into out, which belongs to the
// connection's worker: its content may be taken away between calls, so nothing of it is kept from one call to the next.
func (s *Sessions) Open(f *flow.Flow, out *schemas.Batch) stream.Listener {
	known := slices.Contains(s.config.Ports, f.Server.Port)
	if !known && s.config.Detection == KnownPorts {
		return nil
	}
	return newConn(s, f, out, known)
}
