package imap

// CommandLine is the first line of a client's message, taken apart. Its octets belong to the line.
type CommandLine struct {
	Tag     []byte
	Name    []byte   // the verb as sent; UID and the word after it for the UID forms
	Command *Command // nil: not known
	Args    []byte   // everything after the name and one space, as sent
}

// ParseCommand takes a client's line apart: the Text of a Scanner's line, or that without the literal's announcement. It is false
// where the line is not a legal tag, one space and an atom. A status word is no command.
func ParseCommand(line []byte) (c CommandLine, ok bool) {
	line = trimCR(line)
	s := parseShape(line)
	if s.kind != KindClientCommand {
		return CommandLine{}, false
	}
	c = CommandLine{Tag: line[:s.tagEnd], Name: line[s.verb:s.verbEnd], Command: s.word.command(), Args: line[s.args:]}
	if c.Command == nil || c.Command.name != CmdUID {
		return c, true
	}
	if end, ok := atomEnd(line, int(s.args)); ok {
		if sub, known := c.Command.Sub(line[s.args:end]); known {
			c.Command = sub
		} else {
			c.Command = nil
		}
		c.Name, c.Args = line[s.verb:end], line[argsAfter(line, end):]
	}
	return c, true
}
