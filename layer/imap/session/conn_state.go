package session

import (
	"github.com/imaplog/imaplog/layer/imap"
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/schemas"
)

// mode says how the octets of a direction are read.
type mode uint8

const (
	modeHead    mode = iota // nothing is known yet: PROXY protocol, TLS, IMAP
	modeIMAP                // lines and literals
	modeHeld                // client only: kept until STARTTLS or COMPRESS is answered
	modeSwitch              // after STARTTLS: a TLS record must come
	modeOpaque              // TLS, DEFLATE or a SASL layer: nobody reads it
	modeNotIMAP             // something else
)

// half is one direction.
type half struct {
	mode      mode
	proxied   bool          // a PROXY protocol header was read
	lost      bool          // framing is lost: scan is looking for a line
	start     capture.Stamp // of the first octet of the line that is under way
	octets    uint64        // delivered so far
	scan      imap.Scanner
	head      []byte // first octets, as long as they cannot be judged
	gaps      uint64
	strange   int   // lines before the first that is IMAP
	plausible uint8 // lines in a row that can be IMAP, on a port that does not speak for it
}

// conn is one connection: the Listener. What every packet touches stands together.
type conn struct {
	sessions *Sessions
	worker   *worker
	flow     *flow.Flow
	out      *schemas.Batch

	known    bool // IMAP is expected on this port
	isIMAP   bool // a line of either side was
	greeted  bool // the greeting came, or was not seen
	greeting bool // the server's line at hand is the greeting
	stopped  bool // nothing more is read
	gaveUp   bool // a command was given up for want of room: its answer may come
	hasEarly bool // data came before the first command
	expect   expectation

	// Commands.
	depth            uint32
	shownTo          uint32   // depth of the last command that has a record, or will have one
	resumed          uint32   // while held octets are read: commands that were open when they came
	oldest, youngest *command // open: sent, not yet answered
	current          *command // the one that the client is sending, or continuing
	open             int
	left             int // octets of the server's call at hand behind its line
	unseenFirst      int // open commands that wait for a server octet after they were complete

	// Responses.
	reply     reply
	since     response // since the previous tagged response
	prev      capture.Time
	prevFirst capture.Time
	prevKnown bool
	prevSeen  bool

	profile *profile // nil until there is something to tell
	recent  *recent  // nil until there is a secret
	count   counters
	common
	state
	half [2]half

	held   *held // while STARTTLS or COMPRESS is not answered
	weirds weirdSet
	weirdN [weirds]uint8
}

// counters number the records of the session and sum what they say.
type counters struct {
	transactions, weirds    uint64
	unanswered, ok, no, bad uint32
	attempts, failures      uint32
	messages, body          uint64
	idle                    int64
	unsolicited, partial    uint64
}
