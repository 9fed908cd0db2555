// Package arch takes the project's source and answers whether every import follows an arrow of the house. It holds no
// code for others: its tests are the rule.
//
// # Why
//
// Sources are parsed, not built: a file for another operating system, or behind a build tag, follows the same arrows.
//
// A package without a row is a fault. A new room is a decision, and the row is where it is written down.
//
// Tests may look at more than the code they test (a reference decoder, a maker of captures), so the arrows hold for
// them only where a room is a library in its own right, and for what nobody may point at.
package arch
