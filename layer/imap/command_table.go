package imap

// commandTable holds the commands, the 25 of RFC 3501 first and in its order. The grammar of each command stands in the RFC that names.go
// gives; places that no place here describes are not to be shown.
var commandTable = [...]Command{
	{CmdCapability, stateAny, nil, true},
	{CmdNoop, stateAny, nil, true},
	{CmdLogout, stateAny, nil, true},
	{CmdAuthenticate, StateNotAuthenticated, []Arg{one(ArgMechanism), opt(ArgInitial)}, true},
	{CmdLogin, StateNotAuthenticated, []Arg{one(ArgUser), one(ArgPassword)}, true},
	{CmdStartTLS, StateNotAuthenticated, nil, true},
	{CmdSelect, stateAuth, argsMailboxModifiers, true},
	{CmdExamine, stateAuth, argsMailboxModifiers, true},
	{CmdCreate, stateAuth, argsMailboxModifiers, true},
	{CmdDelete, stateAuth, argsMailbox, true},
	{CmdRename, stateAuth, []Arg{one(ArgMailbox), one(ArgMailboxTo), opt(ArgModifiers)}, true},
	{CmdSubscribe, stateAuth, argsMailbox, true},
	{CmdUnsubscribe, stateAuth, argsMailbox, true},
	{CmdList, stateAuth, []Arg{opt(ArgListOptions), one(ArgReference), one(ArgPattern), word(ArgReturn, "RETURN")}, true},
	{CmdLsub, stateAuth, argsPattern, true},
	{CmdStatus, stateAuth, []Arg{one(ArgMailbox), one(ArgStatusItems)}, true},
	{CmdAppend, stateAuth, []Arg{one(ArgMailbox), opt(ArgFlags), opt(ArgDate), many(ArgMessage)}, true},
	{CmdCheck, StateSelected, nil, true},
	{CmdClose, StateSelected, nil, true},
	{CmdExpunge, StateSelected, nil, true},
	{CmdSearch, StateSelected, argsSearch, true},
	{CmdFetch, StateSelected, argsFetch, true},
	{CmdStore, StateSelected, argsStore, true},
	{CmdCopy, StateSelected, argsCopy, true},
	{CmdUID, StateSelected, []Arg{many(ArgSecret)}, true},

	{CmdEnable, stateAuth, []Arg{many(ArgCapability)}, false},
	{CmdIdle, stateAuth, nil, false},
	{CmdNamespace, stateAuth, nil, false},
	{CmdMove, StateSelected, argsCopy, false},
	{CmdUnselect, StateSelected, nil, false},
	{CmdID, stateAny, []Arg{one(ArgID)}, false},
	{CmdSetACL, stateAuth, []Arg{one(ArgMailbox), one(ArgIdentifier), one(ArgRights)}, false},
	{CmdDeleteACL, stateAuth, argsIdentifier, false},
	{CmdGetACL, stateAuth, argsMailbox, false},
	{CmdListRights, stateAuth, argsIdentifier, false},
	{CmdMyRights, stateAuth, argsMailbox, false},
	{CmdGetQuota, stateAuth, []Arg{one(ArgQuotaRoot)}, false},
	{CmdGetQuotaRoot, stateAuth, argsMailbox, false},
	{CmdSetQuota, stateAuth, []Arg{one(ArgQuotaRoot), one(ArgResources)}, false},
	{CmdSort, StateSelected, argsSort, false},
	{CmdThread, StateSelected, argsThread, false},
	{CmdCompress, stateAny, []Arg{one(ArgAlgorithm)}, false},
	{CmdGetMetadata, stateAuth, []Arg{opt(ArgOptions), one(ArgMailbox), many(ArgEntries)}, false},
	{CmdSetMetadata, stateAuth, []Arg{one(ArgMailbox), one(ArgEntryValues)}, false},
	{CmdNotify, stateAuth, []Arg{many(ArgText)}, false},
	{CmdUnauthenticate, stateAuth, nil, false},
	{CmdReplace, StateSelected, argsReplace, false},
	{CmdGenURLAuth, stateAuth, []Arg{many(ArgSecret)}, false},
	{CmdResetKey, stateAuth, []Arg{opt(ArgMailbox), many(ArgMechanism)}, false},
	{CmdURLFetch, stateAuth, []Arg{many(ArgSecret)}, false},
	{CmdConvert, StateSelected, argsConvert, false},
	{CmdConversions, stateAuth, []Arg{many(ArgText)}, false},
	{CmdXList, stateAuth, argsPattern, false},
	{CmdESearch, stateAuth, []Arg{word(ArgScope, "IN"), word(ArgReturn, "RETURN"), word(ArgCharset, "CHARSET"), many(ArgSearch)}, false},
	{CmdCancelUpdate, StateSelected, []Arg{many(ArgText)}, false},
	{CmdLanguage, stateAny, []Arg{many(ArgText)}, false},
	{CmdComparator, stateAuth, []Arg{many(ArgText)}, false},
	{CmdGetJMAPAccess, stateAuth, nil, false},
	{CmdUIDBatches, StateSelected, []Arg{one(ArgNumber), opt(ArgSequence)}, false},
	{CmdRList, stateAuth, argsPattern, false},
	{CmdRLsub, stateAuth, argsPattern, false},
	{CmdProxyAuth, stateAuth, []Arg{many(ArgSecret)}, false},
	{CmdXApplePush, stateAuth, []Arg{many(ArgSecret)}, false},

	{"UID COPY", StateSelected, argsCopy, false},
	{"UID FETCH", StateSelected, argsFetch, false},
	{"UID STORE", StateSelected, argsStore, false},
	{"UID SEARCH", StateSelected, argsSearch, false},
	{"UID EXPUNGE", StateSelected, []Arg{one(ArgSequence)}, false}, // RFC 4315
	{"UID MOVE", StateSelected, argsCopy, false},
	{"UID SORT", StateSelected, argsSort, false},
	{"UID THREAD", StateSelected, argsThread, false},
	{"UID REPLACE", StateSelected, argsReplace, false},
	{"UID CONVERT", StateSelected, argsConvert, false},
}

// Grammars that several commands share.
var (
	argsMailbox          = []Arg{one(ArgMailbox)}
	argsMailboxModifiers = []Arg{one(ArgMailbox), opt(ArgModifiers)}
	argsIdentifier       = []Arg{one(ArgMailbox), one(ArgIdentifier)}
	argsPattern          = []Arg{one(ArgReference), one(ArgPattern)}
	argsSearch           = []Arg{word(ArgReturn, "RETURN"), word(ArgCharset, "CHARSET"), many(ArgSearch)}
	argsFetch            = []Arg{one(ArgSequence), one(ArgFetchItems), opt(ArgModifiers)}
	argsStore            = []Arg{one(ArgSequence), opt(ArgModifiers), one(ArgStoreOp), many(ArgFlags)}
	argsCopy             = []Arg{one(ArgSequence), one(ArgMailboxTo)}
	argsSort             = []Arg{word(ArgReturn, "RETURN"), one(ArgSortKeys), one(ArgCharset), many(ArgSearch)}
	argsThread           = []Arg{word(ArgReturn, "RETURN"), one(ArgAlgorithm), one(ArgCharset), many(ArgSearch)}
	argsReplace          = []Arg{one(ArgSequence), one(ArgMailbox), opt(ArgFlags), opt(ArgDate), many(ArgMessage)}
	argsConvert          = []Arg{one(ArgSequence), many(ArgText)}
)

func one(k ArgKind) Arg            { return Arg{Kind: k} }
func opt(k ArgKind) Arg            { return Arg{Kind: k, Optional: true} }
func many(k ArgKind) Arg           { return Arg{Kind: k, Repeat: true} }
func word(k ArgKind, w string) Arg { return Arg{Kind: k, Optional: true, Word: w} }
