package main

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// A pattern of namespaces is a text in which `*` stands for anything (`\*` is a star, `\\` a backslash). In renames it may
// have variables instead, such as `$db$`; then a star is a star.
type pattern struct {
	matches *regexp.Regexp
	// parts alternate: text, name of what is open, text, …
	parts []string
}

func newPattern(text string) (pattern, error) {
	parts, err := partsOf(text)
	if err != nil {
		return pattern{}, err
	}
	expression, seen := "(?s)^", map[string]bool{}
	for i, part := range parts {
		if i%2 == 0 {
			expression += regexp.QuoteMeta(part)
			continue
		}
		if seen[part] {
			return pattern{}, fmt.Errorf("variable name `%s` used more than once", part)
		}
		seen[part] = true
		expression += "(.*?)"
	}
	return pattern{regexp.MustCompile(expression + "$"), parts}, nil
}

func partsOf(text string) ([]string, error) {
	if !strings.Contains(text, "$") {
		return stars(text), nil
	}
	parts := strings.Split(text, "$")
	if len(parts)%2 == 0 {
		return nil, fmt.Errorf("odd number of dollar signs in `%s`", text)
	}
	return parts, nil
}

// stars gives each of them a number as its name.
func stars(text string) []string {
	parts := []string{""}
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text):
			i++
			parts[len(parts)-1] += text[i : i+1]
		case text[i] == '*':
			parts = append(parts, strconv.Itoa(len(parts)/2), "")
		default:
			parts[len(parts)-1] += text[i : i+1]
		}
	}
	return parts
}

type patterns []pattern

func newPatterns(texts []string) (patterns, error) {
	var all patterns
	for _, text := range texts {
		if strings.Contains(text, "$") {
			return nil, fmt.Errorf("'$' is not allowed in include/exclude patterns: `%s`", text)
		}
		each, err := newPattern(text)
		if err != nil {
			return nil, err
		}
		all = append(all, each)
	}
	return all, nil
}

func (p patterns) has(of namespace) bool {
	for _, each := range p {
		if each.matches.MatchString(of.String()) {
			return true
		}
	}
	return false
}

// rename: to is what is filled in, in parts as a pattern's.
type rename struct {
	from pattern
	to   []string
}

type renames []rename

func newRenames(from, to []string) (renames, error) {
	if len(from) != len(to) {
		return nil, errors.New("--nsFrom and --nsTo arguments must be specified an equal number of times")
	}
	var all renames
	for i := range from {
		before, err := newPattern(from[i])
		if err != nil {
			return nil, err
		}
		after, err := partsOf(to[i])
		if err != nil {
			return nil, err
		}
		if !strings.Contains(from[i], "$") && len(before.parts) != len(after) {
			return nil, fmt.Errorf("different number of asterisks in from: `%s` and to: `%s`", from[i], to[i])
		}
		known := before.values(before.parts)
		for j := 1; j < len(after); j += 2 {
			if _, isKnown := known[after[j]]; !isKnown {
				return nil, fmt.Errorf("unknown variable `%s` in `%s`", after[j], to[i])
			}
		}
		all = append(all, rename{before, after})
	}
	return all, nil
}

// values: what stands for each name, where found is as long as the pattern's parts or longer.
func (p pattern) values(found []string) map[string]string {
	all := map[string]string{}
	for i := 1; i < len(p.parts); i += 2 {
		all[p.parts[i]] = found[(i+1)/2]
	}
	return all
}

// of: the last pair that fits wins.
func (r renames) of(name namespace) namespace {
	for i := len(r) - 1; i >= 0; i-- {
		found := r[i].from.matches.FindStringSubmatch(name.String())
		if found == nil {
			continue
		}
		values, renamed := r[i].from.values(found), ""
		for j, part := range r[i].to {
			if j%2 == 1 {
				part = values[part]
			}
			renamed += part
		}
		return split(renamed)
	}
	return name
}
