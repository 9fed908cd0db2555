package session

import "github.com/imaplog/imaplog/layer/imap"

// verb groups the commands by what the session does about them; the UID forms share their command's.
type verb uint8

const (
	verbOther verb = iota
	verbLogin
	verbAuthenticate
	verbStartTLS
	verbCompress
	verbIdle
	verbSelect
	verbExamine
	verbClose
	verbUnselect
	verbUnauthenticate
	verbLogout
	verbFetch
	verbStore
	verbSearch
	verbSort
	verbThread
	verbCopy
	verbMove
	verbExpunge
	verbAppend
	verbReplace
	verbID
	verbNoop
	verbPlain // of the selected mailbox, nothing to count: CHECK, CONVERT, UIDBATCHES, CANCELUPDATE
)

func verbOf(c *imap.Command) verb {
	name := c.Name()
	if c.IsUID() {
		name = name[len("UID "):]
	}
	switch name {
	case imap.CmdLogin:
		return verbLogin
	case imap.CmdAuthenticate:
		return verbAuthenticate
	case imap.CmdStartTLS:
		return verbStartTLS
	case imap.CmdCompress:
		return verbCompress
	case imap.CmdIdle:
		return verbIdle
	case imap.CmdSelect:
		return verbSelect
	case imap.CmdExamine:
		return verbExamine
	case imap.CmdClose:
		return verbClose
	case imap.CmdUnselect:
		return verbUnselect
	case imap.CmdUnauthenticate:
		return verbUnauthenticate
	case imap.CmdLogout:
		return verbLogout
	case imap.CmdFetch:
		return verbFetch
	case imap.CmdStore:
		return verbStore
	case imap.CmdSearch, imap.CmdESearch:
		return verbSearch
	case imap.CmdSort:
		return verbSort
	case imap.CmdThread:
		return verbThread
	case imap.CmdCopy:
		return verbCopy
	case imap.CmdMove:
		return verbMove
	case imap.CmdExpunge:
		return verbExpunge
	case imap.CmdAppend:
		return verbAppend
	case imap.CmdReplace:
		return verbReplace
	case imap.CmdID:
		return verbID
	case imap.CmdNoop:
		return verbNoop
	case imap.CmdCheck, imap.CmdConvert, imap.CmdUIDBatches, imap.CmdCancelUpdate:
		return verbPlain
	}
	return verbOther
}

// ofSelected says whether the command, where it names no mailbox, works on the selected one.
func (v verb) ofSelected() bool {
	switch v {
	case verbIdle, verbClose, verbUnselect, verbFetch, verbStore, verbSearch, verbSort, verbThread, verbCopy, verbMove,
		verbExpunge, verbNoop, verbPlain:
		return true
	}
	return false
}

// changesState says whether the answer decides what state the session is in.
func (v verb) changesState() bool {
	switch v {
	case verbLogin, verbAuthenticate, verbSelect, verbExamine, verbClose, verbUnselect, verbUnauthenticate:
		return true
	}
	return false
}

// authenticates says whether the command logs in.
func (v verb) authenticates() bool { return v == verbLogin || v == verbAuthenticate }
