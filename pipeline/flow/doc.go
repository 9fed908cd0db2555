// Package flow tells who talks to whom: TCP segments come in, and out comes the connection that each belongs to.
//
// It holds a connection's identity and account (Flow), the symmetric hash that spreads connections over shards, the
// table that finds them, the identities that records carry (UID, Community ID) and the history letters.
//
// # Why 64 shards
//
// The state of a capture lives in a fixed number of shards, whatever the number of workers. Every limit has a 64th per
// shard, so what a full table evicts does not depend on how many workers there are, and neither do the records.
//
// # Why a table of our own
//
// A Go map with the whole key costs about 37 ns a look-up with two thousand flows and 900 ns with a million; a table of
// {hash, index} with open addressing costs half, iterates in an order of its own, and allocates only when it grows.
package flow
