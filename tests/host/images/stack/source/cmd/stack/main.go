// The vendor's images are not public. This one program stands for their services on the test host, and is honest about
// what a verification looks at: state lives in MongoDB, Elasticsearch and the file tree, the users come from the
// configuration file, and nothing answers before what it needs has answered.
package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

var services = map[string]func(context.Context) error{
	"apiserver":        runAPIServer,
	"fileserver":       runFileServer,
	"fileserver-proxy": runFileServerProxy,
	"webserver":        runWebServer,
	"envoy":            runEnvoy,
	"fluentd":          runFluentd,
	"async_delete":     runJob,
	"task_cleaner":     runJob,
}

func main() {
	log.SetFlags(log.LstdFlags | log.LUTC)
	if len(os.Args) < 2 || services[os.Args[1]] == nil {
		log.Fatal("which service?")
	}
	// Both signals end a service at once: a stack that ignores them makes `down` and a reboot take ten seconds.
	stopped, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := services[os.Args[1]](stopped); err != nil && stopped.Err() == nil {
		log.Print("ERROR ", err)
		os.Exit(1)
	}
}

func serve(stopped context.Context, port string, handler http.Handler) error {
	server := &http.Server{Addr: ":" + port, Handler: handler, ReadHeaderTimeout: 30 * time.Second}
	go func() {
		<-stopped.Done()
		limit, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		server.Shutdown(limit)
	}()
	log.Printf("listening on port %s", port)
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func env(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

func pause(stopped context.Context, how time.Duration) error {
	select {
	case <-stopped.Done():
		return stopped.Err()
	case <-time.After(how):
		return nil
	}
}
