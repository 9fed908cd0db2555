// Package gen takes the source of the record structs and gives what is made from it: the code that writes them as JSON,
// the JSON Schema and the table of fields.
//
// # Why
//
// The structs are the one source of truth, so whatever repeats their names is made from them, checked in, and made
// again by a test that compares. The source is read with go/ast and not with reflection, for the doc comments are the
// descriptions, and so that a struct whose generated code does not compile can still be read.
//
// Field tags beyond json say what types cannot: enum lists the values of a closed list, format names a JSON Schema
// format, pattern is a regular expression, max bounds a string's length. They reach the schema alone; no code acts on them.
package gen
