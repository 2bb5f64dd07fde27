package main

import (
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/bson/primitive"
	"go.mongodb.org/mongo-driver/mongo"
)

// found is a collection that will be dumped. count is the server's estimate.
type found struct {
	announced
	count int64
}

// ofConfig is what a dump of everything takes of the database config.
var ofConfig = []string{"chunks", "collections", "databases", "settings", "shards", "tags", "version"}

// list finds what the real one dumps: of all databases all but local, or of the only one that is asked for. A database that
// does not exist has no collections, and is no error.
func list(client *mongo.Client, only string) ([]found, error) {
	databases := []string{only}
	if only == "" {
		var err error
		if databases, err = client.ListDatabaseNames(context.Background(), bson.D{}); err != nil {
			return nil, fmt.Errorf("error getting database names: %w", err)
		}
		databases = slices.DeleteFunc(databases, func(each string) bool { return each == "local" })
	}
	var all []found
	for _, each := range databases {
		collections, err := listOf(client.Database(each), only)
		if err != nil {
			return nil, fmt.Errorf("error getting collections for database `%s`: %w", each, err)
		}
		all = append(all, collections...)
	}
	return all, nil
}

func listOf(database *mongo.Database, only string) ([]found, error) {
	cursor, err := database.ListCollections(context.Background(), bson.D{})
	if err != nil {
		return nil, err
	}
	var told []struct {
		Name, Type string
		Options    bson.D
		Info       struct{ UUID primitive.Binary }
	}
	if err := cursor.All(context.Background(), &told); err != nil {
		return nil, err
	}
	var all []found
	for _, each := range told {
		of := namespace{database.Name(), each.Name}
		if isLeftOut(of, only) {
			continue
		}
		about := description{Options: each.Options, Indexes: []bson.D{}, UUID: hex.EncodeToString(each.Info.UUID.Data), CollectionName: each.Name, Type: each.Type}
		one := found{announced: announced{namespace: of, kind: each.Type}}
		if each.Type != "view" {
			if about.Indexes, err = indexes(database.Collection(each.Name)); err != nil {
				return nil, fmt.Errorf("error getting indexes for collection `%s`: %w", of, err)
			}
			if one.count, err = database.Collection(each.Name).EstimatedDocumentCount(context.Background()); err != nil {
				return nil, fmt.Errorf("error counting %s: %w", of, err)
			}
		}
		metadata, err := bson.MarshalExtJSON(about, true, false)
		if err != nil {
			return nil, fmt.Errorf("error marshaling metadata json for collection `%s`: %w", of, err)
		}
		one.metadata = string(metadata)
		all = append(all, one)
	}
	return all, nil
}

func indexes(of *mongo.Collection) ([]bson.D, error) {
	cursor, err := of.Indexes().List(context.Background())
	if err != nil {
		return nil, err
	}
	all := []bson.D{}
	return all, cursor.All(context.Background(), &all)
}

// isLeftOut as the real one leaves out what belongs to the server itself.
func isLeftOut(of namespace, only string) bool {
	switch of.db {
	case "admin":
		if of.collection == "system.keys" {
			return true
		}
	case "config":
		return only != "config" && !slices.Contains(ofConfig, of.collection)
	default:
		if of.collection == "system.js" {
			return false
		}
		if strings.HasPrefix(of.collection, "system.") {
			return true
		}
	}
	return strings.Contains(of.collection, "$") && !strings.Contains(of.collection, ".oplog.$")
}
