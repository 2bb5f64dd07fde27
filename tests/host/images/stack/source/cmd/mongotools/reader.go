package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"hash/crc64"
	"io"
	"strings"

	"go.mongodb.org/mongo-driver/bson"
)

// consumer takes what an archive holds, in the archive's order. raw belongs to the consumer.
type consumer interface {
	begin(of namespace) error
	document(of namespace, raw bson.Raw) error
	end(of namespace) error
}

// archiveReader reads an archive: first the prelude, then the documents.
type archiveReader struct {
	in *bufio.Reader
	// sums of the collections that are open.
	sums map[namespace]hash.Hash64
	// left: announced, and not closed yet.
	left map[namespace]bool
}

func newArchiveReader(in io.Reader) *archiveReader {
	return &archiveReader{in: bufio.NewReaderSize(in, 64<<10), sums: map[namespace]hash.Hash64{}, left: map[namespace]bool{}}
}

func (r *archiveReader) prelude() (prelude, error) {
	var p prelude
	word := make([]byte, 4)
	if _, err := io.ReadFull(r.in, word); err != nil {
		return p, fmt.Errorf("I/O failure reading beginning of archive: %w", err)
	}
	if binary.LittleEndian.Uint32(word) != magic {
		return p, errors.New("stream or file does not appear to be a mongodump archive")
	}
	var about struct {
		Parallel int32  `bson:"concurrent_collections"`
		Format   string `bson:"version"`
		Server   string `bson:"server_version"`
		Tool     string `bson:"tool_version"`
	}
	if _, err := r.decode(&about); err != nil {
		return p, err
	}
	if about.Format != formatVersion {
		return p, fmt.Errorf("archive format version '%s' is not known", about.Format)
	}
	p = prelude{parallel: about.Parallel, server: about.Server, tool: about.Tool}
	for {
		raw, err := nextDocument(r.in)
		if err != nil || raw == nil {
			return p, damaged(err)
		}
		var about struct{ Db, Collection, Metadata, Type string }
		if err := bson.Unmarshal(raw, &about); err != nil {
			return p, damaged(err)
		}
		of := namespace{about.Db, about.Collection}
		p.collections = append(p.collections, announced{of, about.Metadata, about.Type})
		r.left[of] = true
	}
}

// decode also returns the document as it is.
func (r *archiveReader) decode(to any) (bson.Raw, error) {
	raw, err := nextDocument(r.in)
	if err == nil && raw == nil {
		err = errors.New("consecutive terminators / headerless blocks are not allowed")
	}
	if err == nil {
		err = bson.Unmarshal(raw, to)
	}
	return raw, damaged(err)
}

// documents reads to the end of the archive. isBetween: no collection was open when it failed, so what was closed is whole.
func (r *archiveReader) documents(to consumer) (isBetween bool, err error) {
	for err == nil {
		if _, end := r.in.Peek(1); end == io.EOF {
			break
		}
		err = r.segment(to)
	}
	switch {
	case err != nil:
	case len(r.sums) > 0:
		err = fmt.Errorf("error demultiplexing archive; archive finished but contained files were unfinished (%s)", names(r.sums))
	case len(r.left) > 0:
		err = fmt.Errorf("error demultiplexing archive; archive finished before all collections were seen (%s)", names(r.left))
	}
	return len(r.sums) == 0, err
}

func (r *archiveReader) segment(to consumer) error {
	var head struct {
		Db, Collection string
		IsEnd          bool  `bson:"EOF"`
		CRC            int64 `bson:"CRC"`
	}
	raw, err := r.decode(&head)
	if err != nil {
		return err
	}
	of := namespace{head.Db, head.Collection}
	if !bytes.Equal(raw, header(of, head.IsEnd, uint64(head.CRC))) || !head.IsEnd && head.CRC != 0 {
		return damaged(errors.New("ParserConsumer.HeaderBSON() ( header bson doesn't unmarshal as a collection header )"))
	}
	if bucket, isBucket := strings.CutPrefix(of.collection, "system.buckets."); isBucket && !r.left[of] {
		of.collection = bucket
	}
	if !r.left[of] {
		return damaged(fmt.Errorf("ParserConsumer.HeaderBSON() ( no intent for namespace %s, or it is closed )", of))
	}
	sum, isOpen := r.sums[of]
	if !isOpen {
		sum = crc64.New(polynomial)
		r.sums[of] = sum
		if err := to.begin(of); err != nil {
			return err
		}
	}
	for {
		raw, err := nextDocument(r.in)
		if err != nil {
			return damaged(fmt.Errorf("ParserConsumer.BodyBSON() ( %w )", err))
		}
		if raw == nil {
			break
		}
		if head.IsEnd {
			return errors.New("error demultiplexing archive; collection data without a collection header")
		}
		sum.Write(raw)
		if err := to.document(of, raw); err != nil {
			return err
		}
	}
	if !head.IsEnd {
		return nil
	}
	// The real one has also written what it had before it compares.
	if err := to.end(of); err != nil {
		return err
	}
	if sum.Sum64() != uint64(head.CRC) {
		return damaged(fmt.Errorf("ParserConsumer.HeaderBSON() ( CRC mismatch for namespace %s, %d!=%d )", of, sum.Sum64(), uint64(head.CRC)))
	}
	delete(r.sums, of)
	delete(r.left, of)
	return nil
}
