package main

import (
	"encoding/binary"
	"fmt"
	"hash"
	"hash/crc64"
	"io"
	"sync"
)

// segmentSize is what is gathered of a collection before it is written. The real one gathers 16 MB; with less, small
// collections are interleaved as well, which large ones are there.
const segmentSize = 64 << 10

// archiveWriter writes collections that are dumped at the same time into one archive.
type archiveWriter struct {
	mutex sync.Mutex
	out   io.Writer
	// current is whose segment is open.
	current *collectionWriter
	failed  error
}

// collectionWriter takes the documents of one collection. It belongs to one goroutine.
type collectionWriter struct {
	archive *archiveWriter
	of      namespace
	waiting []byte
	crc     hash.Hash64
}

func (w *archiveWriter) begin(of namespace) *collectionWriter {
	return &collectionWriter{archive: w, of: of, crc: crc64.New(polynomial)}
}

func (c *collectionWriter) add(document []byte) error {
	if len(c.waiting) > 0 && len(c.waiting)+len(document) > segmentSize {
		if err := c.archive.segment(c); err != nil {
			return err
		}
	}
	c.waiting = append(c.waiting, document...)
	c.crc.Write(document)
	return nil
}

// end closes the collection, also one that was not read to its end: its EOF looks the same. An empty one gets a segment too.
func (c *collectionWriter) end() error {
	if err := c.archive.segment(c); err != nil {
		return err
	}
	w := c.archive
	w.mutex.Lock()
	defer w.mutex.Unlock()
	var out []byte
	if w.current != nil {
		out = binary.LittleEndian.AppendUint32(out, terminator)
	}
	w.current = nil
	out = append(out, header(c.of, true, c.crc.Sum64())...)
	return w.write(binary.LittleEndian.AppendUint32(out, terminator))
}

// segment writes what waits. A segment goes on for as long as no other collection comes between.
func (w *archiveWriter) segment(of *collectionWriter) error {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	var out []byte
	if w.current != of {
		if w.current != nil {
			out = binary.LittleEndian.AppendUint32(out, terminator)
		}
		out = append(out, header(of.of, false, 0)...)
	}
	w.current = of
	err := w.write(append(out, of.waiting...))
	of.waiting = of.waiting[:0]
	return err
}

// write: after one failure nothing more is written, for what follows would not be where it belongs.
func (w *archiveWriter) write(data []byte) error {
	if w.failed != nil {
		return w.failed
	}
	if _, err := w.out.Write(data); err != nil {
		w.failed = fmt.Errorf("%w / %w", io.ErrShortWrite, err)
	}
	return w.failed
}
