//go:build ferretdb_no_postgresql

package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"maps"
	"strings"
	"syscall"
	"testing"

	"go.mongodb.org/mongo-driver/bson"
)

func TestRestoresWhatItDumped(t *testing.T) {
	s := start(t)
	many := s.fill()
	archive := s.dump()
	code, told := python(t, archive)
	if want := fmt.Sprintf(`{"collections": 11, "documents": %d,`, many); code != 0 || !strings.Contains(told, want) {
		t.Fatal(code, told)
	}
	before := s.state("backend")

	code, logged := s.restore(archive, "--nsFrom=backend.*", "--nsTo=drill.*", "--nsExclude=auth.*")
	if after := s.state("drill"); code != 0 || !maps.Equal(before, after) {
		t.Fatalf("renamed: %d\n%s\n%v\n%v", code, logged, before, after)
	}
	if want := fmt.Sprintf("\t%d document(s) restored successfully. 0 document(s) failed to restore.\n", many-5); !strings.HasSuffix(logged, want) {
		t.Error(logged)
	}

	task := s.client.Database("backend").Collection("task")
	if _, err := task.DeleteMany(context.Background(), bson.D{{Key: "_id", Value: bson.D{{Key: "$lt", Value: 100}}}}); err != nil {
		t.Fatal(err)
	}
	s.insert("backend", "newer", 1, 10)
	code, logged = s.restore(archive)
	if want := fmt.Sprintf("\t100 document(s) restored successfully. %d document(s) failed to restore.\n", many-100); code != 0 || !strings.HasSuffix(logged, want) {
		t.Errorf("without --drop: %d %s", code, logged)
	}

	if _, err := task.UpdateMany(context.Background(), bson.D{}, bson.D{{Key: "$set", Value: bson.D{{Key: "text", Value: "changed"}}}}); err != nil {
		t.Fatal(err)
	}
	code, logged = s.restore(archive, "--drop", "--dryRun")
	if after := s.state("backend"); code != 0 || !strings.Contains(logged, "\t0 document(s) restored successfully") || after["task"] == before["task"] {
		t.Errorf("dry run: %d %s", code, logged)
	}
	code, logged = s.restore(archive, "--drop", "--nsInclude=backend.*")
	after := s.state("backend")
	if _, isLeft := after["newer"]; !isLeft {
		t.Error("--drop took a collection that the archive does not have")
	}
	delete(after, "newer")
	if code != 0 || !maps.Equal(before, after) {
		t.Fatalf("--drop: %d %s", code, logged)
	}
}

func TestRestoresBeforeItFindsDamage(t *testing.T) {
	s := start(t)
	many := s.fill()
	archive := s.dump()
	flipped := bytes.Clone(archive)
	flipped[bytes.Index(flipped, []byte("üü"))] ^= 1
	for what, broken := range map[string][]byte{"joined": append(bytes.Clone(archive), archive...), "cut": archive[:len(archive)-4], "flipped": flipped} {
		if code, logged := s.restore(broken, "--dryRun"); code != 0 {
			t.Errorf("%s: --dryRun sees the prelude only: %d %s", what, code, logged)
		}
		if code, told := python(t, broken); code != 3 {
			t.Errorf("%s: the console's reader says %d %s", what, code, told)
		}
		code, logged := s.restore(broken, "--drop")
		if code != 1 || !strings.Contains(logged, "\tFailed: ") || strings.Contains(logged, "\t0 document(s) restored") {
			t.Errorf("%s: %d %s", what, code, logged)
		}
		if what == "joined" && !strings.Contains(logged, fmt.Sprintf("\t%d document(s) restored successfully. 0", many)) {
			t.Errorf("the first of two: %s", logged)
		}
	}
}

func TestEmptyDumpLooksLikeSuccess(t *testing.T) {
	archive := start(t).dump("--db", "nothing")
	if code, told := python(t, archive); len(archive) > 130 || !strings.Contains(told, "nothing was dumped") {
		t.Fatal(code, told, len(archive))
	}
}

func TestEndsProperlyWhenToldToStop(t *testing.T) {
	s := start(t)
	s.insert("backend", "task", 3000, 1000)
	command, _ := s.tool("mongodump", "--archive", "--gzip")
	logged, signalled := io.Pipe()
	command.Stderr = signalled
	out, err := command.StdoutPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	// Nothing reads yet, so it is stuck in the middle.
	await(t, logged, "writing backend.task")
	command.Process.Signal(syscall.SIGTERM)
	await(t, logged, "signal 'terminated' received")
	go io.Copy(io.Discard, logged)
	whole, err := gzip.NewReader(out)
	if err != nil {
		t.Fatal(err)
	}
	archive, err := io.ReadAll(whole)
	if err != nil {
		t.Fatal("gzip is not closed: ", err)
	}
	command.Wait()
	code, told := python(t, archive)
	if command.ProcessState.ExitCode() != 1 || code != 0 || strings.Contains(told, `"documents": 3000,`) {
		t.Fatal(command.ProcessState, code, told)
	}
}

func TestSaysWhyItFails(t *testing.T) {
	s := start(t)
	s.insert("backend", "task", 1000, 1000)
	command, logged := s.tool("mongodump", "--archive")
	out, err := command.StdoutPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	out.Close()
	command.Wait()
	if command.ProcessState.ExitCode() != 1 || !strings.Contains(logged.String(), "broken pipe") {
		t.Error(command.ProcessState, logged)
	}
	s.uri = "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200"
	command, logged = s.tool("mongodump", "--archive")
	if _, err := command.Output(); command.ProcessState.ExitCode() != 1 || !strings.Contains(logged.String(), "server selection error") {
		t.Error(err, logged)
	}
	if code, logged := s.restore(nil); code != 1 || !strings.Contains(logged, "error connecting to host") {
		t.Error(code, logged)
	}
}
