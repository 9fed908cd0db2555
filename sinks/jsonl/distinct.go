package jsonl

import (
	"fmt"
	"path/filepath"

	"github.com/imaplog/imaplog/schemas"
)

// Distinct gives an error where two targets would write the same file, by their names alone: each would write over the
// other's lines. Devices may be named twice. The error is a fault of usage.
func Distinct(targets ...Target) error {
	by := make(map[string]string)
	for _, t := range targets {
		for _, file := range t.Files() {
			if other, taken := by[file]; taken {
				return fmt.Errorf("outputs %q and %q would both write %s: name each once", other, t.Path, file)
			}
			by[file] = t.Path
		}
	}
	return nil
}

// Files names what the target may write, a clean path for each; standard output has a name of its own.
func (t Target) Files() []string {
	switch t.Form {
	case Stdout:
		return []string{stdoutName}
	case File:
		return []string{filepath.Clean(t.Path)}
	case Directory:
		var names []string
		for k := schemas.KindTransaction; k <= schemas.KindStats; k++ {
			names = append(names, filepath.Join(t.Path, fileName(k)))
		}
		return names
	}
	return nil
}
