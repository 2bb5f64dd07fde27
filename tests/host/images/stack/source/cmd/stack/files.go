package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

type fileServer struct {
	root string
	api  string
}

func runFileServer(stopped context.Context) error {
	logTo("fileserver.log")
	server := &fileServer{root: env("CLEARML_FILESERVER_ROOT", "/mnt/fileserver"), api: env("CLEARML_API_HOST", "http://apiserver:8008")}
	if _, err := os.Stat(server.root); err != nil {
		return err
	}
	return serve(stopped, "8081", server)
}

func (f *fileServer) ServeHTTP(writer http.ResponseWriter, request *http.Request) {
	if request.URL.Path == "/" && (request.Method == http.MethodGet || request.Method == http.MethodHead) {
		fmt.Fprint(writer, "OK")
		return
	}
	if code := f.refused(request); code != 0 {
		http.Error(writer, http.StatusText(code), code)
		return
	}
	switch request.Method {
	case http.MethodGet, http.MethodHead:
		f.download(writer, request)
	case http.MethodPost:
		f.upload(writer, request)
	case http.MethodDelete:
		if err := os.Remove(f.path(request.URL.Path)); err != nil {
			http.Error(writer, "File not found", http.StatusNotFound)
		}
	default:
		http.Error(writer, "Method Not Allowed", http.StatusMethodNotAllowed)
	}
}

// refused asks the API server whether the token is good; 0 means that it is.
func (f *fileServer) refused(request *http.Request) int {
	authorization := request.Header.Get("Authorization")
	if !strings.HasPrefix(authorization, "Bearer ") {
		return http.StatusUnauthorized
	}
	limited, cancel := context.WithTimeout(request.Context(), 10*time.Second)
	defer cancel()
	question, err := http.NewRequestWithContext(limited, http.MethodPost, f.api+"/users.get_current_user", nil)
	if err != nil {
		return http.StatusInternalServerError
	}
	question.Header.Set("Authorization", authorization)
	answer, err := http.DefaultClient.Do(question)
	if err != nil {
		return http.StatusBadGateway
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return http.StatusUnauthorized
	}
	return 0
}

// path keeps every name below the root.
func (f *fileServer) path(name string) string {
	return filepath.Join(f.root, filepath.Clean("/"+name))
}

func (f *fileServer) download(writer http.ResponseWriter, request *http.Request) {
	file := f.path(request.URL.Path)
	if info, err := os.Stat(file); err != nil || info.IsDir() {
		http.Error(writer, "File not found", http.StatusNotFound)
		return
	}
	http.ServeFile(writer, request, file)
}

// upload stores each part under the path that its field name gives.
func (f *fileServer) upload(writer http.ResponseWriter, request *http.Request) {
	reader, err := request.MultipartReader()
	if err != nil {
		http.Error(writer, "no files in the request", http.StatusBadRequest)
		return
	}
	stored := []string{}
	for {
		part, err := reader.NextPart()
		if err == io.EOF {
			break
		}
		if err == nil {
			err = f.store(part.FormName(), part)
		}
		if err != nil {
			http.Error(writer, err.Error(), http.StatusInternalServerError)
			return
		}
		stored = append(stored, part.FormName())
	}
	writer.Header().Set("Content-Type", "application/json")
	json.NewEncoder(writer).Encode(stored)
}

func (f *fileServer) store(name string, from io.Reader) error {
	file := f.path(name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, from); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
