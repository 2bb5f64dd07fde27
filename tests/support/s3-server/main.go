// The S3 server of the tests: it keeps buckets in memory and judges each request's signature (AWS Signature Version 4).
// Arguments: the address, such as 127.0.0.1:0. Standard input: the key's id and its secret, a line each; it ends with its input.
// Prints the address once it answers.
package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"

	"github.com/rclone/gofakes3"
	"github.com/rclone/gofakes3/s3mem"
)

func main() {
	input := bufio.NewReader(os.Stdin)
	var id, secret string
	fmt.Fscanln(input, &id)
	fmt.Fscanln(input, &secret)
	listener, err := net.Listen("tcp", os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	server := gofakes3.New(buckets{s3mem.New()}, gofakes3.WithV4Auth(map[string]string{id: secret}))
	go http.Serve(listener, server.Server())
	fmt.Println(listener.Addr())
	io.Copy(io.Discard, input)
}

// An empty delimiter is none (Amazon S3 API Reference, ListObjectsV2); restic sends one wherever it lists all that lies below.
type buckets struct{ *s3mem.Backend }

func (all buckets) ListBucket(ctx context.Context, name string, prefix *gofakes3.Prefix, page gofakes3.ListBucketPage) (*gofakes3.ObjectList, error) {
	if prefix != nil && prefix.Delimiter == "" {
		prefix.HasDelimiter = false
	}
	return all.Backend.ListBucket(ctx, name, prefix, page)
}
