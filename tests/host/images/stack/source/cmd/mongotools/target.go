package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	driver "go.mongodb.org/mongo-driver/mongo/options"
)

// What is inserted at a time.
const (
	batchDocuments = 1000
	batchBytes     = 4 << 20
)

// goesOn are the errors of single documents that are counted and nothing more: a key that is there, and a validator.
var goesOn = []int{11000, 121}

// target is where one collection of the archive goes.
type target struct {
	to                 namespace
	kind               string
	about              description
	isWanted, hasBegun bool
	waiting            []any
	bytes              int
	restored, failed   int64
}

// prepare drops and creates the collection as far as that was asked for and is needed.
func (r *restoration) prepare(one *target) error {
	database := r.client.Database(one.to.db)
	there, err := database.ListCollectionNames(context.Background(), bson.D{{Key: "name", Value: one.to.collection}})
	if err != nil {
		return fmt.Errorf("error reading database: %w", err)
	}
	if slices.Contains(there, one.to.collection) {
		if !r.drop {
			logf("restoring to existing collection %s without dropping", one.to)
			return nil
		}
		if strings.HasPrefix(one.to.collection, "system.") {
			logf("cannot drop system collection %s, skipping", one.to)
			return nil
		}
		logf("dropping collection %s before restoring", one.to)
		if err := database.Collection(one.to.collection).Drop(context.Background()); err != nil {
			return fmt.Errorf("error dropping collection: %w", err)
		}
	}
	command := append(bson.D{{Key: "create", Value: one.to.collection}}, one.about.Options...)
	if err := database.RunCommand(context.Background(), command).Err(); err != nil {
		return fmt.Errorf("error creating collection %s: error running create command: %w", one.to, err)
	}
	return nil
}

// insert writes what waits, and counts.
func (r *restoration) insert(one *target) error {
	if len(one.waiting) == 0 {
		return nil
	}
	many := int64(len(one.waiting))
	_, err := r.client.Database(one.to.db).Collection(one.to.collection).InsertMany(context.Background(), one.waiting, driver.InsertMany().SetOrdered(false))
	one.waiting, one.bytes = one.waiting[:0], 0
	var refused mongo.BulkWriteException
	if err != nil && !errors.As(err, &refused) {
		return fmt.Errorf("%s: error restoring from %s: %w", one.to, r.location("stdin"), err)
	}
	wrong := int64(len(refused.WriteErrors))
	one.restored, one.failed = one.restored+many-wrong, one.failed+wrong
	r.restored, r.failed = r.restored+many-wrong, r.failed+wrong
	for _, each := range refused.WriteErrors {
		if !slices.Contains(goesOn, each.Code) {
			return fmt.Errorf("%s: error restoring from %s: %w", one.to, r.location("stdin"), err)
		}
		logf("continuing through error: %s", each.Message)
	}
	return nil
}

// restoreIndexes comes last, as with the real one: what its unique indexes refuse is told after the documents are there.
func (r *restoration) restoreIndexes() error {
	for _, one := range r.order {
		var wanted bson.A
		for _, each := range one.about.Indexes {
			if index := withoutVersion(each); !isOfID(index) {
				wanted = append(wanted, index)
			}
		}
		if len(wanted) == 0 || !one.hasBegun {
			logf("no indexes to restore for collection %s", one.to)
			continue
		}
		logf("restoring indexes for collection %s from metadata", one.to)
		command := bson.D{{Key: "createIndexes", Value: one.to.collection}, {Key: "indexes", Value: wanted}}
		if err := r.client.Database(one.to.db).RunCommand(context.Background(), command).Err(); err != nil {
			return fmt.Errorf("%s: error creating indexes for %s: createIndex error: %w", one.to, one.to, err)
		}
	}
	return nil
}

// withoutVersion: the server gives a new index its own version, and the namespace may be another one.
func withoutVersion(index bson.D) bson.D {
	return slices.DeleteFunc(slices.Clone(index), func(each bson.E) bool { return each.Key == "v" || each.Key == "ns" })
}

func isOfID(index bson.D) bool {
	for _, each := range index {
		if each.Key == "name" {
			return each.Value == "_id_"
		}
	}
	return false
}
