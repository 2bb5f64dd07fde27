package main

import (
	"context"
	"fmt"
	"net"
	"strings"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	driver "go.mongodb.org/mongo-driver/mongo/options"
)

// connect waits for the server for as long as the real tools do: 30 s, the driver's own. Only a URI can say otherwise
// (serverSelectionTimeoutMS), which is for tests: the real mongodump takes it for endless.
func connect(o options) (*mongo.Client, error) {
	settings := driver.Client()
	if o.uri != "" {
		settings.ApplyURI(o.uri)
	} else {
		settings.SetHosts([]string{o.address()})
	}
	if settings.ReplicaSet == nil {
		settings.SetDirect(true)
	}
	client, err := mongo.Connect(context.Background(), settings)
	if err != nil {
		return nil, err
	}
	if err := client.Ping(context.Background(), nil); err != nil {
		return nil, fmt.Errorf("failed to connect to %s: %w", strings.Join(settings.Hosts, ","), err)
	}
	return client, nil
}

func (o options) address() string {
	host, port := o.host, o.port
	if host == "" {
		host = "localhost"
	}
	if strings.Contains(host, ":") {
		return host
	}
	if port == "" {
		port = "27017"
	}
	return net.JoinHostPort(host, port)
}

func serverVersion(client *mongo.Client) (string, error) {
	var told struct{ Version string }
	err := client.Database("admin").RunCommand(context.Background(), bson.D{{Key: "buildInfo", Value: 1}}).Decode(&told)
	return told.Version, err
}
