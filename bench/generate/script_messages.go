package main

// uid gives a UID that the mailbox may have.
func (s *script) uid() int { return s.between(1, s.uidnext) }

func (s *script) flags() {
	first := s.between(1, s.exists)
	n := min(s.between(1, 12), s.exists-first+1)
	s.tag().s("FETCH ").n(first).s(":").n(first + n - 1).s(" (UID FLAGS)").end()
	for i := range n {
		s.say(server).s("* ").n(first + i).s(" FETCH (UID ").n(s.uid()).s(" FLAGS (").s(s.pick(flagSets)).s("))").end()
	}
	s.ok("Fetch completed (0.001 + 0.000 secs).")
}

func (s *script) envelopes() {
	first := s.between(1, s.exists)
	n := min(s.between(1, 4), s.exists-first+1)
	s.tag().s("UID FETCH ").n(s.uid()).s(":* (FLAGS INTERNALDATE RFC822.SIZE ENVELOPE)").end()
	for i := range n {
		from, to := s.pick(names), s.pick(names)
		s.say(server).s("* ").n(first + i).s(" FETCH (UID ").n(s.uid()).s(" FLAGS (").s(s.pick(flagSets)).s(") RFC822.SIZE ").n(s.between(900, 90000))
		s.s(` INTERNALDATE "17-Nov-2026 09:12:44 +0100" ENVELOPE ("Tue, 17 Nov 2026 09:12:40 +0100" "`)
		s.s(s.pick(words)).s(" ").s(s.pick(words)).s(" ").s(s.pick(words)).s(`" ((NIL NIL "`).s(from).s(`" "`).s(s.pick(domains)).s(`")) NIL NIL (("`)
		s.s(to).s(`" NIL "`).s(to).s(`" "`).s(s.pick(domains)).s(`")) NIL NIL NIL "<`).n(s.below(1 << 30)).s(`@example.com>"))`).end()
	}
	s.ok("Fetch completed (0.002 + 0.000 secs).")
}

// message fetches a message's text or header, or asks for one that is gone.
func (s *script) message() {
	item, octets := "BODY.PEEK[]", s.between(400, 5000)
	switch n := s.below(20); {
	case n == 0:
		octets = s.between(20000, 60000)
	case n < 6:
		item, octets = "BODY.PEEK[HEADER]", s.between(200, 900)
	case n < 8:
		item = "BODY[TEXT]"
	case n == 8:
		s.tag().s("UID FETCH ").n(s.uidnext + 7).s(" (BODY[])").end()
		s.ok("Fetch completed (0.001 + 0.000 secs).")
		return
	}
	text := s.mail.cut(&s.random, octets)
	uid := s.uid()
	s.tag().s("UID FETCH ").n(uid).s(" (").s(item).s(")").end()
	if item == "BODY.PEEK[]" || item == "BODY.PEEK[HEADER]" {
		item = "BODY" + item[len("BODY.PEEK"):]
	}
	s.say(server).s("* ").n(s.between(1, s.exists)).s(" FETCH (UID ").n(uid).s(" ").s(item).s(" {").n(len(text)).s("}\r\n").b(text).s(")").end()
	s.ok("Fetch completed (0.003 + 0.000 secs).")
}

func (s *script) store() {
	uid := s.uid()
	s.tag().s("UID STORE ").n(uid).s(` +FLAGS (\Seen)`).end()
	s.say(server).s("* ").n(s.between(1, s.exists)).s(" FETCH (UID ").n(uid).s(` FLAGS (\Seen))`).end()
	s.ok("Store completed (0.001 + 0.000 secs).")
}

func (s *script) search() {
	if s.chance(0.02) {
		s.tag().s("UID SEARCH CHARSET KOI-9 TEXT x").end()
		s.answer(s.tags, "NO", "[BADCHARSET (US-ASCII UTF-8)] Unknown charset")
		return
	}
	s.tag().s(`UID SEARCH UNSEEN SUBJECT "`).s(s.pick(words)).s(`"`).end()
	s.say(server).s("* SEARCH")
	for range s.below(40) {
		s.s(" ").n(s.uid())
	}
	s.end()
	s.ok("Search completed (0.002 + 0.000 secs).")
}

// upload appends a message, in a literal of either form.
func (s *script) upload() {
	text := s.mail.cut(&s.random, s.between(500, 6000))
	s.tag().s(`APPEND Sent (\Seen) {`).n(len(text))
	if s.chance(0.5) {
		s.s("+}\r\n").b(text).end()
	} else {
		s.s("}").end()
		s.say(server).s("+ OK").end()
		s.say(client).b(text).end()
	}
	s.ok("[APPENDUID 1763370000 " + s.pick(newUIDs) + "] Append completed (0.004 + 0.000 secs).")
}

// newUIDs are numbers as text: UIDs that an upload is told.
var newUIDs = []string{"3955", "3956", "18", "77120", "990"}

// pipeline sends several commands before the first answer.
func (s *script) pipeline() {
	first := s.tags + 1
	n := s.between(2, 5)
	for range n {
		s.tag().s("UID STORE ").n(s.uid()).s(` +FLAGS.SILENT (\Deleted)`).end()
	}
	for i := range n {
		s.answer(first+i, "OK", "Store completed (0.001 + 0.000 secs).")
	}
}
