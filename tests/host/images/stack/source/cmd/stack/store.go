package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"time"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

type stores struct {
	backend *mongo.Database
	auth    *mongo.Database
	elastic string
	redis   string
}

// openStores waits until Redis, Elasticsearch and MongoDB have answered. Only then the API server may listen.
func openStores(stopped context.Context) (*stores, error) {
	address := func(name, host, port string) string {
		return net.JoinHostPort(env("CLEARML_"+name+"_SERVICE_HOST", host), env("CLEARML_"+name+"_SERVICE_PORT", port))
	}
	s := &stores{redis: address("REDIS", "redis", "6379"), elastic: "http://" + address("ELASTIC", "elasticsearch", "9200")}
	client, err := mongo.Connect(stopped, options.Client().ApplyURI("mongodb://"+address("MONGODB", "mongo", "27017")).SetServerSelectionTimeout(3*time.Second))
	if err != nil {
		return nil, err
	}
	s.backend, s.auth = client.Database("backend"), client.Database("auth")
	for _, store := range []struct {
		name  string
		probe func(context.Context) error
	}{
		{"Redis", s.pingRedis},
		{"Elasticsearch", s.pingElastic},
		{"MongoDB", func(c context.Context) error { return client.Ping(c, nil) }},
	} {
		if err := waitFor(stopped, store.name, store.probe); err != nil {
			return nil, err
		}
	}
	return s, s.prepare(stopped)
}

func waitFor(stopped context.Context, name string, probe func(context.Context) error) error {
	var err error
	for try := 0; try < 120; try++ {
		limited, cancel := context.WithTimeout(stopped, 5*time.Second)
		err = probe(limited)
		cancel()
		if err == nil {
			return nil
		}
		if try%5 == 0 {
			log.Printf("WARNING %s does not answer yet: %v", name, err)
		}
		if err := pause(stopped, time.Second); err != nil {
			return err
		}
	}
	return fmt.Errorf("could not connect to %s: %w", name, err)
}

func (s *stores) pingRedis(c context.Context) error {
	connection, err := (&net.Dialer{}).DialContext(c, "tcp", s.redis)
	if err != nil {
		return err
	}
	defer connection.Close()
	connection.SetDeadline(time.Now().Add(3 * time.Second))
	fmt.Fprint(connection, "PING\r\n")
	answer, err := bufio.NewReader(connection).ReadString('\n')
	if err == nil && !strings.HasPrefix(answer, "+PONG") {
		err = fmt.Errorf("redis says %q", answer)
	}
	return err
}

func (s *stores) pingElastic(c context.Context) error {
	return s.search(c, http.MethodGet, "/_cluster/health?wait_for_status=yellow&timeout=3s", nil, nil)
}

// search calls Elasticsearch; an answer that is not a success is an error with Elasticsearch's own words.
func (s *stores) search(c context.Context, method, path string, body, into any) error {
	var reader io.Reader
	if body != nil {
		encoded, err := json.Marshal(body)
		if err != nil {
			return err
		}
		reader = bytes.NewReader(encoded)
	}
	request, err := http.NewRequestWithContext(c, method, s.elastic+path, reader)
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode >= 300 {
		words, _ := io.ReadAll(io.LimitReader(answer.Body, 2000))
		return fmt.Errorf("elasticsearch: HTTP %d %s", answer.StatusCode, words)
	}
	if into == nil {
		_, err = io.Copy(io.Discard, answer.Body)
		return err
	}
	return json.NewDecoder(answer.Body).Decode(into)
}

// prepare applies the index template and makes sure that MongoDB takes writes.
func (s *stores) prepare(c context.Context) error {
	keyword := map[string]any{"type": "keyword"}
	template := map[string]any{
		"index_patterns": []string{"events-*"},
		"settings":       map[string]any{"number_of_shards": 1, "number_of_replicas": 0},
		"mappings": map[string]any{"properties": map[string]any{
			"task": keyword, "type": keyword, "metric": keyword, "variant": keyword, "worker": keyword,
			"timestamp": map[string]any{"type": "date"}, "iter": map[string]any{"type": "long"}, "value": map[string]any{"type": "float"},
		}},
	}
	if err := s.search(c, http.MethodPut, "/_template/events", template, nil); err != nil {
		return err
	}
	_, err := s.backend.Collection("versions").UpdateOne(c, bson.M{"_id": "stack"}, bson.M{"$set": bson.M{"number": version()}}, options.Update().SetUpsert(true))
	return err
}

// syncUsers makes the login database agree with the file: users who are no longer in it are removed.
func (s *stores) syncUsers(c context.Context, users []fixedUser) error {
	collection := s.auth.Collection("user")
	cursor, err := collection.Find(c, bson.M{"autocreated": true})
	if err != nil {
		return err
	}
	var present []bson.M
	if err := cursor.All(c, &present); err != nil {
		return err
	}
	wanted := map[string]bool{}
	for _, user := range users {
		wanted[user.ID] = true
		fields := bson.M{"name": user.Name, "company": company, "autocreated": true, "role": role(user)}
		if _, err := collection.UpdateOne(c, bson.M{"_id": user.ID}, bson.M{"$set": fields}, options.Update().SetUpsert(true)); err != nil {
			return err
		}
	}
	for _, user := range present {
		if id, _ := user["_id"].(string); !wanted[id] {
			log.Printf("Removing user that is no longer in configuration: %s", id)
			if _, err := collection.DeleteOne(c, bson.M{"_id": id}); err != nil {
				return err
			}
		}
	}
	return nil
}

func role(user fixedUser) string {
	if user.Admin {
		return "admin"
	}
	return "user"
}
