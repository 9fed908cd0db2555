package imap

import (
	"fmt"
	"testing"
)

func TestParseResponse(t *testing.T) {
	for line, want := range map[string]string{
		"* OK [CAPABILITY IMAP4rev1] hi":     "untagged||OK|OK|CAPABILITY|IMAP4rev1|hi|[CAPABILITY IMAP4rev1] hi|",
		"* bye":                              "untagged||BYE|BYE|||||",
		"* 12 FETCH (UID 3)":                 "untagged||FETCH|||||(UID 3)|12",
		"* 3 exists":                         "untagged||EXISTS||||||3",
		"* LIST () NIL x":                    "untagged||LIST|||||() NIL x|",
		"* strange data":                     "untagged||strange|||||data|",
		"* 5 OK x":                           "untagged||OK|||||x|5",
		"A1 NO [overquota] full":             "tagged_response|A1|NO|NO|OVERQUOTA||full|[overquota] full|",
		"A1 OK":                              "tagged_response|A1|OK|OK|||||",
		"A1 BYE gone":                        "unknown|A1|BYE|BYE|||gone|gone|",
		"A1 LOGIN a b":                       "unknown||||||||",
		"+ [X y] go":                         "continuation||||X|y|go|[X y] go|",
		"+":                                  "continuation||||||||",
		"+ dXNlcg==":                         "continuation||||||dXNlcg==|dXNlcg==|",
		"A1 OK [APPENDUID 3 955] done\r":     "tagged_response|A1|OK|OK|APPENDUID|3 955|done|[APPENDUID 3 955] done|",
		"":                                   "unknown||||||||",
		"hello":                              "unknown||||||||",
		`* OK [INPROGRESS ("A1" 3 9)] hm`:    `untagged||OK|OK|INPROGRESS|("A1" 3 9)|hm|[INPROGRESS ("A1" 3 9)] hm|`,
		"* ESEARCH (TAG \"A1\") UID ALL 1:3": `untagged||ESEARCH|||||(TAG "A1") UID ALL 1:3|`,
	} {
		r := ParseResponse([]byte(line))
		number := ""
		if r.HasNumber {
			number = fmt.Sprint(r.Number)
		}
		got := fmt.Sprintf("%v|%s|%s|%s|%s|%s|%s|%s|%s", r.Kind, r.Tag, r.Verb, r.Status, r.Code, r.CodeArgs, r.Text, r.Args, number)
		if got != want {
			t.Errorf("%q: %s, want %s", line, got, want)
		}
	}
	line := []byte("A1 NO [overquota] full")
	if n := testing.AllocsPerRun(100, func() {
		r := ParseResponse(line)
		sink += len(r.Code)
	}); n != 0 {
		t.Error(n, "allocations")
	}
}

func TestParseCommand(t *testing.T) {
	for line, want := range map[string]string{
		"A1 login joe pw":     "A1|login|LOGIN|joe pw",
		"A1 UID fetch 1 (X)":  "A1|UID fetch|UID FETCH|1 (X)",
		"A1 UID":              "A1|UID|UID|",
		"A1 UID XYZZY 1":      "A1|UID XYZZY||1",
		"A1 UID (":            "A1|UID|UID|(",
		"A1 NOOP":             "A1|NOOP|NOOP|",
		"A1 NOOP\r":           "A1|NOOP|NOOP|",
		"A1 XYZZY  a ":        "A1|XYZZY|| a ",
		"A1 OK x":             "",
		"A1 BYE":              "",
		"* NOOP":              "",
		"+ NOOP":              "",
		"A1":                  "",
		"A1 ":                 "",
		"A1 {4}":              "",
		"":                    "",
		"A1 LOGIN {4}":        "A1|LOGIN|LOGIN|{4}",
		"A1 uid expunge 1:2 ": "A1|uid expunge|UID EXPUNGE|1:2 ",
	} {
		c, ok := ParseCommand([]byte(line))
		got := ""
		if ok {
			name := ""
			if c.Command != nil {
				name = c.Command.Name()
			}
			got = fmt.Sprintf("%s|%s|%s|%s", c.Tag, c.Name, name, c.Args)
		}
		if got != want {
			t.Errorf("%q: %s, want %s", line, got, want)
		}
	}
}

func TestCodes(t *testing.T) {
	for _, name := range codeNames {
		if !IsCode(name) {
			t.Errorf("%s is no code", name)
		}
	}
	for _, name := range []string{"", "LOGIN", "OK", "READ\x0dONLY", "READ-ONLYX"} {
		if IsCode(name) {
			t.Errorf("%q is a code", name)
		}
	}
	for _, name := range []string{"AUTHENTICATIONFAILED", "alert", "Copyuid", "unknown-cte"} {
		if !IsCode(name) {
			t.Errorf("%q is no code", name)
		}
	}
}
