package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"
)

// errTerminated is how a tool ends that was told to stop.
var errTerminated = errors.New("received termination signal")

// quiet hides all that is logged, errors and the counts of a restore too, as --quiet of the real ones does.
var quiet bool

// logf writes a line to standard error, where the real ones log.
func logf(format string, values ...any) {
	if !quiet {
		fmt.Fprintf(os.Stderr, "%s\t%s\n", time.Now().Format("2006-01-02T15:04:05.000-0700"), fmt.Sprintf(format, values...))
	}
}

const (
	progressEvery = 3 * time.Second
	barLength     = 24
)

// logProgress writes a bar: how many of the documents of a collection have been read.
func logProgress(of namespace, done, total int64) {
	total = max(done, total, 1)
	filled := int(done * barLength / total)
	bar := strings.Repeat("#", filled) + strings.Repeat(".", barLength-filled)
	logf("[%s]  %s  %d/%d  (%.1f%%)", bar, of, done, total, 100*float64(done)/float64(total))
}

func plural(count int64, one, many string) string {
	if count == 1 {
		return fmt.Sprintf("%d %s", count, one)
	}
	return fmt.Sprintf("%d %s", count, many)
}
