package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.mongodb.org/mongo-driver/bson"
)

// root is the repository's.
const root = "../../../../../../.."

// contents collects what a reader tells.
type contents map[namespace][]bson.Raw

func (c contents) begin(of namespace) error { c[of] = []bson.Raw{}; return nil }
func (c contents) end(of namespace) error   { return nil }
func (c contents) document(of namespace, raw bson.Raw) error {
	c[of] = append(c[of], raw)
	return nil
}

func readAll(archive []byte) (contents, error) {
	reader, all := newArchiveReader(bytes.NewReader(archive)), contents{}
	if _, err := reader.prelude(); err != nil {
		return nil, err
	}
	_, err := reader.documents(all)
	return all, err
}

// python is what the console's reader says: its exit code and what it printed.
func python(t *testing.T, archive []byte) (int, string) {
	t.Helper()
	var program []byte
	for _, file := range []string{"mongo-archive-bytes.py", "mongo-archive.py"} {
		text, err := os.ReadFile(filepath.Join(root, "lib/facts", file))
		if err != nil {
			t.Fatal(err)
		}
		program = append(append(program, text...), '\n')
	}
	command := exec.Command("python3", "-I", "-S", "-c", string(program))
	command.Stdin = bytes.NewReader(archive)
	out, err := command.CombinedOutput()
	if err != nil && command.ProcessState == nil {
		t.Skip("python3 is not here: ", err)
	}
	return command.ProcessState.ExitCode(), string(out)
}

// sample: two collections side by side in more than one segment, and two that hold nothing.
func sample(t *testing.T) ([]byte, contents) {
	t.Helper()
	long, odd := namespace{"backend", "task"}, namespace{"backend", "x\"\n$(touch y)'\\🦜\u202e"}
	empty, view := namespace{"auth", "user"}, namespace{"auth", "seen"}
	about := prelude{server: "7.0.42", tool: toolVersion, parallel: atOnce}
	for _, each := range []namespace{long, odd, empty, view} {
		metadata, err := bson.MarshalExtJSON(description{Indexes: []bson.D{}, CollectionName: each.collection}, true, false)
		if err != nil {
			t.Fatal(err)
		}
		about.collections = append(about.collections, announced{each, string(metadata), "collection"})
	}
	about.collections[3].kind = "view"
	var out bytes.Buffer
	writer, expected := &archiveWriter{out: &out}, contents{empty: {}, view: {}}
	if err := writer.write(about.encode()); err != nil {
		t.Fatal(err)
	}
	open := []*collectionWriter{writer.begin(long), writer.begin(odd), writer.begin(empty), writer.begin(view)}
	for i := range 2 * segmentSize / 1000 {
		for _, to := range open[:2] {
			raw, err := bson.Marshal(bson.D{{Key: "_id", Value: i}, {Key: to.of.collection, Value: strings.Repeat("ÿ", 500)}})
			if err != nil {
				t.Fatal(err)
			}
			expected[to.of] = append(expected[to.of], raw)
			if err := to.add(raw); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, each := range open {
		if err := each.end(); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes(), expected
}

func TestWritesWhatTheConsoleReads(t *testing.T) {
	archive, expected := sample(t)
	if segments := bytes.Count(archive, header(namespace{"backend", "task"}, false, 0)); segments < 2 {
		t.Fatalf("%d segments are not interleaved", segments)
	}
	code, told := python(t, archive)
	size := 0
	for _, documents := range expected {
		for _, each := range documents {
			size += len(each)
		}
	}
	if want := fmt.Sprintf(`{"collections": 4, "documents": %d, "bytes": %d, "archiveBytes": %d`, 4*segmentSize/1000, size, len(archive)); code != 0 || !strings.Contains(told, want) {
		t.Fatalf("%d %s, not %s", code, told, want)
	}
}

func TestReadsWhatItWrites(t *testing.T) {
	archive, expected := sample(t)
	got, err := readAll(archive)
	if err != nil {
		t.Fatal(err)
	}
	if !maps.EqualFunc(got, expected, func(a, b []bson.Raw) bool { return fmt.Sprint(a) == fmt.Sprint(b) }) {
		t.Fatal("not the same documents")
	}
}

func TestReadsWhatTheRealMongodumpWrote(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "tests/support/mongo-archive.base64"))
	if err != nil {
		t.Fatal(err)
	}
	archive, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(string(text)), ""))
	if err != nil {
		t.Fatal(err)
	}
	got, err := readAll(archive)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for of, documents := range got {
		counts[of.collection] = len(documents)
	}
	if want := map[string]int{"task": 3, "empty": 0, "view": 0, "ts": 2, "big": 1}; !maps.Equal(counts, want) {
		t.Fatal(counts)
	}
}

func TestFindsDamage(t *testing.T) {
	archive, _ := sample(t)
	first := bytes.Index(archive, header(namespace{"backend", "task"}, false, 0))
	for end := 0; end < len(archive); end += 401 {
		if _, err := readAll(archive[:end]); err == nil {
			t.Errorf("a cut at %d was not found", end)
		}
	}
	for at := first; at < len(archive); at += 397 {
		flipped := bytes.Clone(archive)
		flipped[at] ^= 1 << (at % 8)
		if _, err := readAll(flipped); err == nil {
			t.Errorf("a flipped bit at %d was not found", at)
		}
	}
	// The real one too restores the first of two, and then fails.
	got, err := readAll(append(bytes.Clone(archive), archive...))
	if len(got) != 4 || err == nil || !strings.Contains(err.Error(), "2174345837 is neither a valid bson length") {
		t.Errorf("two joined archives: %d collections, %v", len(got), err)
	}
}
