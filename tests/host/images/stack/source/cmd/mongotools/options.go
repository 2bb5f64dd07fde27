package main

import (
	"errors"
	"fmt"
	"strings"
)

// options of both tools. archive: "-" is standard output or input.
type options struct {
	archive, db, host, port, uri       string
	gzip, quiet, version, drop, dryRun bool
	nsInclude, nsExclude, nsFrom, nsTo []string
}

// parse reads a command line as the real tools do: `--name value` or `--name=value`, but `--archive` takes one only behind
// an equals sign. What is not known is an error that names it: an option that is silently left out would be a lie.
func parse(tool string, arguments []string) (options, error) {
	var o options
	flags := map[string]*bool{"gzip": &o.gzip, "quiet": &o.quiet, "version": &o.version}
	values := map[string]func(string){"host": set(&o.host), "port": set(&o.port), "uri": set(&o.uri)}
	switch tool {
	case "mongodump":
		values["db"] = set(&o.db)
	case "mongorestore":
		flags["drop"], flags["dryRun"] = &o.drop, &o.dryRun
		values["nsInclude"], values["nsExclude"] = add(&o.nsInclude), add(&o.nsExclude)
		values["nsFrom"], values["nsTo"] = add(&o.nsFrom), add(&o.nsTo)
	default:
		return o, fmt.Errorf("this program is mongodump or mongorestore by its name, and not `%s`", tool)
	}
	for len(arguments) > 0 {
		argument := arguments[0]
		arguments = arguments[1:]
		option, isOption := strings.CutPrefix(argument, "--")
		if !isOption || option == "" {
			return o, fmt.Errorf("this stand-in for %s knows no argument `%s`", tool, argument)
		}
		name, value, hasValue := strings.Cut(option, "=")
		if flag, isFlag := flags[name]; isFlag {
			if hasValue {
				return o, fmt.Errorf("bool flag `--%s' cannot have an argument", name)
			}
			*flag = true
			continue
		}
		if name == "archive" && !hasValue {
			o.archive = "-"
			continue
		}
		take, isKnown := values[name]
		if name == "archive" {
			take, isKnown = set(&o.archive), true
		}
		if !isKnown {
			return o, fmt.Errorf("unknown option `%s` (this is a stand-in for %s)", name, tool)
		}
		if !hasValue {
			if len(arguments) == 0 || len(arguments[0]) > 1 && arguments[0][0] == '-' {
				return o, fmt.Errorf("expected argument for flag `--%s'", name)
			}
			value, arguments = arguments[0], arguments[1:]
		}
		if value == "" {
			return o, fmt.Errorf("the option `--%s` is empty", name)
		}
		take(value)
	}
	return o, o.check(tool)
}

func (o options) check(tool string) error {
	switch {
	case o.version:
		return nil
	case o.archive == "":
		return fmt.Errorf("this stand-in for %s knows archives only: --archive is missing", tool)
	case o.uri != "" && (o.host != "" || o.port != ""):
		return errors.New("--uri can not be given with --host or --port")
	case o.port != "" && strings.Contains(o.host, ":"):
		return errors.New("--port can not be given with a port in --host")
	}
	return nil
}

// location is what the real tools call the archive in what they log.
func (o options) location(standard string) string {
	if o.archive == "-" {
		return "archive on " + standard
	}
	return fmt.Sprintf("archive '%s'", o.archive)
}

func set(to *string) func(string) {
	return func(value string) { *to = value }
}

func add(to *[]string) func(string) {
	return func(value string) { *to = append(*to, value) }
}
