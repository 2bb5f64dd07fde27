package main

import (
	"encoding/binary"
	"errors"
	"io"
	"log"
	"net"

	"go.mongodb.org/mongo-driver/bson"
)

const opMsg = 2013

// relay passes a client's messages on. FerretDB refuses some fields that clients and mongorestore send, although
// leaving them out means the same; those are taken away.
func relay(client net.Conn, socket string) {
	defer client.Close()
	server, err := net.Dial("unix", socket)
	if err != nil {
		log.Print(err)
		return
	}
	defer server.Close()
	go func() {
		io.Copy(client, server)
		client.Close()
	}()
	for {
		message, err := readMessage(client)
		if err != nil {
			return
		}
		if _, err := server.Write(withoutRefusedFields(message)); err != nil {
			return
		}
	}
}

func readMessage(from io.Reader) ([]byte, error) {
	header := make([]byte, 16)
	if _, err := io.ReadFull(from, header); err != nil {
		return nil, err
	}
	length := int(binary.LittleEndian.Uint32(header))
	if length < 16 || length > 48<<20+16384 {
		return nil, errors.New("bad message length")
	}
	message := make([]byte, length)
	copy(message, header)
	_, err := io.ReadFull(from, message[16:])
	return message, err
}

// withoutRefusedFields edits the body section of an OP_MSG; anything else passes as it is.
func withoutRefusedFields(message []byte) []byte {
	checksummed := len(message) > 16 && message[16]&1 != 0
	if len(message) < 26 || binary.LittleEndian.Uint32(message[12:]) != opMsg || checksummed {
		return message
	}
	at := 20
	for at+5 <= len(message) && message[at] == 1 { // document sequences come before the body
		at += 1 + int(binary.LittleEndian.Uint32(message[at+1:]))
	}
	if at+5 > len(message) || message[at] != 0 {
		return message
	}
	length := int(binary.LittleEndian.Uint32(message[at+1:]))
	if at+1+length > len(message) {
		return message
	}
	var body bson.D
	if bson.Unmarshal(message[at+1:at+1+length], &body) != nil || len(body) == 0 {
		return message
	}
	body, changed := clean(body)
	if !changed {
		return message
	}
	encoded, err := bson.Marshal(body)
	if err != nil {
		return message
	}
	out := append([]byte(nil), message[:at+1]...)
	out = append(out, encoded...)
	out = append(out, message[at+1+length:]...)
	binary.LittleEndian.PutUint32(out, uint32(len(out)))
	return out
}

func clean(body bson.D) (bson.D, bool) {
	switch body[0].Key {
	case "insert", "update", "delete", "findAndModify":
		return without(body, "bypassEmptyTsReplacement")
	case "create":
		return without(body, "idIndex")
	case "createIndexes":
		changed := false
		for _, field := range body {
			indexes, isArray := field.Value.(bson.A)
			if field.Key != "indexes" || !isArray {
				continue
			}
			for i := range indexes {
				if index, isDocument := indexes[i].(bson.D); isDocument {
					cleaned, dropped := without(index, "ns")
					indexes[i], changed = cleaned, changed || dropped
				}
			}
		}
		return body, changed
	}
	return body, false
}

func without(document bson.D, key string) (bson.D, bool) {
	for i := range document {
		if document[i].Key == key {
			return append(document[:i:i], document[i+1:]...), true
		}
	}
	return document, false
}
