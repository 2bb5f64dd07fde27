package main

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"time"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
)

// atOnce is how many collections are dumped at the same time, the real one's own number.
const atOnce = 4

// dump writes the archive. One that ends with an error may be whole to look at: only the exit code tells.
func dump(o options, stop <-chan struct{}) (err error) {
	client, err := connect(o)
	if err != nil {
		return fmt.Errorf("can't create session: %w", err)
	}
	defer client.Disconnect(context.Background())
	out, closeOut, err := create(o)
	if err != nil {
		return err
	}
	defer func() {
		if closing := closeOut(); err == nil && closing != nil {
			err = fmt.Errorf("archive writer: %w", closing)
		}
	}()
	version, err := serverVersion(client)
	if err != nil {
		return fmt.Errorf("error connecting to host: %w", err)
	}
	collections, err := list(client, o.db)
	if err != nil {
		return fmt.Errorf("error creating intents to dump: %w", err)
	}
	about := prelude{server: version, tool: toolVersion, parallel: atOnce}
	for _, each := range collections {
		about.collections = append(about.collections, each.announced)
	}
	writer := &archiveWriter{out: out}
	if err := writer.write(about.encode()); err != nil {
		return fmt.Errorf("error writing metadata into archive: %w", err)
	}
	slices.SortStableFunc(collections, func(a, b found) int { return int(b.count - a.count) })
	return dumpAll(client, collections, writer, o.location("stdout"), stop)
}

// create opens where the archive goes. What is returned to close it also writes what gzip still holds.
func create(o options) (io.Writer, func() error, error) {
	file := os.Stdout
	if o.archive != "-" {
		var err error
		if file, err = os.Create(o.archive); err != nil {
			return nil, nil, err
		}
	}
	if !o.gzip {
		return file, file.Close, nil
	}
	compressed := gzip.NewWriter(file)
	return compressed, func() error {
		err := compressed.Close()
		if closing := file.Close(); err == nil {
			err = closing
		}
		return err
	}, nil
}

// dumpAll returns the first error, when all that had begun has been closed. After it nothing else begins.
func dumpAll(client *mongo.Client, collections []found, writer *archiveWriter, location string, stop <-chan struct{}) error {
	waiting := make(chan found, len(collections))
	for _, each := range collections {
		waiting <- each
	}
	close(waiting)
	failed := make(chan error, 1)
	var workers sync.WaitGroup
	for range min(atOnce, len(collections)) {
		workers.Go(func() {
			for each := range waiting {
				if len(failed) > 0 {
					return
				}
				if err := dumpOne(client, each, writer, location, stop); err != nil {
					select {
					case failed <- fmt.Errorf("error writing data for collection `%s` to disk: %w", each, err):
					default:
					}
					return
				}
			}
		})
	}
	workers.Wait()
	close(failed)
	return <-failed
}

func dumpOne(client *mongo.Client, each found, writer *archiveWriter, location string, stop <-chan struct{}) (err error) {
	logf("writing %s to %s", each, location)
	to, done := writer.begin(each.namespace), int64(0)
	defer func() {
		if ending := to.end(); err == nil {
			err = ending
		}
		if err == nil {
			logf("done dumping %s (%s)", each, plural(done, "document", "documents"))
		}
	}()
	if each.kind == "view" {
		return nil
	}
	cursor, err := client.Database(each.db).Collection(each.collection).Find(context.Background(), bson.D{})
	if err != nil {
		return fmt.Errorf("error reading collection: %w", err)
	}
	defer cursor.Close(context.Background())
	told := time.Now()
	for {
		select {
		case <-stop:
			return errTerminated
		default:
		}
		if !cursor.Next(context.Background()) {
			break
		}
		if err := to.add(cursor.Current); err != nil {
			return err
		}
		if done++; time.Since(told) > progressEvery {
			told = time.Now()
			logProgress(each.namespace, done, each.count)
		}
	}
	if err := cursor.Err(); err != nil {
		return fmt.Errorf("error reading collection: %w", err)
	}
	return nil
}
