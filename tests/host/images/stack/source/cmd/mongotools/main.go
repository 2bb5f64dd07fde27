// Stand-ins for mongodump and mongorestore, which behaves as the one whose name it is called by. They write and read the
// real archives (mongo-tools, common/archive/spec.md) and end as the real ones do, as far as a backup can tell them apart.
// They know few options, and refuse the others.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

// toolVersion is the one whose behaviour was measured; nobody shall take this one for it.
const toolVersion = "100.9.4-stand-in"

func main() {
	os.Exit(run(filepath.Base(os.Args[0]), os.Args[1:]))
}

// run is one call of a tool. It returns the exit code.
func run(tool string, arguments []string) int {
	o, err := parse(tool, arguments)
	if err != nil {
		logf("error parsing command line options: %v", err)
		logf("try '%s --help' for more information", tool)
		return 1
	}
	if o.version {
		fmt.Printf("%s version: %s\nGo version: %s\n   os: %s\n   arch: %s\n", tool, toolVersion, runtime.Version(), runtime.GOOS, runtime.GOARCH)
		return 0
	}
	quiet = o.quiet
	stop := interrupted()
	if tool == "mongorestore" {
		return runRestore(o, stop)
	}
	if err := dump(o, stop); err != nil {
		logf("Failed: %s", strings.TrimSpace(err.Error()))
		return 1
	}
	return 0
}

// interrupted is closed by the first signal to stop. The second one ends the program where it is. A reader that has gone
// away is an error of the write, not a signal.
func interrupted() <-chan struct{} {
	signal.Ignore(syscall.SIGPIPE)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	stop := make(chan struct{})
	go func() {
		logf("signal '%s' received; attempting to shut down", <-signals)
		close(stop)
		logf("signal '%s' received; forcefully terminating", <-signals)
		os.Exit(1)
	}()
	return stop
}
