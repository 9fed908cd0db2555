package imap

import (
	"strings"
	"testing"
)

func TestEveryWordIsFound(t *testing.T) {
	words := 0
	for i := range wordList {
		w := &wordList[i]
		if w.name == "" {
			continue
		}
		words++
		if len(w.name) > maxWord {
			t.Errorf("%s is longer than maxWord", w.name)
		}
		for _, name := range []string{w.name, strings.ToLower(w.name), strings.ToLower(w.name[:1]) + w.name[1:]} {
			if got := lookupWord([]byte(name)); int(got) != i {
				t.Errorf("lookupWord(%q) = %q", name, got.name())
			}
		}
		for _, other := range []string{w.name[1:], w.name + "X", "X" + w.name, w.name[:1] + "\x00" + w.name[2:], strings.Repeat(" ", len(w.name))} {
			if got := lookupWord([]byte(other)); got != 0 && !strings.EqualFold(got.name(), other) {
				t.Errorf("lookupWord(%q) = %q", other, got.name())
			}
		}
	}
	if words > 250 {
		t.Errorf("%d words do not leave room in a wordIndex", words)
	}
}

func TestCommands(t *testing.T) {
	original := strings.Fields("CAPABILITY NOOP LOGOUT AUTHENTICATE LOGIN STARTTLS SELECT EXAMINE CREATE DELETE RENAME SUBSCRIBE UNSUBSCRIBE LIST " +
		"LSUB STATUS APPEND CHECK CLOSE EXPUNGE SEARCH FETCH STORE COPY UID")
	extensions := strings.Fields("ENABLE IDLE NAMESPACE MOVE UNSELECT ID GETACL SETACL DELETEACL LISTRIGHTS MYRIGHTS GETQUOTA GETQUOTAROOT SETQUOTA " +
		"SORT THREAD COMPRESS GETMETADATA SETMETADATA NOTIFY UNAUTHENTICATE REPLACE GENURLAUTH RESETKEY URLFETCH CONVERT XLIST " +
		"UIDBATCHES ESEARCH CANCELUPDATE LANGUAGE COMPARATOR GETJMAPACCESS PROXYAUTH XAPPLEPUSHSERVICE")
	all := Commands()
	if strings.Join(all[:25], " ") != strings.Join(original, " ") {
		t.Errorf("the 25 commands are %q", all[:25])
	}
	for i, name := range append(original, extensions...) {
		c, ok := LookupCommand([]byte(strings.ToLower(name)))
		if !ok || c.Name() != name || !IsCommand(name) || c.States() == 0 || c.base != (i < 25) {
			t.Errorf("%s: %v %v", name, c, ok)
		}
	}
	for _, name := range []string{"", "X", "XYZZY", "OK", "UIDFETCH", "UID LOGIN", "UID ", "UID  FETCH", "FETCH ", "LOG\x09N", strings.Repeat("X", 99)} {
		if IsCommand(name) {
			t.Errorf("%q is a command", name)
		}
	}
	for _, sub := range strings.Fields("FETCH STORE SEARCH COPY MOVE EXPUNGE SORT THREAD REPLACE") {
		c, ok := LookupCommand([]byte("uid " + strings.ToLower(sub)))
		if !ok || c.Name() != "UID "+sub || !c.IsUID() || c.States() != StateSelected {
			t.Errorf("UID %s: %v %v", sub, c, ok)
		}
	}
	all[0] = "changed"
	if Commands()[0] != CmdCapability {
		t.Error("Commands gives its own table away")
	}
}

func TestLookupDoesNotAllocate(t *testing.T) {
	names := [][]byte{[]byte("login"), []byte("UID fetch"), []byte("xyzzy"), []byte("XAPPLEPUSHSERVICE"), []byte("ok")}
	if n := testing.AllocsPerRun(100, func() {
		for _, name := range names {
			if c, ok := LookupCommand(name); ok {
				sink += c.Args()
			}
		}
	}); n != 0 {
		t.Error(n, "allocations")
	}
}

func TestStates(t *testing.T) {
	for name, want := range map[string]string{"LOGIN": "not_authenticated", "NOOP": "not_authenticated|authenticated|selected",
		"SELECT": "authenticated|selected", "FETCH": "selected", "COMPRESS": "not_authenticated|authenticated|selected"} {
		c, _ := LookupCommand([]byte(name))
		if got := c.States().String(); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
	if s, ok := StateSelected.Only(); !ok || s != StateSelected {
		t.Error("Only of one state:", s, ok)
	}
	if _, ok := stateAuth.Only(); ok || !stateAny.Has(stateAuth) || StateSelected.Has(stateAuth) {
		t.Error("sets of states")
	}
	if StateLogout.String() != "logout" || StateSet(0).String() != "" {
		t.Error("names of states")
	}
}

func TestTagAlphabet(t *testing.T) {
	for c := range 256 {
		legal := c > 0x20 && c < 0x7f && !strings.ContainsRune(`(){%*"\+`, rune(c)) || c == '}'
		tag := []byte{'A', byte(c)}
		if IsTag(tag) != legal {
			t.Errorf("IsTag(%q) = %v", tag, !legal)
		}
		if l := NewLayer([]byte(string(tag) + " NOOP\r\n")); l.IsClientCommand() != legal {
			t.Errorf("%q is %v", l.Raw(), l.Kind())
		}
	}
	if IsTag(nil) || IsAtom(nil) || IsAtom([]byte("a]")) || !IsAtom([]byte("a+")) {
		t.Error("IsTag, IsAtom")
	}
}
