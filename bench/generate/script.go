package main

// script is one client at its mail: it says what comes next. What it knows is what a real client and server know.
type script struct {
	*talk
	random
	mail *mail

	form     string // of the tags
	tags     int
	left     int // actions until LOGOUT
	begun    bool
	user     int
	selected string
	exists   int
	uidnext  int
}

func (s *script) start(seed uint64) {
	s.random = random(seed)
	s.form = s.pick(tagForms)
	s.tags, s.begun, s.selected = 0, false, ""
	s.left = s.between(4, 64)
	s.user = s.below(20000)
}

// next writes the next exchange; false when the last was it.
func (s *script) next() bool {
	s.reset()
	switch {
	case !s.begun:
		s.begun = true
		s.greet()
		s.login()
		s.list()
		s.choose()
	case s.left == 0:
		s.left = -1
		s.logout()
	case s.left < 0:
		return false
	default:
		s.left--
		s.act()
	}
	return true
}

// act does one thing that a client does when it is in a mailbox. The shares give about one transaction for four frames,
// of about 300 octets each: somewhat more to parse than the mail traffic that was measured, which had one for five.
func (s *script) act() {
	switch n := s.below(100); {
	case n < 20:
		s.flags()
	case n < 38:
		s.envelopes()
	case n < 56:
		s.message()
	case n < 66:
		s.store()
	case n < 73:
		s.search()
	case n < 78:
		s.status()
	case n < 83:
		s.noop()
	case n < 88:
		s.idle()
	case n < 92:
		s.upload()
	case n < 96:
		s.pipeline()
	default:
		s.choose()
	}
}

// tag begins a command line.
func (s *script) tag() *talk {
	s.tags++
	return s.say(client).s(s.form).n(s.tags).s(" ")
}

// ok ends a command with its tagged response.
func (s *script) ok(text string) { s.answer(s.tags, "OK", text) }

func (s *script) answer(tag int, status, text string) {
	s.say(server).s(s.form).n(tag).s(" ").s(status).s(" ").s(text).end()
}
