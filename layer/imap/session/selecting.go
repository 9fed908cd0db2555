package session

// selecting gives the SELECT or EXAMINE whose data is coming: the oldest open command is one.
func (s *conn) selecting() *command {
	if c := s.oldest; c != nil && (c.verb == verbSelect || c.verb == verbExamine) {
		return c
	}
	return nil
}

// oldestSelect gives the oldest open SELECT or EXAMINE.
func (s *conn) oldestSelect() *command {
	for c := s.oldest; c != nil; c = c.next {
		if c.verb == verbSelect || c.verb == verbExamine {
			return c
		}
	}
	return nil
}
