// Package session takes both directions of one connection, octets in order and gaps, and gives out what was said: a record for
// each transaction, one for the session, one for each anomaly.
package session
