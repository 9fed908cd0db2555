package imap

import "strings"

// State is a state of the connection (RFC 9051 §3), as one bit of a StateSet.
type State = StateSet

// StateSet is a set of states. The zero value is empty.
type StateSet uint8

// The states.
const (
	StateNotAuthenticated StateSet = 1 << iota
	StateAuthenticated
	StateSelected
	StateLogout

	stateAny  = StateNotAuthenticated | StateAuthenticated | StateSelected
	stateAuth = StateAuthenticated | StateSelected
)

// Has says whether all states of want are in the set.
func (s StateSet) Has(want StateSet) bool { return s&want == want }

// Only gives the one state of a set of one, and false for any other set: what a command that was answered OK tells about the state.
func (s StateSet) Only() (StateSet, bool) { return s, s != 0 && s&(s-1) == 0 }

// String names the states as records do, joined by "|".
func (s StateSet) String() string {
	names := [...]string{"not_authenticated", "authenticated", "selected", "logout"}
	var b strings.Builder
	for i, name := range names {
		if s&(1<<i) == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('|')
		}
		b.WriteString(name)
	}
	return b.String()
}
