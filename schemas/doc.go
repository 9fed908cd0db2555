// Package schemas holds the record structs, takes their values from the layers in batches, and gives them out as JSON.
//
// # Why
//
// One struct per kind is the schema: the JSON code, the JSON Schema and the table of fields are made from the structs and
// their doc comments by go generate and checked in; tests make them again, and hold the code to encoding/json.
//
// Records live in batches: slots and octets are handed out from blocks that never move and are taken back all at once, so
// that a record costs no allocation and no sink needs a copy. The price is one rule: nothing of a batch is used after its
// last Release.
package schemas

//go:generate go run generate.go
