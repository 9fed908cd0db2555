package arch

import (
	"fmt"
	"slices"
	"strings"
)

// user is a file that imports: its package's folder, and whether it is a test.
type user struct {
	folder string
	test   bool
}

// roomOf gives the row with the longest path that holds the folder.
func roomOf(folder string) (best room, ok bool) {
	for _, r := range rooms {
		if (folder == r.path || strings.HasPrefix(folder, r.path+"/")) && len(r.path) >= len(best.path) {
			best, ok = r, true
		}
	}
	return best, ok
}

// within says whether the folder is in one of the rooms.
func within(folder string, paths []string) bool {
	r, ok := roomOf(folder)
	return ok && slices.Contains(paths, r.path)
}

// verdict says in a sentence what is wrong with the import, or nothing if it follows an arrow.
func verdict(by user, path string) string {
	from, ok := roomOf(by.folder)
	switch {
	case !ok:
		return fmt.Sprintf("%s has no row in the table of allowed imports: say in internal/arch what it may import", by.folder)
	case path == "C":
		return fmt.Sprintf("%s imports C: the project builds without cgo", by.folder)
	case path == module || strings.HasPrefix(path, module+"/"):
		return ours(by, from, strings.TrimPrefix(strings.TrimPrefix(path, module), "/"))
	case strings.Contains(strings.Split(path, "/")[0], "."):
		return theirs(by, from, path)
	}
	return ""
}

func ours(by user, from room, folder string) string {
	to, ok := roomOf(folder)
	switch {
	case !ok:
		return fmt.Sprintf("%s imports %s, which has no row in the table of allowed imports", by.folder, folder)
	case from.path == to.path:
		return ""
	case to.path == "cmd" || to.path == "bench":
		return fmt.Sprintf("%s imports %s: nothing points at %s", by.folder, folder, to.path)
	case to.testsOnly && !by.test && !from.testsOnly:
		return fmt.Sprintf("%s imports %s: only tests may", by.folder, folder)
	case from.any, within(folder, from.imports), within(folder, from.types):
		return ""
	case by.test && !from.alone:
		return ""
	case strings.HasPrefix(from.path, "sinks/") && strings.HasPrefix(to.path, "sinks/"):
		return fmt.Sprintf("%s imports %s: no sink points at another", by.folder, folder)
	}
	return fmt.Sprintf("%s imports %s: there is no arrow %s → %s", by.folder, folder, from.path, to.path)
}

func theirs(by user, from room, path string) string {
	allowed := from.libraries
	if by.test {
		allowed = append(slices.Clone(allowed), testLibraries...)
	}
	for _, lib := range allowed {
		if path == lib || strings.HasPrefix(path, lib+"/") {
			return ""
		}
	}
	return fmt.Sprintf("%s imports %s: there is no arrow from %s to that module", by.folder, path, from.path)
}
