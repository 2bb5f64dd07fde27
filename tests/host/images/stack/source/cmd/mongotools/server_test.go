//go:build ferretdb_no_postgresql

// These need the server, which takes a minute to build: go test -tags ferretdb_no_postgresql ./cmd/mongotools
package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/FerretDB/FerretDB/ferretdb"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	driver "go.mongodb.org/mongo-driver/mongo/options"
)

// TestMain lets this program be started as the tools, by their names.
func TestMain(m *testing.M) {
	if tool := filepath.Base(os.Args[0]); tool == "mongodump" || tool == "mongorestore" {
		os.Exit(run(tool, os.Args[1:]))
	}
	os.Exit(m.Run())
}

type server struct {
	*testing.T
	uri    string
	client *mongo.Client
}

func start(t *testing.T) server {
	t.Helper()
	directory := t.TempDir()
	embedded, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: "127.0.0.1:0"},
		Logger:    slog.New(slog.DiscardHandler),
		Handler:   "sqlite",
		SQLiteURL: "file:" + directory + "/",
	})
	if err != nil {
		t.Fatal(err)
	}
	running, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { embedded.Run(running); close(ended) }()
	uri := embedded.MongoDBURI()
	client, err := mongo.Connect(context.Background(), driver.Client().ApplyURI(uri).SetServerSelectionTimeout(5*time.Second).SetDirect(true))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Disconnect(context.Background()); stop(); <-ended })
	return server{t, uri, client}
}

// tool is a call of a tool that has not begun. What it logs is kept.
func (s server) tool(name string, arguments ...string) (*exec.Cmd, *bytes.Buffer) {
	self, err := os.Executable()
	if err != nil {
		s.Fatal(err)
	}
	var logged bytes.Buffer
	return &exec.Cmd{Path: self, Args: append([]string{name, "--uri", s.uri}, arguments...), Stderr: &logged}, &logged
}

func (s server) dump(arguments ...string) []byte {
	s.Helper()
	command, logged := s.tool("mongodump", append([]string{"--archive"}, arguments...)...)
	out, err := command.Output()
	if err != nil {
		s.Fatal(err, logged)
	}
	return out
}

// restore returns the exit code and what was logged.
func (s server) restore(archive []byte, arguments ...string) (int, string) {
	s.Helper()
	command, logged := s.tool("mongorestore", append([]string{"--archive"}, arguments...)...)
	command.Stdin = bytes.NewReader(archive)
	if err := command.Run(); err != nil && command.ProcessState == nil {
		s.Fatal(err)
	}
	return command.ProcessState.ExitCode(), logged.String()
}

func (s server) insert(db, collection string, many, size int) {
	s.Helper()
	var documents []any
	for i := range many {
		documents = append(documents, bson.D{{Key: "_id", Value: i}, {Key: "n", Value: int64(many - i)}, {Key: "text", Value: strings.Repeat("ü", size/2)}})
	}
	if _, err := s.client.Database(db).Collection(collection).InsertMany(context.Background(), documents); err != nil {
		s.Fatal(err)
	}
}

// fill makes collections with odd names, one of them with an index and one with options. It returns how many documents.
func (s server) fill() int {
	s.Helper()
	database := s.client.Database("backend")
	for _, command := range []bson.D{
		{{Key: "create", Value: "capped"}, {Key: "capped", Value: true}, {Key: "size", Value: 1 << 20}},
		{{Key: "create", Value: "empty"}},
		{{Key: "createIndexes", Value: "task"}, {Key: "indexes", Value: bson.A{bson.D{{Key: "key", Value: bson.D{{Key: "n", Value: -1}, {Key: "_id", Value: 1}}}, {Key: "name", Value: "of n"}, {Key: "unique", Value: true}}}}},
	} {
		if err := database.RunCommand(context.Background(), command).Err(); err != nil {
			s.Fatal(err)
		}
	}
	s.insert("backend", "task", 300, 1000)
	s.insert("backend", "capped", 2, 10)
	odd := []string{"a b", "*", "🦜", "\u202e", "(a|b)", "with.dots.", "it's"}
	for _, name := range odd {
		s.insert("backend", name, 3, 10)
	}
	s.insert("auth", "user", 5, 10)
	return 307 + 3*len(odd)
}

// state is all that is in a database: documents, and what is said of each collection but its UUID and its database.
func (s server) state(db string) map[string]string {
	s.Helper()
	got, err := list(s.client, db)
	if err != nil {
		s.Fatal(err)
	}
	all := map[string]string{}
	for _, each := range got {
		var about description
		var documents []bson.Raw
		cursor, err := s.client.Database(db).Collection(each.collection).Find(context.Background(), bson.D{}, driver.Find().SetSort(bson.D{{Key: "_id", Value: 1}}))
		if err == nil {
			err = cursor.All(context.Background(), &documents)
		}
		if err == nil {
			err = bson.UnmarshalExtJSON([]byte(each.metadata), true, &about)
		}
		if err != nil {
			s.Fatal(err)
		}
		about.UUID = ""
		all[each.collection] = fmt.Sprint(about, documents)
	}
	return all
}

func await(t *testing.T, from io.Reader, text string) {
	t.Helper()
	seen, piece := "", make([]byte, 1000)
	for !strings.Contains(seen, text) {
		n, err := from.Read(piece)
		if err != nil {
			t.Fatal(err, seen)
		}
		seen += string(piece[:n])
	}
}
