package schemas

// Session is a connection as IMAP sees it, written when it ends.
type Session struct {
	Common

	// DurationUS is from the first packet to the last.
	DurationUS int64 `json:"duration_us"`
	// End is fin, reset, timeout, end_of_capture, stopped, limit or reused; absent while the session lives.
	End string `json:"end,omitempty" enum:"fin,reset,timeout,end_of_capture,stopped,limit,reused"`
	// History holds Zeek's connection history letters.
	History string `json:"history,omitempty"`
	// Midstream says that the connection's beginning was not seen.
	Midstream bool `json:"midstream"`
	// GreetingStatus is OK, PREAUTH or BYE.
	GreetingStatus string `json:"greeting_status,omitempty" enum:"OK,PREAUTH,BYE"`
	// Greeting is the greeting's text.
	Greeting string `json:"greeting,omitempty"`
	// ServerSoftware is what greeting or ID give away.
	ServerSoftware string `json:"server_software,omitempty"`
	// Capabilities are those before login.
	Capabilities []string `json:"capabilities,omitempty"`
	// CapabilitiesAuthenticated are those after login.
	CapabilitiesAuthenticated []string `json:"capabilities_authenticated,omitempty"`
	// Enabled are the extensions that the server answered as ENABLED.
	Enabled []string `json:"enabled,omitempty"`
	// ClientID is the client's ID command.
	ClientID Pairs `json:"client_id,omitempty"`
	// ServerID is the server's answer to it.
	ServerID Pairs `json:"server_id,omitempty"`
	// User is the last who logged in with success.
	User string `json:"user,omitempty"`
	// AuthMechanism is how.
	AuthMechanism string `json:"auth_mechanism,omitempty"`
	// AuthAttempts counts LOGIN and AUTHENTICATE commands.
	AuthAttempts uint32 `json:"auth_attempts"`
	// AuthFailures counts those that failed.
	AuthFailures uint32 `json:"auth_failures"`
	// STARTTLSOffered says that the server offered STARTTLS; absent where no capabilities were seen.
	STARTTLSOffered *bool `json:"starttls_offered,omitempty"`
	// STARTTLS is refused or done; absent: not asked.
	STARTTLS string `json:"starttls,omitempty" enum:"refused,done"`
	// TLS is none, starttls or implicit.
	TLS string `json:"tls,omitempty" enum:"none,starttls,implicit"`
	// TLSVersion is the negotiated version.
	TLSVersion string `json:"tls_version,omitempty"`
	// TLSCipher is the negotiated cipher suite.
	TLSCipher string `json:"tls_cipher,omitempty"`
	// TLSSNI is the server name that the client asked for.
	TLSSNI string `json:"tls_sni,omitempty"`
	// TLSALPN is the application protocol.
	TLSALPN string `json:"tls_alpn,omitempty"`
	// JA3 is the client's fingerprint.
	JA3 string `json:"ja3,omitempty"`
	// JA3S is the server's fingerprint.
	JA3S string `json:"ja3s,omitempty"`
	// JA4 is the client's newer fingerprint.
	JA4 string `json:"ja4,omitempty"`
	// TLSResumed says that an earlier TLS session was resumed.
	TLSResumed *bool `json:"tls_resumed,omitempty"`
	// CertificateSubject is the server certificate's subject.
	CertificateSubject string `json:"certificate_subject,omitempty"`
	// CertificateIssuer is the server certificate's issuer.
	CertificateIssuer string `json:"certificate_issuer,omitempty"`
	// CertificateSHA256 is the server certificate's SHA-256.
	CertificateSHA256 string `json:"certificate_sha256,omitempty"`
	// CertificateNotBefore is the first moment of the certificate's validity.
	CertificateNotBefore *Timestamp `json:"certificate_not_before,omitempty"`
	// CertificateNotAfter is the last moment of the certificate's validity.
	CertificateNotAfter *Timestamp `json:"certificate_not_after,omitempty"`
	// TLSClientOctets are the client's octets of the encrypted part.
	TLSClientOctets *uint64 `json:"tls_client_octets,omitempty"`
	// TLSServerOctets are the server's octets of the encrypted part.
	TLSServerOctets *uint64 `json:"tls_server_octets,omitempty"`
	// TLSDurationUS is how long the encrypted part lasted.
	TLSDurationUS *int64 `json:"tls_duration_us,omitempty"`
	// Compressed says that COMPRESS=DEFLATE was switched on.
	Compressed bool `json:"compressed"`
	// Commands counts commands by name.
	Commands Counts `json:"commands,omitempty"`
	// Mailboxes are those that commands named, at most 64, in the order of the wire.
	Mailboxes []string `json:"mailboxes,omitempty"`
	// MailboxesMore counts those beyond.
	MailboxesMore uint32 `json:"mailboxes_more,omitempty"`
	// Transactions counts commands, answered or not.
	Transactions uint32 `json:"transactions"`
	// Unanswered counts commands without an answer.
	Unanswered uint32 `json:"unanswered"`
	// StatusOK counts tagged OK.
	StatusOK uint32 `json:"status_ok"`
	// StatusNO counts tagged NO.
	StatusNO uint32 `json:"status_no"`
	// StatusBAD counts tagged BAD.
	StatusBAD uint32 `json:"status_bad"`
	// Messages is the sum over the transactions.
	Messages uint64 `json:"messages"`
	// BodyOctets is the sum over the transactions.
	BodyOctets uint64 `json:"body_octets"`
	// IdleUS is the sum over the transactions.
	IdleUS int64 `json:"idle_us"`
	// ClientPackets counts packets from the client.
	ClientPackets uint64 `json:"client_packets"`
	// ServerPackets counts packets from the server.
	ServerPackets uint64 `json:"server_packets"`
	// ClientOctets are TCP payload octets from the client, as captured.
	ClientOctets uint64 `json:"client_octets"`
	// ServerOctets are TCP payload octets from the server, as captured.
	ServerOctets uint64 `json:"server_octets"`
	// ClientRetransmittedOctets are payload octets that the client sent again.
	ClientRetransmittedOctets uint64 `json:"client_retransmitted_octets"`
	// ServerRetransmittedOctets are payload octets that the server sent again.
	ServerRetransmittedOctets uint64 `json:"server_retransmitted_octets"`
	// UnsolicitedOctets are server octets sent while no command was open.
	UnsolicitedOctets uint64 `json:"unsolicited_octets"`
	// PartialLineOctets are octets of client lines that were cut off before their end.
	PartialLineOctets uint64 `json:"partial_line_octets"`
	// Gaps counts runs of octets never seen.
	Gaps uint64 `json:"gaps"`
	// GapOctets are their octets.
	GapOctets uint64 `json:"gap_octets"`
	// DroppedPackets counts packets that the sensor had to drop meanwhile on its worker.
	DroppedPackets uint64 `json:"dropped_packets"`
	// HandshakeRTTUS is from SYN to the ACK of SYN-ACK.
	HandshakeRTTUS *int64 `json:"handshake_rtt_us,omitempty"`
	// ClientRTTUS is the client's half: from SYN-ACK to its ACK.
	ClientRTTUS *int64 `json:"client_rtt_us,omitempty"`
	// ServerRTTUS is the server's half: from SYN to SYN-ACK.
	ServerRTTUS *int64 `json:"server_rtt_us,omitempty"`
	// Weird names the anomalies seen within it.
	Weird []string `json:"weird,omitempty" format:"weird"`
}
