package schemas

func appendList(dst []byte, list []string) []byte {
	dst = append(dst, '[')
	for i, s := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendText(append(dst, '"'), s)
	}
	return append(dst, ']')
}

func appendNumbers(dst []byte, list []uint16) []byte {
	dst = append(dst, '[')
	for i, n := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendUint(dst, uint64(n))
	}
	return append(dst, ']')
}

// appendName appends the name of an object's member and what stands before it.
func appendName(dst []byte, i int, name string) []byte {
	if i > 0 {
		dst = append(dst, ',')
	}
	dst = appendText(append(dst, '"'), name)
	return append(dst, ':')
}

func appendCounts(dst []byte, counts Counts) []byte {
	dst = append(dst, '{')
	for i := range counts {
		dst = appendUint(appendName(dst, i, counts[i].Name), counts[i].N)
	}
	return append(dst, '}')
}

func appendPairs(dst []byte, pairs Pairs) []byte {
	dst = append(dst, '{')
	for i := range pairs {
		dst = append(appendName(dst, i, pairs[i].Name), '"')
		dst = appendText(dst, pairs[i].Value)
	}
	return append(dst, '}')
}

func appendSinks(dst []byte, sinks Sinks) []byte {
	dst = append(dst, '{')
	for i := range sinks {
		dst = sinks[i].appendJSON(appendName(dst, i, sinks[i].Name))
	}
	return append(dst, '}')
}
