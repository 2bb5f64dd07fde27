package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"time"
)

// runJob stands for services that only work in the background (async_delete, task_cleaner): it looks whether the API
// server is there, now and then, and says so.
func runJob(stopped context.Context) error {
	name := os.Args[1]
	logTo(name + ".log")
	log.Printf("%s is starting", name)
	for {
		answer, err := http.Get(env("CLEARML_API_HOST", "http://apiserver:8008") + "/debug.ping")
		if err != nil {
			log.Printf("WARNING %s: %v", name, err)
		} else {
			answer.Body.Close()
		}
		if err := pause(stopped, time.Minute); err != nil {
			return nil
		}
	}
}

// runFluentd keeps its buffer folder writable, no more.
func runFluentd(stopped context.Context) error {
	if err := os.WriteFile("/fluentd/buffer/.started", []byte(now().String()+"\n"), 0o644); err != nil {
		return err
	}
	<-stopped.Done()
	return nil
}
