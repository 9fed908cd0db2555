package sinks

import (
	"slices"
	"testing"

	"github.com/imaplog/imaplog/schemas"
)

func TestAccount(t *testing.T) {
	var a Account
	balance(t, a.Stats(), 0, 0, 0, 0)
	a.Parsed(10)
	balance(t, a.Stats(), 10, 0, 10, 0)
	a.Delivered(3)
	a.Dropped(2, DroppedWriteError)
	a.Dropped(0, "nothing")
	before := a.Stats()
	a.Dropped(1, DroppedCancelled)
	a.Dropped(1, DroppedWriteError)
	balance(t, a.Stats(), 10, 3, 3, 4)
	if got, want := a.Stats().DroppedBy, (schemas.Counts{{Name: DroppedCancelled, N: 1}, {Name: DroppedWriteError, N: 3}}); !slices.Equal(got, want) {
		t.Errorf("%v, expected %v", got, want)
	}
	if want := (schemas.Counts{{Name: DroppedWriteError, N: 2}}); !slices.Equal(before.DroppedBy, want) {
		t.Errorf("an earlier account has changed to %v", before.DroppedBy)
	}
}
