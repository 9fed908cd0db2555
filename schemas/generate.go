//go:build ignore

// Generate writes the files that are made from the record structs; run it with go generate.
package main

import (
	"fmt"
	"os"

	"github.com/imaplog/imaplog/schemas/internal/gen"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run() error {
	model, err := gen.Load(".")
	if err != nil {
		return err
	}
	files, err := model.Files()
	if err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(name, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
