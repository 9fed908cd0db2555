package capture

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// inputs finds what the names mean: a file, a directory's files, a glob's matches, or "-" for standard input. All that mean
// nothing are told at once. What two names lead to is taken once.
func inputs(names []string) ([]*input, error) {
	var found []*input
	var faults []error
	seen := map[string]bool{}
	for _, name := range names {
		paths, err := expand(name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		for _, path := range paths {
			key := identity(path)
			if seen[key] {
				continue
			}
			seen[key] = true
			in, err := newInput(path)
			if err != nil {
				faults = append(faults, err)
				continue
			}
			found = append(found, in)
		}
	}
	if len(names) == 0 {
		faults = append(faults, errors.New("no capture was named"))
	}
	return found, errors.Join(faults...)
}

// expand returns the paths that a name stands for.
func expand(name string) ([]string, error) {
	if name == stdinName {
		return []string{name}, nil
	}
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return list(name)
	case err == nil:
		return []string{name}, nil
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(name, "*?["):
		return glob(name)
	}
	return nil, err
}

// list returns a directory's files in the order of their names, without hidden ones and subdirectories.
func list(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, e := range entries {
		if path := filepath.Join(dir, e.Name()); visible(path) {
			paths = append(paths, path)
		}
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("%s: the directory has no files", dir)
	}
	return paths, nil
}

func glob(pattern string) ([]string, error) {
	matches, err := filepath.Glob(pattern)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", pattern, err)
	}
	var paths []string
	for _, path := range matches {
		if visible(path) {
			paths = append(paths, path)
		}
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("%s: no file matches", pattern)
	}
	return paths, nil
}

// visible says whether what was found, not named, is to be read: a regular file (or a link to one) that is not hidden.
func visible(path string) bool {
	if strings.HasPrefix(filepath.Base(path), ".") {
		return false
	}
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// identity is equal for paths that lead to one file.
func identity(path string) string {
	if path == stdinName {
		return path
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return "/" + path // never "-"
}

func newInput(path string) (*input, error) {
	if path == stdinName {
		in := &input{path: path, name: path, size: -1, once: true}
		if info, err := os.Stdin.Stat(); err == nil && info.Mode().IsRegular() {
			in.size = info.Size()
		}
		return in, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	in := &input{path: path, name: filepath.Base(path), size: info.Size()}
	if !info.Mode().IsRegular() {
		in.size, in.once = -1, true
	}
	return in, nil
}
