package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"
)

// proxy passes requests to another service of the stack; 502 when it does not answer.
func proxy(target string) http.Handler {
	to, err := url.Parse(target)
	if err != nil {
		log.Fatal(err)
	}
	return httputil.NewSingleHostReverseProxy(to)
}

func runWebServer(stopped context.Context) error {
	configuration, err := webConfiguration(os.Environ())
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.Handle("/api/", http.StripPrefix("/api", proxy(env("CLEARML_API_HOST", "http://apiserver:8008"))))
	mux.Handle("/files/", http.StripPrefix("/files", proxy(env("CLEARML_FILES_INTERNAL_HOST", "http://fileserver:8081"))))
	mux.HandleFunc("/configuration.json", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, configuration) })
	mux.HandleFunc("/version.json", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, object{"version": version()}) })
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<!doctype html><title>ClearML</title><h1>ClearML (test host)</h1>")
	})
	return serve(stopped, env("WEBSERVER_PORT", "80"), mux)
}

// webConfiguration is made of the WEBSERVER__* variables. Each value must be JSON; the vendor's webserver restarts for
// ever when one is not.
func webConfiguration(environment []string) (map[string]any, error) {
	configuration := map[string]any{}
	for _, entry := range environment {
		name, text, _ := strings.Cut(entry, "=")
		key, ours := strings.CutPrefix(name, "WEBSERVER__")
		if !ours {
			continue
		}
		var value any
		if err := json.Unmarshal([]byte(text), &value); err != nil {
			return nil, fmt.Errorf("Error parsing %s JSON value: %w", name, err)
		}
		put(configuration, strings.Split(key, "__"), value)
	}
	return configuration, nil
}

func writeJSON(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(value)
}

// runEnvoy is the front on port 10000.
func runEnvoy(stopped context.Context) error {
	mux := http.NewServeMux()
	files := http.StripPrefix("/files", proxy(env("CLEARML_FILES_INTERNAL_HOST", "http://fileserver-proxy:8081")))
	mux.Handle("/api/", http.StripPrefix("/api", proxy(env("CLEARML_API_HOST", "http://apiserver:8008"))))
	mux.HandleFunc("/files/", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/files/" && r.Method == http.MethodGet {
			http.Error(w, "Method Not Allowed", http.StatusMethodNotAllowed)
			return
		}
		files.ServeHTTP(w, r)
	})
	mux.Handle("/", proxy(env("CLEARML_WEB_INTERNAL_HOST", "http://webserver:80")))
	return serve(stopped, "10000", mux)
}

func runFileServerProxy(stopped context.Context) error {
	logTo("fileserver-proxy.log")
	return serve(stopped, "8081", proxy(env("CLEARML_FILES_INTERNAL_HOST", "http://fileserver:8081")))
}
