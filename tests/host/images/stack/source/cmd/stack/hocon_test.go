package main

import (
	"reflect"
	"testing"
)

func TestParseHOCON(t *testing.T) {
	got, err := parseHOCON("# c\nauth {\n  fixed_users {\n    enabled: true, // c\n    users: [\n      {username: \"support\", password: \"a\\\"b\\\\c ${x}\", admin: true, name: \"S\"},\n    ]\n  }\n}\na.b = 3\na { c = plain words }\n")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"auth": map[string]any{"fixed_users": map[string]any{"enabled": true, "users": []any{
			map[string]any{"username": "support", "password": `a"b\c ${x}`, "admin": true, "name": "S"}}}},
		"a": map[string]any{"b": 3.0, "c": "plain words"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%#v", got)
	}
}

func TestRefusesBrokenHOCON(t *testing.T) {
	for _, text := range []string{"a {", "a: [1", `a: "x`, "a b", "a: ", `a: "x" y`, "a: ${b}", "}"} {
		if got, err := parseHOCON(text); err == nil {
			t.Errorf("%q was taken as %v", text, got)
		}
	}
}
