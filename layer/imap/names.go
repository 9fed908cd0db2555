package imap

// Ports and sizes.
const (
	Port    = 143 // IMAP, and IMAP with STARTTLS (RFC 9051 §2.1)
	PortTLS = 993 // IMAP inside TLS from the first octet (RFC 8314 §3.2)
	MinLen  = 4   // octets of the shortest line with a verb, "a X"+LF; for information, nothing enforces it
)

// IsPort says whether p is one of the two registered ports.
func IsPort(p uint16) bool { return p == Port || p == PortTLS }

// The 25 commands of RFC 3501 §6.
const (
	CmdCapability   = "CAPABILITY"
	CmdNoop         = "NOOP"
	CmdLogout       = "LOGOUT"
	CmdAuthenticate = "AUTHENTICATE"
	CmdLogin        = "LOGIN"
	CmdStartTLS     = "STARTTLS"
	CmdSelect       = "SELECT"
	CmdExamine      = "EXAMINE"
	CmdCreate       = "CREATE"
	CmdDelete       = "DELETE"
	CmdRename       = "RENAME"
	CmdSubscribe    = "SUBSCRIBE"
	CmdUnsubscribe  = "UNSUBSCRIBE"
	CmdList         = "LIST"
	CmdLsub         = "LSUB"
	CmdStatus       = "STATUS"
	CmdAppend       = "APPEND"
	CmdCheck        = "CHECK"
	CmdClose        = "CLOSE"
	CmdExpunge      = "EXPUNGE"
	CmdSearch       = "SEARCH"
	CmdFetch        = "FETCH"
	CmdStore        = "STORE"
	CmdCopy         = "COPY"
	CmdUID          = "UID"
)

// Commands of RFC 9051 and of the extensions.
const (
	CmdEnable         = "ENABLE"         // RFC 5161, 9051
	CmdIdle           = "IDLE"           // RFC 2177, 9051
	CmdNamespace      = "NAMESPACE"      // RFC 2342, 9051
	CmdMove           = "MOVE"           // RFC 6851, 9051
	CmdUnselect       = "UNSELECT"       // RFC 3691, 9051
	CmdID             = "ID"             // RFC 2971
	CmdSetACL         = "SETACL"         // RFC 4314
	CmdDeleteACL      = "DELETEACL"      // RFC 4314
	CmdGetACL         = "GETACL"         // RFC 4314
	CmdListRights     = "LISTRIGHTS"     // RFC 4314
	CmdMyRights       = "MYRIGHTS"       // RFC 4314
	CmdGetQuota       = "GETQUOTA"       // RFC 9208
	CmdGetQuotaRoot   = "GETQUOTAROOT"   // RFC 9208
	CmdSetQuota       = "SETQUOTA"       // RFC 9208
	CmdSort           = "SORT"           // RFC 5256
	CmdThread         = "THREAD"         // RFC 5256
	CmdCompress       = "COMPRESS"       // RFC 4978
	CmdGetMetadata    = "GETMETADATA"    // RFC 5464
	CmdSetMetadata    = "SETMETADATA"    // RFC 5464
	CmdNotify         = "NOTIFY"         // RFC 5465
	CmdUnauthenticate = "UNAUTHENTICATE" // RFC 8437
	CmdReplace        = "REPLACE"        // RFC 8508
	CmdGenURLAuth     = "GENURLAUTH"     // RFC 4467
	CmdResetKey       = "RESETKEY"       // RFC 4467
	CmdURLFetch       = "URLFETCH"       // RFC 4467
	CmdConvert        = "CONVERT"        // RFC 5259
	CmdConversions    = "CONVERSIONS"    // RFC 5259
	CmdXList          = "XLIST"          // Gmail, before RFC 6154
	CmdESearch        = "ESEARCH"        // RFC 7377
	CmdCancelUpdate   = "CANCELUPDATE"   // RFC 5267
	CmdLanguage       = "LANGUAGE"       // RFC 5255
	CmdComparator     = "COMPARATOR"     // RFC 5255
	CmdGetJMAPAccess  = "GETJMAPACCESS"  // RFC 9698
	CmdUIDBatches     = "UIDBATCHES"     // RFC 10022
	CmdRList          = "RLIST"          // RFC 2193
	CmdRLsub          = "RLSUB"          // RFC 2193
	CmdProxyAuth      = "PROXYAUTH"      // Netscape: act as another user
	CmdXApplePush     = "XAPPLEPUSHSERVICE"
)

// Status words (RFC 9051 §7.1). Only OK, NO and BAD can answer a tag.
const (
	StatusOK      = "OK"
	StatusNO      = "NO"
	StatusBAD     = "BAD"
	StatusBYE     = "BYE"
	StatusPreauth = "PREAUTH"
)
