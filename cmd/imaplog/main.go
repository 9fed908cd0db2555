package main

import (
	"errors"
	"fmt"
	"os"
)

// Exit statuses. A signal's is 128 and its number, as a shell gives it.
const (
	exitDone  = 0
	exitFault = 1
	exitUsage = 2
)

func main() { os.Exit(run(os.Args[1:])) }

// run does all that the command does and gives the exit status.
func run(args []string) int {
	cfg, shown, err := parse(args, os.Stdout)
	if shown {
		return exitDone
	}
	if err == nil {
		err = cfg.process()
	}
	return status(err)
}

// status says what went wrong, once, and gives its exit status.
func status(err error) int {
	var usage usageError
	var stop stopped
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &stop):
		return 128 + int(stop.signal)
	case errors.As(err, &usage):
		fmt.Fprintf(os.Stderr, "imaplog: %v\nimaplog --help shows what there is.\n", err)
		return exitUsage
	case errors.Is(err, errTold):
		return exitFault
	}
	fmt.Fprintf(os.Stderr, "imaplog: %v\n", err)
	return exitFault
}
