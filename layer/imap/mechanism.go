package imap

// maxMechanism is the length of a SASL mechanism's name (RFC 4422 §3.1).
const maxMechanism = 20

// isMechanism says whether v may be shown as a SASL mechanism: letters of one case, digits, "-" and "_". A client that leaves the
// mechanism out sends its credentials in its place, and base64 mixes the cases.
func isMechanism(v Value) bool {
	if v.Kind != ValueAtom && v.Kind != ValueQuoted || len(v.Text) > maxMechanism {
		return false
	}
	var upper, lower bool
	for _, c := range v.Text {
		switch {
		case c-'A' < 26:
			upper = true
		case c-'a' < 26:
			lower = true
		case !isDigit(c) && c != '-' && c != '_':
			return false
		}
	}
	return upper != lower && isRegisteredMechanism(v.Text)
}

// IsMechanismName says whether b has the form of a SASL mechanism's name (RFC 4422 §3.1): whether it is one, only the server's list tells.
func IsMechanismName(b []byte) bool {
	for _, c := range b {
		if c-'A' >= 26 && !isDigit(c) && c != '-' && c != '_' {
			return false
		}
	}
	return len(b) > 0 && len(b) <= maxMechanism
}

// isRegisteredMechanism says whether b is a mechanism of the IANA registry that is in use, or of a vendor, in any case of letters.
func isRegisteredMechanism(b []byte) bool {
	if hasPrefixFold(b, "SCRAM-SHA-") && len(b) <= len("SCRAM-SHA-256-PLUS") {
		rest := b[len("SCRAM-SHA-"):]
		if n := len(rest); n > 5 && equalFold(rest[n-5:], "-PLUS") {
			rest = rest[:n-5]
		}
		return isWordOf(rest, "1", "224", "256", "384", "512") || hasPrefixFold(rest, "3-")
	}
	return isWordOf(b, "PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "NTLM", "GSSAPI", "GS2-KRB5", "GS2-KRB5-PLUS", "GSS-SPNEGO", "EXTERNAL", "ANONYMOUS",
		"XOAUTH", "XOAUTH2", "OAUTHBEARER", "OAUTH10A", "OTP", "S/KEY", "SKEY", "SECURID", "SRP", "KERBEROS_V4", "KERBEROS_V5", "PASSDSS-3DES-1", "9798-U-RSA-SHA1-ENC",
		"OPENID20", "SAML20", "ECDH-X25519-CHALLENGE", "ECDSA-NIST256P-CHALLENGE", "RPA", "MSN", "X-ANONYMOUSTOKEN", "PLAIN-CLIENTTOKEN", "XYMCOOKIE", "ATOKEN", "INTERNAL")
}
