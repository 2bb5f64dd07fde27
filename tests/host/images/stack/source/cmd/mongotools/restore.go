package main

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
)

// runRestore returns the exit code. Documents that the server has by their _id count as failed and are no error, as with
// the real one: only the line with the counts tells.
func runRestore(o options, stop <-chan struct{}) int {
	client, err := connect(o)
	if err != nil {
		logf("error connecting to host: %s", err)
		return 1
	}
	r := &restoration{options: o, client: client, stop: stop, targets: map[namespace]*target{}}
	err = r.run()
	if err != nil {
		logf("Failed: %s", strings.TrimSpace(err.Error()))
	}
	logf("%d document(s) restored successfully. %d document(s) failed to restore.", r.restored, r.failed)
	client.Disconnect(context.Background())
	if err != nil {
		return 1
	}
	return 0
}

// restoration is what becomes of an archive's collections.
type restoration struct {
	options
	client *mongo.Client
	stop   <-chan struct{}
	// targets by the names that the archive has; order is the archive's.
	targets          map[namespace]*target
	order            []*target
	restored, failed int64
}

func (r *restoration) run() error {
	in, err := open(r.options)
	if err != nil {
		return err
	}
	reader := newArchiveReader(in)
	prelude, err := reader.prelude()
	if err != nil {
		return err
	}
	logf("preparing collections to restore from")
	if err := r.plan(prelude); err != nil {
		return err
	}
	if r.dryRun {
		logf("dry run completed")
		return nil
	}
	isBetween, err := reader.documents(r)
	if isBetween {
		if indexing := r.restoreIndexes(); indexing != nil {
			return indexing
		}
	}
	return err
}

func open(o options) (io.Reader, error) {
	file := os.Stdin
	if o.archive != "-" {
		var err error
		if file, err = os.Open(o.archive); err != nil {
			return nil, err
		}
	}
	if !o.gzip {
		return file, nil
	}
	return gzip.NewReader(file)
}

// plan decides for each collection whether it is restored, and as what.
func (r *restoration) plan(of prelude) error {
	includes := r.nsInclude
	if len(includes) == 0 {
		includes = []string{"*"}
	}
	included, err := newPatterns(includes)
	if err != nil {
		return fmt.Errorf("invalid includes: %w", err)
	}
	excluded, err := newPatterns(r.nsExclude)
	if err != nil {
		return fmt.Errorf("invalid excludes: %w", err)
	}
	renamed, err := newRenames(r.nsFrom, r.nsTo)
	if err != nil {
		return fmt.Errorf("invalid renames: %w", err)
	}
	taken := map[namespace]bool{}
	for _, each := range of.collections {
		one := &target{to: renamed.of(each.namespace), kind: each.kind}
		r.targets[each.namespace] = one
		if !included.has(each.namespace) || excluded.has(each.namespace) || each.collection == "system.profile" || each.String() == "admin.system.version" {
			continue
		}
		if taken[one.to] {
			return fmt.Errorf("cannot restore with conflicting namespace destinations: two collections go to %s", one.to)
		}
		if each.kind == "timeseries" || each.db == "admin" && strings.HasPrefix(each.collection, "system.") {
			return fmt.Errorf("this stand-in for mongorestore restores no users, no roles and no time series: --nsExclude %s", each)
		}
		if each.metadata != "" {
			logf("reading metadata for %s from %s", one.to, r.location("stdin"))
			if err := bson.UnmarshalExtJSON([]byte(each.metadata), true, &one.about); err != nil {
				return fmt.Errorf("restore error: error parsing metadata from %s: %w", r.location("stdin"), err)
			}
		}
		taken[one.to], one.isWanted = true, true
		r.order = append(r.order, one)
	}
	return nil
}

func (r *restoration) begin(of namespace) error {
	one := r.targets[of]
	if !one.isWanted {
		return nil
	}
	if err := r.prepare(one); err != nil {
		return fmt.Errorf("%s: %w", one.to, err)
	}
	one.hasBegun = true
	logf("restoring %s from %s", one.to, r.location("stdin"))
	return nil
}

func (r *restoration) document(of namespace, raw bson.Raw) error {
	one := r.targets[of]
	if !one.isWanted {
		return nil
	}
	select {
	case <-r.stop:
		logf("terminating read on %s", one.to)
		if err := r.insert(one); err != nil {
			return err
		}
		return fmt.Errorf("%s: error restoring from %s: %w", one.to, r.location("stdin"), errTerminated)
	default:
	}
	one.waiting = append(one.waiting, raw)
	one.bytes += len(raw)
	if len(one.waiting) < batchDocuments && one.bytes < batchBytes {
		return nil
	}
	return r.insert(one)
}

func (r *restoration) end(of namespace) error {
	one := r.targets[of]
	if !one.isWanted {
		return nil
	}
	err := r.insert(one)
	logf("finished restoring %s (%s, %s)", one.to, plural(one.restored, "document", "documents"), plural(one.failed, "failure", "failures"))
	return err
}
