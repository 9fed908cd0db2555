package session

import (
	"net/netip"
	"slices"
	"strconv"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/packet"
	"github.com/imaplog/imaplog/schemas"
)

// Who told of the client behind a proxy.
const (
	forwardedByProxy = "proxy_protocol"
	forwardedByID    = "id"
)

// common is what all records of the session share, made at the first. Its strings are the session's own.
type common struct {
	made               bool
	clientIP, serverIP string
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
	if !s.common.made {
		s.common.made = true
		s.clientIP, s.serverIP = address(s.flow.Client.Addr), address(s.flow.Server.Addr)
	}
	var id [48]byte
	b := append(append(id[:0], s.flow.UID...), letter)
	*r = schemas.Common{
		Kind:          kind,
		ID:            s.out.Text(strconv.AppendUint(b, count, 10)),
		SchemaVersion: schemas.Version,
		TS:            schemas.Timestamp(first.Time),
		UID:           s.flow.UID,
		CommunityID:   s.flow.CommunityID,
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

// address writes an IPv4 address without its IPv6 form.
func address(a packet.Addr) string { return netip.AddrFrom16(a).Unmap().String() }

// tlsPort says whether TLS begins with the first octet on the server's port.
func (s *conn) tlsPort() bool { return slices.Contains(s.sessions.config.TLSPorts, s.flow.Server.Port) }
