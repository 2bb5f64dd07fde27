package main

import (
	"strings"
	"testing"
)

func TestOptions(t *testing.T) {
	o, err := parse("mongorestore", strings.Fields("--archive=x --nsFrom=a.* --nsTo b.* --nsExclude admin.* --nsExclude=config.* --drop --gzip --port 1"))
	if err != nil || o.archive != "x" || len(o.nsExclude) != 2 || o.nsTo[0] != "b.*" || !o.drop || !o.gzip || o.address() != "localhost:1" {
		t.Fatalf("%+v %v", o, err)
	}
	if o, err := parse("mongodump", []string{"--archive", "--host", "h:2"}); err != nil || o.archive != "-" || o.address() != "h:2" {
		t.Fatalf("%+v %v", o, err)
	}
	for _, refused := range []struct{ tool, line, named string }{
		{"mongodump", "--archive --oplog", "oplog"},
		{"mongodump", "--archive file", "file"},
		{"mongodump", "--archive -d x", "-d"},
		{"mongodump", "--archive --drop", "drop"},
		{"mongodump", "--archive --gzip=no", "gzip"},
		{"mongodump", "--archive --db", "db"},
		{"mongodump", "--archive --db --gzip", "db"},
		{"mongodump", "--archive=", "archive"},
		{"mongodump", "--out=x", "out"},
		{"mongodump", "--gzip", "--archive"},
		{"mongodump", "--archive --uri mongodb://a --port 1", "--uri"},
		{"mongorestore", "--archive --db x", "db"},
		{"mongorestore", "--archive --preserveUUID", "preserveUUID"},
		{"mongotools", "--archive", "mongotools"},
	} {
		if _, err := parse(refused.tool, strings.Fields(refused.line)); err == nil || !strings.Contains(err.Error(), refused.named) {
			t.Errorf("%s %s: %v", refused.tool, refused.line, err)
		}
	}
}

func TestPatterns(t *testing.T) {
	for _, each := range []struct {
		pattern, name string
		fits          bool
	}{
		{"*", "a.b.c", true}, {"a.*", "a.b.c", true}, {"a.*", "ab.c", false}, {"*.b", "a.b", true}, {"a.b", "a.bc", false},
		{`a.\*`, "a.*", true}, {`a.\*`, "a.b", false}, {`a.\\`, `a.\`, true}, {"a.*", "a.x\ny", true}, {"a.(b", "a.(b", true},
	} {
		p, err := newPatterns([]string{each.pattern})
		if err != nil || p.has(split(each.name)) != each.fits {
			t.Errorf("%s %s: %v", each.pattern, each.name, err)
		}
	}
	if _, err := newPatterns([]string{"$a$.b"}); err == nil {
		t.Error("a variable was taken in a pattern")
	}
}

func TestRenames(t *testing.T) {
	r, err := newRenames([]string{"a.*", "$db$.x_$n$", "a.b"}, []string{"drill.*", "$db$_$n$.$db$", "z.z"})
	if err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{"a.c.d": "drill.c.d", "q.x_1": "q_1.q", "a.b": "z.z", "other.c": "other.c", "a.$1": "drill.$1"} {
		if got := r.of(split(from)).String(); got != to {
			t.Errorf("%s went to %s", from, got)
		}
	}
	for _, wrong := range [][2]string{{"a.*", "a"}, {"a", "a.*"}, {"$a", "b"}, {"$a$.$a$", "$a$.b"}, {"$a$.b", "$c$.b"}, {"a.*", "$x$.b"}} {
		if _, err := newRenames([]string{wrong[0]}, []string{wrong[1]}); err == nil {
			t.Errorf("%v was taken", wrong)
		}
	}
	if _, err := newRenames([]string{"a"}, nil); err == nil {
		t.Error("--nsFrom without --nsTo was taken")
	}
}
