// Package tls takes the first octets of a stream and says whether they are a TLS record.
//
// # Why
//
// A session must know where plaintext ends: on a TLS port at the first octet, after STARTTLS wherever the tagged OK stands. The
// record header decides that with five octets of either direction, also where the other direction was never seen.
package tls
