package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
)

// Kinds of events in a binary log
// (https://dev.mysql.com/doc/dev/mysql-server/9.7.0/namespacemysql_1_1binlog_1_1event.html).
const (
	eventQuery         = 2
	eventStop          = 3
	eventRotate        = 4
	eventFormat        = 15
	eventXid           = 16
	eventTableMap      = 19
	eventRowsQuery     = 29
	eventWriteRows     = 30
	eventUpdateRows    = 31
	eventGtid          = 33
	eventAnonymous     = 34
	eventPreviousGtids = 35
	eventXaPrepare     = 38
	eventPayload       = 40
	eventTaggedGtid    = 42
)

const (
	binlogMagic     = "\xfebin"
	encryptedMagic  = "\xfdbin"
	eventHeaderSize = 19
	checksumSize    = 4
	// enough of an event's body to tell what it is: most are skipped.
	peekSize = 4 << 10
)

// binlogFile is what a binary log holds: where its transactions are.
type binlogFile struct {
	path string
	// format is the event that says how the others are to be read.
	format []byte
	// previous is what the log had before this file, nil when it isn't known,
	// and rawPrevious the event that says so.
	previous     gtidSet
	rawPrevious  []byte
	transactions []transaction
}

// transaction is where a whole one stands in its file.
type transaction struct {
	source       string // "" when its GTID has a tag, which isn't read here
	number       uint64
	offset, size int64
	// heartbeat: it changes nothing but the engine's heartbeat.
	heartbeat bool
}

var errEncrypted = errors.New("it is encrypted, and only mysqld can read it")

// openBinlog opens a binary log behind its magic number.
func openBinlog(path string) (*os.File, *bufio.Reader, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	reader := bufio.NewReaderSize(file, 1<<20)
	magic := make([]byte, len(binlogMagic))
	if _, err = io.ReadFull(reader, magic); err == nil && string(magic) != binlogMagic {
		err = errors.New("it is no binary log")
		if string(magic) == encryptedMagic {
			err = errEncrypted
		}
	}
	if err != nil {
		_ = file.Close()
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	return file, reader, nil
}

type eventHead struct {
	kind byte
	size int64
	// raw is the header and as much of the body as there is a use for.
	raw []byte
}

func (e eventHead) body() []byte { return e.raw[eventHeaderSize:] }

// nextEvent reads an event's beginning and skips the rest. io.EOF is the end,
// also where a crash left half an event.
func nextEvent(reader *bufio.Reader, whole bool) (eventHead, error) {
	header := make([]byte, eventHeaderSize)
	if _, err := io.ReadFull(reader, header); err != nil {
		return eventHead{}, io.EOF
	}
	event := eventHead{kind: header[4], size: int64(binary.LittleEndian.Uint32(header[9:]))}
	if event.size < eventHeaderSize {
		return eventHead{}, io.EOF
	}
	keep := event.size
	if !whole {
		keep = min(keep, eventHeaderSize+peekSize)
	}
	event.raw = append(header, make([]byte, keep-eventHeaderSize)...)
	if _, err := io.ReadFull(reader, event.raw[eventHeaderSize:]); err != nil {
		return eventHead{}, io.EOF
	}
	for left := event.size - keep; left > 0; {
		skipped, err := reader.Discard(int(min(left, 1<<30)))
		if err != nil {
			return eventHead{}, io.EOF
		}
		left -= int64(skipped)
	}
	return event, nil
}

// readBeginning reads what stands before the first transaction.
func readBeginning(path string) (binlogFile, error) {
	file, reader, err := openBinlog(path)
	if err != nil {
		return binlogFile{}, err
	}
	defer file.Close()
	found := binlogFile{path: path}
	for range 2 {
		event, err := nextEvent(reader, true)
		if err != nil {
			break
		}
		switch event.kind {
		case eventFormat:
			// The flag of a file in use was not set when its checksum was made.
			event.raw[17] &^= 1
			found.format = event.raw
		case eventPreviousGtids:
			found.previous, _ = decodeGtidSet(event.body())
			found.rawPrevious = event.raw
		}
	}
	if found.format == nil {
		return binlogFile{}, fmt.Errorf("%s: it does not begin as a binary log does", path)
	}
	return found, nil
}

// readBinlog finds the whole transactions of a file. What a crash left of the
// last one is none.
func readBinlog(path string) (binlogFile, error) {
	found, err := readBeginning(path)
	if err != nil {
		return found, err
	}
	file, reader, err := openBinlog(path)
	if err != nil {
		return found, err
	}
	defer file.Close()
	at := int64(len(binlogMagic))
	var current *transaction
	var beat beatCheck
	ended := false
	finish := func(complete bool) {
		if current != nil && complete {
			current.size, current.heartbeat = at-current.offset, beat.holds()
			found.transactions = append(found.transactions, *current)
		}
		current = nil
	}
	for {
		event, err := nextEvent(reader, false)
		if err != nil {
			// Nothing follows that would prove that it is whole.
			finish(ended)
			return found, nil
		}
		switch event.kind {
		case eventGtid, eventTaggedGtid, eventAnonymous:
			finish(true)
			current = &transaction{offset: at}
			current.source, current.number = gtidOf(event)
			ended, beat = false, beatCheck{}
		case eventRotate, eventStop:
			finish(true)
		default:
			ended = endsTransaction(event)
			beat.see(event)
		}
		at += event.size
	}
}

// gtidOf reads flags, UUID and number.
func gtidOf(event eventHead) (string, uint64) {
	if body := event.body(); event.kind == eventGtid && len(body) >= 25 {
		return uuidText(body[1:17]), binary.LittleEndian.Uint64(body[17:])
	}
	return "", 0
}

// endsTransaction reports whether nothing more need follow: a commit, or a
// statement that is a transaction of its own.
func endsTransaction(event eventHead) bool {
	switch event.kind {
	case eventXid, eventXaPrepare, eventPayload:
		return true
	case eventQuery:
		statement := statementOf(event)
		return !bytes.Equal(statement, []byte("BEGIN")) &&
			!bytes.HasPrefix(statement, []byte("XA START")) &&
			// CREATE TABLE … SELECT goes on with its rows.
			!bytes.HasSuffix(statement, []byte("START TRANSACTION"))
	default:
		return false
	}
}

// statementOf is the text of a Query event, as far as it was read: after 13
// bytes of numbers come the status variables and the schema's name.
func statementOf(event eventHead) []byte {
	body := event.body()
	if event.size == int64(len(event.raw)) && len(body) >= checksumSize {
		body = body[:len(body)-checksumSize]
	}
	if len(body) < 13 {
		return nil
	}
	start := 13 + int(binary.LittleEndian.Uint16(body[11:])) + int(body[8]) + 1
	if start > len(body) {
		return nil
	}
	return body[start:]
}
