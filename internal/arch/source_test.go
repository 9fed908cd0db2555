package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// source is a parsed file of the project.
type source struct {
	user
	file string
	tree *ast.File
}

// sources parses every Go file of the module, of every operating system and build tag. Modules within it, testdata and
// hidden folders are left out.
func sources(t *testing.T) []source {
	t.Helper()
	root := os.DirFS(filepath.Join("..", ".."))
	var all []source
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return skip(root, name)
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		by := user{folder: path.Dir(name), test: strings.HasSuffix(name, "_test.go")}
		all = append(all, source{by, name, tree})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// skip says whether the folder is outside the module.
func skip(root fs.FS, name string) error {
	if name == "." {
		return nil
	}
	base := path.Base(name)
	_, err := fs.Stat(root, path.Join(name, "go.mod"))
	if base == "testdata" || base == "vendor" || base[0] == '.' || base[0] == '_' || err == nil {
		return fs.SkipDir
	}
	return nil
}

// imports gives the paths that the file imports.
func imports(f *ast.File) []string {
	var paths []string
	for _, i := range f.Imports {
		if p, err := strconv.Unquote(i.Path.Value); err == nil {
			paths = append(paths, p)
		}
	}
	return paths
}

// functions gives the names of the exported functions of each folder, methods not counted.
func functions(all []source) map[string]map[string]bool {
	found := map[string]map[string]bool{}
	for _, s := range all {
		if s.test {
			continue
		}
		for _, d := range s.tree.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv != nil || !f.Name.IsExported() {
				continue
			}
			if found[s.folder] == nil {
				found[s.folder] = map[string]bool{}
			}
			found[s.folder][f.Name.Name] = true
		}
	}
	return found
}

// localName is the name by which the file knows an imported package.
func localName(f *ast.File, importPath string) string {
	for _, i := range f.Imports {
		if p, _ := strconv.Unquote(i.Path.Value); p == importPath && i.Name != nil {
			return i.Name.Name
		}
	}
	return path.Base(importPath)
}
