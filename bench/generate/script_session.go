package main

import "encoding/base64"

const capabilities = "CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+"

func (s *script) greet() {
	s.say(server).s("* OK [").s(capabilities).s(" AUTH=PLAIN AUTH=LOGIN] Dovecot ready.").end()
	if s.chance(0.3) {
		s.tag().s(`ID ("name" "Thunderbird" "version" "140.1")`).end()
		s.say(server).s(`* ID ("name" "Dovecot")`).end()
		s.ok("ID completed.")
	}
}

func (s *script) account() string { return names[s.user%len(names)] }

// login logs in: with LOGIN in words, in a literal, or with SASL; now and then the first try fails.
func (s *script) login() {
	if s.chance(0.05) {
		s.tag().s("LOGIN ").s(s.account()).n(s.user).s("@example.com wrong").n(s.user).end()
		s.answer(s.tags, "NO", "[AUTHENTICATIONFAILED] Authentication failed.")
	}
	switch n := s.below(10); {
	case n < 6:
		s.tag().s("LOGIN ").s(s.account()).n(s.user).s("@example.com \"secret ").n(s.user).s(`"`).end()
	case n < 8:
		s.tag().s("LOGIN {").n(len(s.account())).s("}").end()
		s.say(server).s("+ OK").end()
		s.say(client).s(s.account()).s(" {8+}\r\npassword").end()
	default:
		s.tag().s("AUTHENTICATE PLAIN").end()
		s.say(server).s("+ ").end()
		s.say(client).s(base64.StdEncoding.EncodeToString([]byte("\x00" + s.account() + "\x00password"))).end()
	}
	s.ok("[" + capabilities + " SORT THREAD=REFERENCES MULTIAPPEND UNSELECT CHILDREN NAMESPACE UIDPLUS LIST-EXTENDED CONDSTORE QRESYNC ESEARCH MOVE] Logged in")
}

func (s *script) list() {
	s.tag().s(`LIST "" "*"`).end()
	for _, m := range mailboxes[2:] {
		s.say(server).s(`* LIST (\HasNoChildren) "/" `).s(m).end()
	}
	s.ok("List completed (0.001 + 0.000 secs).")
}

// choose opens a mailbox.
func (s *script) choose() {
	s.selected = s.pick(mailboxes)
	s.exists = s.between(3, 3000)
	s.uidnext = s.exists + s.between(1, 100000)
	command := "SELECT "
	if s.chance(0.1) {
		command = "EXAMINE "
	}
	s.tag().s(command).s(s.selected).end()
	s.say(server).s("* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft NonJunk)").end()
	s.s("* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*)] Flags permitted.").end()
	s.s("* ").n(s.exists).s(" EXISTS\r\n* 0 RECENT").end()
	s.s("* OK [UIDVALIDITY 17").n(s.between(10000000, 79999999)).s("] UIDs valid").end()
	s.s("* OK [UIDNEXT ").n(s.uidnext).s("] Predicted next UID").end()
	if command == "SELECT " {
		s.ok("[READ-WRITE] Select completed (0.001 + 0.000 secs).")
	} else {
		s.ok("[READ-ONLY] Examine completed (0.001 + 0.000 secs).")
	}
}

func (s *script) logout() {
	s.tag().s("LOGOUT").end()
	s.say(server).s("* BYE Logging out").end()
	s.ok("Logout completed (0.001 + 0.000 secs).")
}

func (s *script) noop() {
	s.tag().s("NOOP").end()
	if s.chance(0.3) {
		s.exists++
		s.say(server).s("* ").n(s.exists).s(" EXISTS").end()
	}
	s.ok("NOOP completed (0.001 + 0.000 secs).")
}

func (s *script) status() {
	s.tag().s("STATUS ").s(s.pick(mailboxes)).s(" (MESSAGES UNSEEN UIDNEXT)").end()
	s.say(server).s("* STATUS ").s(s.pick(mailboxes)).s(" (MESSAGES ").n(s.below(5000)).s(" UNSEEN ").n(s.below(50)).s(" UIDNEXT ").n(s.below(90000)).s(")").end()
	s.ok("Status completed (0.001 + 0.000 secs).")
}

func (s *script) idle() {
	s.tag().s("IDLE").end()
	s.say(server).s("+ idling").end()
	for range s.below(3) {
		s.exists++
		s.s("* ").n(s.exists).s(" EXISTS\r\n* 1 RECENT").end()
	}
	s.say(client).s("DONE").end()
	s.ok("Idle completed (0.001 + 0.000 secs).")
}
