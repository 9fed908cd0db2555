package imap

import "unsafe"

// Command is a row of the command table. Rows are never changed; two pointers to the same command are equal.
type Command struct {
	name   string
	states StateSet
	args   []Arg
	base   bool // one of the 25 of RFC 3501
}

// LookupCommand finds a command by its name in any case; the UID forms are "UID FETCH" and so on, with one space.
func LookupCommand(name []byte) (*Command, bool) {
	if c := lookupWord(name).command(); c != nil {
		return c, true
	}
	if len(name) > 4 && name[3] == ' ' {
		if uid, ok := LookupCommand(name[:3]); ok {
			return uid.Sub(name[4:])
		}
	}
	return nil, false
}

// Sub finds the command that UID makes with the word that follows it: UID and FETCH give "UID FETCH". Any other command has none.
func (c *Command) Sub(word []byte) (*Command, bool) {
	if c == nil || c.name != CmdUID {
		return nil, false
	}
	sub := wordList[lookupWord(word)].uid
	return sub, sub != nil
}

// Place is the command's place in the table, from 0: a small number for who counts commands. CommandAt gives it back.
func (c *Command) Place() int {
	return int((uintptr(unsafe.Pointer(c)) - uintptr(unsafe.Pointer(&commandTable))) / unsafe.Sizeof(*c))
}

// CommandAt gives the command at a place of the table.
func CommandAt(place int) *Command { return &commandTable[place] }

// Name is the command's name in upper case; "UID FETCH" for the UID forms.
func (c *Command) Name() string { return c.name }

// States are the states in which the command is legal.
func (c *Command) States() StateSet { return c.states }

// IsUID says whether the command is a UID form; "UID" alone is not.
func (c *Command) IsUID() bool { return len(c.name) > 4 && c.name[:4] == "UID " }

// Arg is place i of the command's grammar, from 0. A place that repeats is every later place too; ArgNone stands beyond the end.
func (c *Command) Arg(i int) Arg {
	if i < len(c.args) {
		return c.args[i]
	}
	if n := len(c.args); n > 0 && c.args[n-1].Repeat {
		return c.args[n-1]
	}
	return Arg{}
}

// Args is the number of places in the command's grammar.
func (c *Command) Args() int { return len(c.args) }

// IsCommand says whether name is a known command, in any case; "UID FETCH" is.
func IsCommand(name string) bool {
	_, ok := LookupCommand(viewBytes(name))
	return ok
}

// Commands gives the names of all known commands: those of RFC 3501 first, in its order, then the extensions.
func Commands() []string {
	names := make([]string, 0, len(commandTable))
	for i := range commandTable {
		if c := &commandTable[i]; !c.IsUID() {
			names = append(names, c.name)
		}
	}
	return names
}
