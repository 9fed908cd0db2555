package imap

import "bytes"

// maxShown is the longest value that is shown where only its shape tells that it is no secret.
const maxShown = 40

// canShow says whether a value has the shape that its place asks for, or is one of the words known there. What has not is hidden: clients
// put arguments in wrong places, and forget quotes. Literals are judged by nobody, for they are not shown.
func canShow(kind ArgKind, v Value) bool {
	if v.Kind == ValueLiteral {
		return true
	}
	switch kind {
	case ArgMailbox, ArgMailboxTo, ArgReference, ArgPattern:
		return !bytes.Contains(v.Text, schemeMark) // an IMAP URL can hold a user and a token (RFC 5092)
	case ArgDate:
		return isDateTime(v.Text)
	case ArgEntries:
		return len(v.Text) > 0 && v.Text[0] == '/' && !v.Escaped
	case ArgCharset:
		return isCharset(v.Text)
	case ArgSortKeys:
		return isWordOf(v.Text, "ARRIVAL", "CC", "DATE", "DISPLAYFROM", "DISPLAYTO", "FROM", "RELEVANCY", "REVERSE", "SIZE", "SUBJECT", "TO")
	case ArgAlgorithm:
		return isWordOf(v.Text, "DEFLATE", "ORDEREDSUBJECT", "REFERENCES", "REFS", "INTHREAD")
	case ArgText:
		return isPublicWord(v)
	case ArgModifiers, ArgReturn, ArgListOptions, ArgOptions, ArgStatusItems, ArgResources:
		return len(v.Text) <= maxShown && (v.Kind != ValueQuoted || len(v.Text) > 0 && v.Text[0] == '/')
	}
	return true
}

var schemeMark = []byte("://")

// isWordOf says whether b is one of the words, in any case.
func isWordOf(b []byte, words ...string) bool {
	for _, w := range words {
		if equalFold(b, w) {
			return true
		}
	}
	return false
}

// isDateTime checks the shape of (RFC 9051 §9)
//
//	date-time = DQUOTE date-day-fixed "-" date-month "-" date-year SP time SP zone DQUOTE
func isDateTime(b []byte) bool {
	return isShape(b, "?9-aaa-9999 99:99:99 +9999")
}

// isDate checks the shape of date-day "-" date-month "-" date-year.
func isDate(b []byte) bool { return isShape(b, "9-aaa-9999") || isShape(b, "99-aaa-9999") }

// isShape compares octet by octet: 9 is a digit, ? a digit or a space, a a letter, + a sign, anything else itself.
func isShape(b []byte, shape string) bool {
	if len(b) != len(shape) {
		return false
	}
	for i, c := range b {
		var ok bool
		switch shape[i] {
		case '9':
			ok = isDigit(c)
		case '?':
			ok = isDigit(c) || c == ' '
		case 'a':
			ok = c|0x20-'a' < 26
		case '+':
			ok = c == '+' || c == '-'
		default:
			ok = c == shape[i]
		}
		if !ok {
			return false
		}
	}
	return true
}

// isCharset says whether b is the name of a character set that mail uses (the beginnings of IANA's names).
func isCharset(b []byte) bool {
	if len(b) > 20 {
		return false
	}
	if isWordOf(b, "UTF-8", "UTF8", "US-ASCII", "ASCII", "GBK", "GB2312", "GB18030", "BIG5", "SHIFT_JIS", "EUC-JP", "EUC-KR", "KOI8-R", "KOI8-U", "UTF-7", "UTF-16") {
		return true
	}
	for _, family := range [...]string{"ISO-8859-", "WINDOWS-125", "ISO-2022-"} {
		if n := len(family); hasPrefixFold(b, family) && len(b)-n <= 4 {
			return true
		}
	}
	return false
}

// isPublicWord says whether v is a known word of NOTIFY (RFC 5465 §8), CONVERT (RFC 5259), LANGUAGE or COMPARATOR (RFC 5255).
func isPublicWord(v Value) bool {
	b := v.Text
	switch {
	case v.Kind == ValueNumber:
		return v.Number < 1<<32
	case v.Kind == ValueQuoted:
		return isWordOf(b, "DEFAULT", "TEXT/PLAIN", "TEXT/HTML", "IMAGE/JPEG", "IMAGE/PNG")
	case isWordOf(b, "SET", "NONE", "STATUS", "SELECTED", "SELECTED-DELAYED", "INBOXES", "PERSONAL", "SUBSCRIBED", "SUBTREE", "MAILBOXES"),
		isWordOf(b, "MESSAGENEW", "MESSAGEEXPUNGE", "FLAGCHANGE", "ANNOTATIONCHANGE", "MAILBOXNAME", "SUBSCRIPTIONCHANGE",
			"MAILBOXMETADATACHANGE", "SERVERMETADATACHANGE"),
		isWordOf(b, "UID", "FLAGS", "ENVELOPE", "BODY", "BODYSTRUCTURE", "INTERNALDATE", "RFC822.SIZE", "MODSEQ", "BODYPARTSTRUCTURE",
			"AVAILABLECONVERSIONS", "DEFAULT", "I;ASCII-CASEMAP", "I;ASCII-NUMERIC", "I;OCTET", "I;UNICODE-CASEMAP"):
		return true
	case hasPrefixFold(b, "BINARY[") || hasPrefixFold(b, "BINARY.PEEK[") || hasPrefixFold(b, "BINARY.SIZE["):
		return isSectionNumber(b[bytes.IndexByte(b, '[')+1:])
	}
	return isLanguage(b)
}

// isSectionNumber says whether b is the numbers of a body part and "]".
func isSectionNumber(b []byte) bool {
	for i, c := range b {
		if c == ']' {
			return i == len(b)-1
		}
		if !isDigit(c) && c != '.' {
			return false
		}
	}
	return false
}

// isLanguage says whether b is a short language tag (RFC 5646): "en", "pt-BR".
func isLanguage(b []byte) bool {
	return isShape(b, "aa") || isShape(b, "aa-aa") || isShape(b, "aaa")
}
