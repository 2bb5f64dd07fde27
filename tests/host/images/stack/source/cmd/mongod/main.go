// A server that speaks MongoDB's protocol, for the stack on the test host: FerretDB with SQLite files in the data
// directory. It is started and stopped like mongod.
package main

import (
	"context"
	"fmt"
	"log"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

// options reads the part of mongod's command line that compose files use. Like mongod it refuses what it doesn't know.
func options(arguments []string) (directory, port string, err error) {
	directory, port = "/data/db", "27017"
	for len(arguments) > 0 {
		name := arguments[0]
		arguments = arguments[1:]
		switch name {
		case "mongod", "--bind_ip_all":
			continue
		}
		if len(arguments) == 0 {
			return "", "", fmt.Errorf("unrecognised option '%s'", name)
		}
		value := arguments[0]
		arguments = arguments[1:]
		switch name {
		case "--dbpath":
			directory = value
		case "--port":
			port = value
		case "--bind_ip", "--setParameter", "--wiredTigerCacheSizeGB":
		default:
			return "", "", fmt.Errorf("unrecognised option '%s'", name)
		}
	}
	return directory, port, nil
}

func main() {
	directory, port, err := options(os.Args[1:])
	if err != nil {
		fmt.Fprintf(os.Stderr, "Error parsing command line: %s\ntry 'mongod --help' for more information\n", err)
		os.Exit(2)
	}
	if _, err := os.Stat(directory); err != nil {
		log.Fatalf("NonExistentPath: Data directory %s not found.", directory)
	}
	socket := filepath.Join(os.TempDir(), "mongod.sock")
	os.Remove(socket)
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{Unix: socket},
		Logger:    slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
		Handler:   "sqlite",
		SQLiteURL: "file:" + directory + "/",
	})
	if err != nil {
		log.Fatal(err)
	}
	stopped, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	listener, err := net.Listen("tcp", ":"+port)
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("Waiting for connections on port %s", port)
	go accept(listener, socket)
	err = server.Run(stopped)
	listener.Close()
	if err != nil && stopped.Err() == nil {
		log.Fatal(err)
	}
	log.Print("Shutting down")
}

func accept(listener net.Listener, socket string) {
	for {
		client, err := listener.Accept()
		if err != nil {
			return
		}
		go relay(client, socket)
	}
}
