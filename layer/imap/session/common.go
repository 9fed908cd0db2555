package session

import (
	"net/netip"
	"slices"
	"strconv"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
	"github.com/imaplog/imaplog/schemas"
)

// Who told of the client behind a proxy.
const (
	forwardedByProxy = "proxy_protocol"
	forwardedByID    = "id"
)

// common is what all records of the session share, made at the first. Its strings are parts of one, so that they lie together.
type common struct {
	uid, communityID   string
	clientIP, serverIP string
}

// make fills it in.
func (c *common) make(f *flow.Flow) {
	var room [128]byte
	all := append(append(room[:0], f.UID...), f.CommunityID...)
	client := len(all)
	all = appendAddress(all, f.Client.Addr)
	server := len(all)
	one := string(appendAddress(all, f.Server.Addr))
	c.uid, c.communityID = one[:len(f.UID)], one[len(f.UID):client]
	c.clientIP, c.serverIP = one[client:server], one[server:]
}

// forward notes the client behind a proxy. What the proxy protocol says stands against what a client can say of itself.
func (s *conn) forward(ip string, port uint16, by string) {
	p := s.details()
	if p.forwardedBy == forwardedByProxy && by == forwardedByID {
		return
	}
	p.forwardedIP, p.forwardedPort, p.forwardedBy = ip, port, by
}

// fill sets the common fields of a record.
func (s *conn) fill(r *schemas.Common, kind string, letter byte, count uint64, first, last capture.Stamp) {
	if s.clientIP == "" {
		s.common.make(s.flow)
	}
	var id [48]byte
	b := append(append(id[:0], s.uid...), letter)
	*r = schemas.Common{
		Kind:          kind,
		ID:            s.out.Text(strconv.AppendUint(b, count, 10)),
		SchemaVersion: schemas.Version,
		TS:            schemas.Timestamp(first.Time),
		UID:           s.uid,
		CommunityID:   s.communityID,
		ClientIP:      s.clientIP,
		ClientPort:    s.flow.Client.Port,
		ServerIP:      s.serverIP,
		ServerPort:    s.flow.Server.Port,
		Sensor:        s.sessions.config.Sensor,
	}
	if p := s.profile; p != nil && p.forwardedIP != "" {
		r.ForwardedIP, r.ForwardedPort, r.ForwardedBy = p.forwardedIP, p.forwardedPort, p.forwardedBy
	}
	if e := s.flow.Encap; e != nil {
		r.VLAN, r.Tunnel = e.VLANs, e.Tunnels
	}
	if o := first.Origin; o != nil {
		r.Source, r.PacketFirst = o.Name, first.Packet-o.Before
	} else {
		r.PacketFirst = first.Packet
	}
	if o := last.Origin; o != nil {
		r.PacketLast = last.Packet - o.Before
		if o.Name != r.Source {
			r.SourceLast = o.Name
		}
	} else {
		r.PacketLast = last.Packet
	}
}

// appendAddress writes an IPv4 address without its IPv6 form.
func appendAddress(b []byte, a packet.Addr) []byte { return netip.AddrFrom16(a).Unmap().AppendTo(b) }

// tlsPort says whether TLS begins with the first octet on the server's port.
func (s *conn) tlsPort() bool { return slices.Contains(s.sessions.config.TLSPorts, s.flow.Server.Port) }
