package schemas

// Version is the schema version of every record kind; a kind gets its own number when it first differs.
const Version = 1

// Timestamp is packet time in nanoseconds since the Unix epoch, UTC. JSON shows it as RFC 3339 with nine digits.
type Timestamp int64

// Common holds the fields that every record has. Fields tagged omitempty are left out of JSON where they have no value;
// the others are always there. Strings are valid UTF-8 without controls: see Batch.Text.
type Common struct {
	// Kind is transaction, session, weird or stats.
	Kind string `json:"kind" enum:"transaction,session,weird,stats"`
	// ID is uid, kind letter (T, S, W) and a count of that kind within the session, from 1; of stats: sensor, start of the run and a count. Equal ids mean equal records.
	ID string `json:"id"`
	// SchemaVersion is the version of the record's kind.
	SchemaVersion uint32 `json:"schema_version"`
	// TS is packet time: first octet of the command, first packet of the session, or where it was seen.
	TS Timestamp `json:"ts"`
	// UID is the session's identity, in Zeek's style.
	UID string `json:"uid,omitempty" pattern:"^C[0-9A-Za-z]{17}$"`
	// CommunityID is the Community ID v1.
	CommunityID string `json:"community_id,omitempty" pattern:"^1:[0-9A-Za-z+/]{27}=$"`
	// ClientIP is the client's address.
	ClientIP string `json:"client_ip,omitempty" format:"ip"`
	// ClientPort is the client's TCP port.
	ClientPort uint16 `json:"client_port,omitempty"`
	// ServerIP is the server's address.
	ServerIP string `json:"server_ip,omitempty" format:"ip"`
	// ServerPort is the server's TCP port.
	ServerPort uint16 `json:"server_port,omitempty"`
	// ForwardedIP is the address of the client behind a proxy, where the wire tells it.
	ForwardedIP string `json:"forwarded_ip,omitempty" format:"ip"`
	// ForwardedPort is the port of the client behind a proxy.
	ForwardedPort uint16 `json:"forwarded_port,omitempty"`
	// ForwardedBy says who told: proxy_protocol or id.
	ForwardedBy string `json:"forwarded_by,omitempty" enum:"proxy_protocol,id"`
	// VLAN lists the VLAN numbers, outermost first.
	VLAN []uint16 `json:"vlan,omitempty"`
	// Tunnel lists the tunnels as type or type:id, outermost first.
	Tunnel []string `json:"tunnel,omitempty"`
	// Sensor is the sensor's name.
	Sensor string `json:"sensor,omitempty"`
	// Source is the interface, or the capture file of the record's first packet.
	Source string `json:"source,omitempty"`
	// SourceLast is the capture file of the record's last packet, where that is another one.
	SourceLast string `json:"source_last,omitempty"`
	// PacketFirst is the number of the record's first packet in Source, from 1.
	PacketFirst uint64 `json:"packet_first,omitempty"`
	// PacketLast is the number of the record's last packet in its file, from 1.
	PacketLast uint64 `json:"packet_last,omitempty"`
}

// Count is a name and how often it was seen.
type Count struct {
	Name string
	N    uint64
}

// Counts is a JSON object of numbers; its names are in order and distinct.
type Counts []Count

// Pair is a name and its value.
type Pair struct{ Name, Value string }

// Pairs is a JSON object of strings; its names are in order and distinct.
type Pairs []Pair
