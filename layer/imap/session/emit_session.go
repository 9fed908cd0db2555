package session

import (
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/schemas"
)

// emitSession writes the connection's own record.
func (s *conn) emitSession(why flow.End) {
	s.settleCapabilities()
	f, p, out := s.flow, s.details(), s.out
	r := out.Session(f.First.Packet)
	s.fill(&r.Common, "session", 'S', 1, f.First, f.Last)
	r.DurationUS = micro(f.First.Time, f.Last.Time)
	if int(why) < len(sessionEnds) {
		r.End = sessionEnds[why]
	}
	r.History = out.Text(f.History)
	r.Midstream = f.Midstream
	r.GreetingStatus, r.Greeting, r.ServerSoftware = p.greetingStatus.String(), p.greeting, p.software
	r.Capabilities, r.CapabilitiesAuthenticated, r.Enabled = p.before, p.after, p.enabled
	r.ClientID, r.ServerID = out.Pairs(p.client), out.Pairs(p.server)
	r.User, r.AuthMechanism = p.lastUser, p.lastMech
	r.AuthAttempts, r.AuthFailures = s.count.attempts, s.count.failures
	if p.before != nil {
		r.STARTTLSOffered = out.Bool(p.offered)
	}
	r.STARTTLS = s.startTLS
	r.Compressed = s.compressed
	r.Commands = out.Counts(p.said())
	r.Mailboxes, r.MailboxesMore = p.mailboxes, p.mailboxesMore
	r.Transactions = uint32(s.count.transactions)
	r.Unanswered, r.StatusOK, r.StatusNO, r.StatusBAD = s.count.unanswered, s.count.ok, s.count.no, s.count.bad
	r.Messages, r.BodyOctets, r.IdleUS = s.count.messages, s.count.body, s.count.idle/1000
	r.UnsolicitedOctets, r.PartialLineOctets = s.count.unsolicited, s.count.partial
	r.DroppedPackets = f.DroppedPackets
	r.Weird = s.weirds.names(out)
	if s.isIMAP || s.tls != tlsNone {
		r.TLS = s.tls.String()
	}
	if s.tls != tlsNone {
		s.emitTLS(r)
	}
	s.emitTransport(r)
}

// emitTLS tells how much of the connection was encrypted.
func (s *conn) emitTLS(r *schemas.Session) {
	h := &s.flow.Halves
	r.TLSClientOctets = s.out.Uint(h[flow.ToServer].Delivered - min(s.tlsFrom[flow.ToServer], h[flow.ToServer].Delivered))
	r.TLSServerOctets = s.out.Uint(h[flow.ToClient].Delivered - min(s.tlsFrom[flow.ToClient], h[flow.ToClient].Delivered))
	r.TLSDurationUS = s.out.Int(micro(s.tlsStart.Time, s.flow.Last.Time))
}

// emitTransport tells what the flow counted.
func (s *conn) emitTransport(r *schemas.Session) {
	f := s.flow
	client, server := &f.Halves[flow.ToServer], &f.Halves[flow.ToClient]
	r.ClientPackets, r.ServerPackets = client.Packets, server.Packets
	r.ClientOctets, r.ServerOctets = client.Octets, server.Octets
	r.ClientRetransmittedOctets, r.ServerRetransmittedOctets = client.RetransmittedOctets, server.RetransmittedOctets
	r.Gaps, r.GapOctets = client.Gaps+server.Gaps, client.GapOctets+server.GapOctets
	if f.ClientRTT >= 0 {
		r.ClientRTTUS = s.out.Int(f.ClientRTT / 1000)
	}
	if f.ServerRTT >= 0 {
		r.ServerRTTUS = s.out.Int(f.ServerRTT / 1000)
	}
	if f.ClientRTT >= 0 && f.ServerRTT >= 0 {
		r.HandshakeRTTUS = s.out.Int((f.ClientRTT + f.ServerRTT) / 1000)
	}
}
