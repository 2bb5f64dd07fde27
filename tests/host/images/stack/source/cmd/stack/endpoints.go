package main

import (
	"net/http"
	"net/url"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo/options"
)

type endpoint struct {
	open bool // answers without credentials too
	run  func(*apiServer, *call) (any, error)
}

type object = map[string]any

var endpoints map[string]endpoint

func init() {
	endpoints = map[string]endpoint{
		"debug.ping":                           {true, func(*apiServer, *call) (any, error) { return object{"msg": "ClearML server"}, nil }},
		"login.supported_modes":                {true, supportedModes},
		"auth.fixed_users_mode":                {true, func(s *apiServer, _ *call) (any, error) { return object{"enabled": len(s.users) > 0}, nil }},
		"auth.login":                           {false, login},
		"auth.create_credentials":              {false, createCredentials},
		"auth.revoke_credentials":              {false, revokeCredentials},
		"users.get_current_user":               {false, currentUser},
		"users.get_all":                        {false, allUsers},
		"server.info":                          {false, serverInfo},
		"projects.create":                      {false, createIn("project", "name")},
		"projects.get_all":                     {false, getAll("project", "projects")},
		"projects.delete":                      {false, deleteFrom("project", "project")},
		"tasks.create":                         {false, createIn("task", "name", "type")},
		"tasks.get_all":                        {false, getAll("task", "tasks")},
		"tasks.started":                        {false, setStatus("in_progress")},
		"tasks.stopped":                        {false, setStatus("stopped")},
		"tasks.delete":                         {false, deleteFrom("task", "task")},
		"queues.get_all":                       {false, getAll("queue", "queues")},
		"workers.get_all":                      {false, func(*apiServer, *call) (any, error) { return object{"workers": []any{}}, nil }},
		"events.add":                           {false, addEvent},
		"events.get_task_log":                  {false, taskLog},
		"events.scalar_metrics_iter_histogram": {false, scalarHistogram},
	}
}

func supportedModes(s *apiServer, c *call) (any, error) {
	return object{
		"basic": object{"enabled": len(s.users) > 0, "guest": object{"enabled": false}},
		"sso":   object{}, "sso_providers": []any{}, "authenticated": c.caller != nil,
		"server_errors": object{"missed_es_upgrade": false, "es_connection_error": s.stores.pingElastic(c.context) != nil},
	}, nil
}

func login(s *apiServer, c *call) (any, error) {
	token := s.token(c.caller)
	http.SetCookie(c.writer, &http.Cookie{Name: tokenCookie, Value: token, Path: "/", HttpOnly: true, MaxAge: 30 * 24 * 3600})
	return object{"token": token}, nil
}

func createCredentials(s *apiServer, c *call) (any, error) {
	key, secret := newID()[:20], newID()+newID()
	_, err := s.stores.auth.Collection("credentials").InsertOne(c.context,
		bson.M{"_id": key, "secret": secret, "user": c.caller.id, "name": c.caller.name, "role": c.caller.role, "label": c.text("label")})
	return object{"credentials": object{"access_key": key, "secret_key": secret, "label": c.text("label")}}, err
}

func revokeCredentials(s *apiServer, c *call) (any, error) {
	result, err := s.stores.auth.Collection("credentials").DeleteOne(c.context, bson.M{"_id": c.text("access_key")})
	if err != nil {
		return nil, err
	}
	return object{"revoked": result.DeletedCount}, nil
}

func currentUser(_ *apiServer, c *call) (any, error) {
	return object{"user": object{"id": c.caller.id, "name": c.caller.name, "role": c.caller.role,
		"company": object{"id": company, "name": "clearml"}}}, nil
}

func allUsers(s *apiServer, c *call) (any, error) {
	documents, err := find(s, c, "auth", "user", bson.M{}, 500)
	return object{"users": documents}, err
}

func serverInfo(*apiServer, *call) (any, error) {
	return object{"version": version(), "build": "0", "commit": "test-host", "api_version": "2.30", "uid": company}, nil
}

func createIn(collection string, required ...string) func(*apiServer, *call) (any, error) {
	return func(s *apiServer, c *call) (any, error) {
		document := bson.M{"_id": newID(), "company": company, "user": c.caller.id, "status": "created", "created": now(), "last_update": now()}
		for _, field := range required {
			if c.text(field) == "" {
				return nil, &apiError{400, 12, "Validation error (Required field missing): " + field}
			}
		}
		for _, field := range []string{"name", "type", "project", "description", "comment"} {
			if value := c.text(field); value != "" {
				document[field] = value
			}
		}
		_, err := s.stores.backend.Collection(collection).InsertOne(c.context, document)
		return object{"id": document["_id"]}, err
	}
}

func find(s *apiServer, c *call, database, collection string, filter bson.M, limit int64) ([]bson.M, error) {
	from := s.stores.backend
	if database == "auth" {
		from = s.stores.auth
	}
	cursor, err := from.Collection(collection).Find(c.context, filter, options.Find().SetLimit(limit))
	if err != nil {
		return nil, err
	}
	documents := []bson.M{}
	err = cursor.All(c.context, &documents)
	for _, document := range documents {
		document["id"] = document["_id"]
		delete(document, "_id")
	}
	return documents, err
}

func getAll(collection, name string) func(*apiServer, *call) (any, error) {
	return func(s *apiServer, c *call) (any, error) {
		limit, filter := int64(500), bson.M{}
		if size, given := c.body["page_size"].(float64); given && size > 0 {
			limit = int64(size)
		}
		for _, field := range []string{"name", "project"} {
			if value := c.text(field); value != "" {
				filter[field] = value
			}
		}
		if ids, given := c.body["id"].([]any); given {
			filter["_id"] = bson.M{"$in": ids}
		}
		documents, err := find(s, c, "backend", collection, filter, limit)
		return object{name: documents}, err
	}
}

func deleteFrom(collection, parameter string) func(*apiServer, *call) (any, error) {
	return func(s *apiServer, c *call) (any, error) {
		result, err := s.stores.backend.Collection(collection).DeleteOne(c.context, bson.M{"_id": c.text(parameter)})
		if err != nil {
			return nil, err
		}
		if result.DeletedCount == 0 {
			return nil, &apiError{400, 101, "Invalid " + collection + " id: id=" + c.text(parameter)}
		}
		if collection == "task" {
			body := object{"query": object{"term": object{"task": c.text(parameter)}}}
			if err := s.stores.search(c.context, http.MethodPost, "/events-*/_delete_by_query?conflicts=proceed", body, nil); err != nil {
				return nil, err
			}
		}
		return object{"deleted": true}, nil
	}
}

func setStatus(status string) func(*apiServer, *call) (any, error) {
	return func(s *apiServer, c *call) (any, error) {
		change := bson.M{"$set": bson.M{"status": status, "last_update": now()}}
		result, err := s.stores.backend.Collection("task").UpdateOne(c.context, bson.M{"_id": c.text("task")}, change)
		if err == nil && result.MatchedCount == 0 {
			err = &apiError{400, 101, "Invalid task id: id=" + c.text("task")}
		}
		return object{"updated": 1}, err
	}
}

func indexOf(kind string) string { return "events-" + url.PathEscape(kind) + "-" + company }

func addEvent(s *apiServer, c *call) (any, error) {
	kind := c.text("type")
	if kind != "log" && kind != "training_stats_scalar" && kind != "plot" && kind != "training_debug_image" {
		return nil, &apiError{400, 0, "Unknown event type: " + kind}
	}
	if c.text("task") == "" {
		return nil, &apiError{400, 12, "Validation error (Required field missing): task"}
	}
	event := object{"@timestamp": now(), "company_id": company}
	for key, value := range c.body {
		event[key] = value
	}
	err := s.stores.search(c.context, http.MethodPost, "/"+indexOf(kind)+"/_doc", event, nil)
	return object{"added": 1, "errors": 0}, err
}

// events reads a task's events of one type in order.
func events(s *apiServer, c *call, kind, order string) ([]object, error) {
	query := object{"size": 5000, "sort": []any{object{order: object{"order": "asc", "unmapped_type": "long"}}},
		"query": object{"term": object{"task": c.text("task")}}}
	var answer struct {
		Hits struct {
			Hits []struct {
				Source object `json:"_source"`
			}
		}
	}
	err := s.stores.search(c.context, http.MethodPost, "/"+indexOf(kind)+"/_search?ignore_unavailable=true", query, &answer)
	found := []object{}
	for _, hit := range answer.Hits.Hits {
		found = append(found, hit.Source)
	}
	return found, err
}

func taskLog(s *apiServer, c *call) (any, error) {
	found, err := events(s, c, "log", "timestamp")
	return object{"events": found, "returned": len(found), "total": len(found)}, err
}

func scalarHistogram(s *apiServer, c *call) (any, error) {
	found, err := events(s, c, "training_stats_scalar", "iter")
	metrics := map[string]map[string]map[string][]any{}
	for _, event := range found {
		metric, _ := event["metric"].(string)
		variant, _ := event["variant"].(string)
		if metrics[metric] == nil {
			metrics[metric] = map[string]map[string][]any{}
		}
		if metrics[metric][variant] == nil {
			metrics[metric][variant] = map[string][]any{}
		}
		line := metrics[metric][variant]
		line["x"], line["y"] = append(line["x"], event["iter"]), append(line["y"], event["value"])
	}
	return metrics, err
}
