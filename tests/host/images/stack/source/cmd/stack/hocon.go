package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// parseHOCON reads the part of HOCON that configuration files of the server use: objects, lists, quoted and plain
// values, key paths, comments, optional commas. Substitutions and includes are refused, not ignored.
func parseHOCON(text string) (map[string]any, error) {
	p := &hocon{text: []rune(text), line: 1}
	p.skip(true)
	var root map[string]any
	var err error
	if p.peek() == '{' {
		root, err = p.object()
	} else {
		root, err = p.members(0)
	}
	if err != nil {
		return nil, err
	}
	p.skip(true)
	if p.at < len(p.text) {
		return nil, p.fail("unexpected %q", p.peek())
	}
	return root, nil
}

type hocon struct {
	text []rune
	at   int
	line int
}

func (p *hocon) fail(format string, arguments ...any) error {
	return fmt.Errorf("line %d: %s", p.line, fmt.Sprintf(format, arguments...))
}

func (p *hocon) peek() rune {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *hocon) comment() bool {
	return p.peek() == '#' || (p.peek() == '/' && p.at+1 < len(p.text) && p.text[p.at+1] == '/')
}

// skip passes over blanks and comments, and over commas and ends of lines where members or elements are separated.
func (p *hocon) skip(separators bool) {
	for p.at < len(p.text) {
		c := p.peek()
		switch {
		case p.comment():
			for p.at < len(p.text) && p.peek() != '\n' {
				p.at++
			}
		case c == '\n' && separators:
			p.line++
			p.at++
		case c == ',' && separators:
			p.at++
		case c != '\n' && (unicode.IsSpace(c) || c == '\ufeff'):
			p.at++
		default:
			return
		}
	}
}

func (p *hocon) object() (map[string]any, error) {
	p.at++ // {
	return p.members('}')
}

func (p *hocon) members(end rune) (map[string]any, error) {
	result := map[string]any{}
	for {
		p.skip(true)
		if p.peek() == end {
			if end != 0 {
				p.at++
			}
			return result, nil
		}
		if p.at >= len(p.text) {
			return nil, p.fail("the closing %q is missing", end)
		}
		path, err := p.key()
		if err != nil {
			return nil, err
		}
		p.skip(false)
		switch p.peek() {
		case ':', '=':
			p.at++
			p.skip(true)
		case '{':
		default:
			return nil, p.fail("expected ':', '=' or '{' after the key %s", strings.Join(path, "."))
		}
		value, err := p.value()
		if err != nil {
			return nil, err
		}
		put(result, path, value)
	}
}

func put(into map[string]any, path []string, value any) {
	for _, part := range path[:len(path)-1] {
		next, isObject := into[part].(map[string]any)
		if !isObject {
			next = map[string]any{}
			into[part] = next
		}
		into = next
	}
	last := path[len(path)-1]
	old, wasObject := into[last].(map[string]any)
	added, isObject := value.(map[string]any)
	if wasObject && isObject { // objects under the same key are merged
		for key, inner := range added {
			put(old, []string{key}, inner)
		}
		return
	}
	into[last] = value
}

func (p *hocon) key() ([]string, error) {
	var path []string
	for {
		if p.peek() == '"' {
			part, err := p.quoted()
			if err != nil {
				return nil, err
			}
			path = append(path, part)
		} else {
			start := p.at
			for p.at < len(p.text) && (unicode.IsLetter(p.peek()) || unicode.IsDigit(p.peek()) || strings.ContainsRune("_-", p.peek())) {
				p.at++
			}
			if start == p.at {
				return nil, p.fail("unexpected %q where a key should be", p.peek())
			}
			path = append(path, string(p.text[start:p.at]))
		}
		if p.peek() != '.' {
			return path, nil
		}
		p.at++
	}
}

func (p *hocon) value() (any, error) {
	switch {
	case p.peek() == '{':
		return p.object()
	case p.peek() == '[':
		return p.list()
	case p.peek() == '"':
		value, err := p.quoted()
		if err != nil {
			return nil, err
		}
		p.skip(false)
		if c := p.peek(); c != 0 && c != '\n' && c != ',' && c != '}' && c != ']' {
			return nil, p.fail("unexpected %q after a quoted value", c)
		}
		return value, nil
	}
	start := p.at
	for p.at < len(p.text) && !strings.ContainsRune("\n,}]", p.peek()) && !p.comment() {
		if strings.ContainsRune("\"{[$^+`?!@*&\\:=", p.peek()) {
			return nil, p.fail("%q is not allowed in a value without quotes", p.peek())
		}
		p.at++
	}
	word := strings.TrimSpace(string(p.text[start:p.at]))
	switch word {
	case "":
		return nil, p.fail("a value is missing")
	case "true", "yes", "on":
		return true, nil
	case "false", "no", "off":
		return false, nil
	case "null":
		return nil, nil
	}
	if number, err := strconv.ParseFloat(word, 64); err == nil {
		return number, nil
	}
	return word, nil
}

func (p *hocon) list() (any, error) {
	p.at++ // [
	result := []any{}
	for {
		p.skip(true)
		if p.peek() == ']' {
			p.at++
			return result, nil
		}
		if p.at >= len(p.text) {
			return nil, p.fail("the closing ']' is missing")
		}
		value, err := p.value()
		if err != nil {
			return nil, err
		}
		result = append(result, value)
	}
}

// quoted reads a string with the escapes of JSON, or a raw one between three quotes.
func (p *hocon) quoted() (string, error) {
	rest := string(p.text[p.at:min(p.at+3, len(p.text))])
	if rest == `"""` {
		text := string(p.text[p.at+3:])
		end := strings.Index(text, `"""`)
		if end < 0 {
			return "", p.fail("the closing quotes are missing")
		}
		p.at += 6 + len([]rune(text[:end]))
		p.line += strings.Count(text[:end], "\n")
		return text[:end], nil
	}
	start := p.at
	for p.at++; p.at < len(p.text) && p.peek() != '"'; p.at++ {
		if p.peek() == '\n' {
			return "", p.fail("the closing quote is missing")
		}
		if p.peek() == '\\' {
			p.at++
		}
	}
	if p.at >= len(p.text) {
		return "", p.fail("the closing quote is missing")
	}
	p.at++
	var value string
	if err := json.Unmarshal([]byte(string(p.text[start:p.at])), &value); err != nil {
		return "", p.fail("bad string: %v", err)
	}
	return value, nil
}
