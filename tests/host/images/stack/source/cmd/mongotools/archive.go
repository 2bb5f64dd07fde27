package main

import (
	"encoding/binary"
	"fmt"
	"hash/crc64"
	"io"
	"strings"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/x/bsonx/bsoncore"
)

// The format: a magic word, a document about the archive, one for each collection, a terminator; then segments (a header,
// documents, a terminator), those of several collections interleaved. Behind a collection's last segment comes a header
// with EOF and the CRC-64 of its documents.
const (
	magic           = 0x8199e26d
	terminator      = 0xffffffff
	formatVersion   = "0.1"
	longestDocument = 16 << 20
)

var polynomial = crc64.MakeTable(crc64.ECMA)

type namespace struct{ db, collection string }

func (n namespace) String() string { return n.db + "." + n.collection }

// split: the name of a database has no dot.
func split(full string) namespace {
	db, collection, _ := strings.Cut(full, ".")
	return namespace{db, collection}
}

// prelude is what an archive says of itself before its documents.
type prelude struct {
	server, tool string
	// parallel: how many collections are dumped at the same time.
	parallel    int32
	collections []announced
}

// announced is what the prelude says of one collection. kind: "collection", "view", "timeseries" or "".
type announced struct {
	namespace
	metadata, kind string
}

// description is the metadata of a collection, which an archive holds as canonical extended JSON.
type description struct {
	Options        bson.D   `bson:"options,omitempty"`
	Indexes        []bson.D `bson:"indexes"`
	UUID           string   `bson:"uuid,omitempty"`
	CollectionName string   `bson:"collectionName"`
	Type           string   `bson:"type,omitempty"`
}

func (p prelude) encode() []byte {
	out := binary.LittleEndian.AppendUint32(nil, magic)
	out = append(out, bsoncore.NewDocumentBuilder().AppendInt32("concurrent_collections", p.parallel).AppendString("version", formatVersion).
		AppendString("server_version", p.server).AppendString("tool_version", p.tool).Build()...)
	for _, each := range p.collections {
		// The real one has no size to tell when it writes an archive.
		out = append(out, bsoncore.NewDocumentBuilder().AppendString("db", each.db).AppendString("collection", each.collection).
			AppendString("metadata", each.metadata).AppendInt32("size", 0).AppendString("type", each.kind).Build()...)
	}
	return binary.LittleEndian.AppendUint32(out, terminator)
}

// header begins a segment, or with isEnd ends a collection.
func header(of namespace, isEnd bool, crc uint64) []byte {
	return bsoncore.NewDocumentBuilder().AppendString("db", of.db).AppendString("collection", of.collection).
		AppendBoolean("EOF", isEnd).AppendInt64("CRC", int64(crc)).Build()
}

// nextDocument is a whole document, or nil at a terminator.
func nextDocument(in io.Reader) (bson.Raw, error) {
	start := make([]byte, 4)
	if _, err := io.ReadFull(in, start); err != nil {
		return nil, err
	}
	length := binary.LittleEndian.Uint32(start)
	if length == terminator {
		return nil, nil
	}
	if length < 5 || length > longestDocument {
		return nil, fmt.Errorf("%d is neither a valid bson length nor a archive terminator", length)
	}
	raw := make(bson.Raw, length)
	copy(raw, start)
	if _, err := io.ReadFull(in, raw[4:]); err != nil {
		return nil, fmt.Errorf("read bson ( %w )", err)
	}
	if raw[length-1] != 0 {
		return nil, fmt.Errorf("bson (size: %d, byte: %d) doesn't end with a null byte", length, raw[length-1])
	}
	return raw, nil
}

func damaged(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("corruption found in archive; %w", err)
}

func names[V any](of map[namespace]V) string {
	var all []string
	for each := range of {
		all = append(all, each.String())
	}
	return strings.Join(all, ", ")
}
