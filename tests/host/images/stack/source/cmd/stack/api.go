package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"crypto/rand"
	"encoding/hex"
)

func version() string { return env("CLEARML_SERVER_VERSION", "3.25.0") }

func newID() string {
	raw := make([]byte, 16)
	rand.Read(raw)
	return hex.EncodeToString(raw)
}

type apiServer struct {
	stores *stores
	users  []fixedUser
	secret []byte
}

// caller is who sent a request; nil when nobody said.
type caller struct {
	id, name, role string
}

type apiError struct {
	code, subcode int
	message       string
}

func (e *apiError) Error() string { return e.message }

type call struct {
	context context.Context
	caller  *caller
	body    map[string]any
	writer  http.ResponseWriter
}

func (c *call) text(key string) string {
	value, _ := c.body[key].(string)
	return value
}

func runAPIServer(stopped context.Context) error {
	logTo("apiserver.log")
	log.Print("API server is starting")
	users, err := readFixedUsers(env("CLEARML_CONFIG_DIR", "/opt/clearml/config"))
	if err != nil {
		return err
	}
	log.Printf("%d fixed users in the configuration", len(users))
	stores, err := openStores(stopped)
	if err != nil {
		return err
	}
	server := &apiServer{stores: stores, users: users}
	if err := stores.syncUsers(stopped, users); err != nil {
		return err
	}
	if server.secret, err = server.tokenSecret(stopped); err != nil {
		return err
	}
	return serve(stopped, "8008", server)
}

// logTo writes the log to the folder that the host mounts too, when there is one.
func logTo(name string) {
	file, err := os.OpenFile(filepath.Join(env("CLEARML_LOG_DIR", "/var/log/clearml"), name), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err == nil {
		log.SetOutput(io.MultiWriter(os.Stderr, file))
	}
}

var endpointPath = regexp.MustCompile(`^/?(?:api/)?(?:v(\d+\.\d+)/)?([a-z_]+\.[a-z_]+)/?$`)

func (s *apiServer) ServeHTTP(writer http.ResponseWriter, request *http.Request) {
	match := endpointPath.FindStringSubmatch(request.URL.Path)
	if match == nil {
		s.answer(writer, "", &apiError{400, 0, "Invalid request path " + request.URL.Path}, nil)
		return
	}
	name := match[2]
	endpoint, exists := endpoints[name]
	if !exists {
		s.answer(writer, name, &apiError{400, 0, "Unable to find endpoint for name " + name}, nil)
		return
	}
	call := &call{context: request.Context(), body: map[string]any{}, writer: writer}
	if err := json.NewDecoder(io.LimitReader(request.Body, 16<<20)).Decode(&call.body); err != nil && !errors.Is(err, io.EOF) {
		s.answer(writer, name, &apiError{400, 10, "Invalid JSON in the request's body"}, nil)
		return
	}
	for key, values := range request.URL.Query() {
		call.body[key] = values[0]
	}
	caller, err := s.authenticate(request)
	call.caller = caller
	if err == nil && caller == nil && !endpoint.open {
		err = &apiError{401, 20, "Unauthorized (missing credentials)"}
	}
	if err != nil && !endpoint.open {
		s.answer(writer, name, err, nil)
		return
	}
	data, err := endpoint.run(s, call)
	s.answer(writer, name, err, data)
}

func (s *apiServer) answer(writer http.ResponseWriter, endpoint string, err error, data any) {
	code, subcode, message := 200, 0, "OK"
	if err != nil {
		code, subcode, message = 500, 100, fmt.Sprintf("General data error: %v", err)
		var known *apiError
		if errors.As(err, &known) {
			code, subcode, message = known.code, known.subcode, known.message
		}
		log.Printf("WARNING Returned %d for %s, msg=%s", code, endpoint, message)
	}
	if data == nil {
		data = map[string]any{}
	}
	writer.Header().Set("Content-Type", "application/json")
	writer.WriteHeader(code)
	json.NewEncoder(writer).Encode(map[string]any{
		"meta": map[string]any{
			"id": newID(), "trx": newID(), "result_code": code, "result_subcode": subcode, "result_msg": message, "error_stack": nil,
			"endpoint": map[string]any{"name": endpoint, "requested_version": "2.30", "actual_version": "1.0"},
		},
		"data": data,
	})
}

func now() time.Time { return time.Now().UTC() }
