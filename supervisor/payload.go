package main

import (
	"encoding/binary"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// Fields before the content of a Transaction_payload event, each a kind, a
// length and a value; the first of these ends them
// (https://dev.mysql.com/doc/dev/mysql-server/9.7.0/classmysql_1_1binlog_1_1event_1_1Transaction__payload__event.html).
const (
	payloadHeaderEnd = 0
	payloadMethod    = 2
	methodZstd       = 0
	methodNone       = 255
)

// plainLimit is how far a payload may grow: more than the window that zstd
// announces for its usual levels, however short what it compressed.
const plainLimit = 8 << 20

var unzstd = sync.OnceValues(func() (*zstd.Decoder, error) {
	return zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(plainLimit))
})

// payloadOf gives the events in a compressed transaction, if it is a short one
// of which all was read.
func payloadOf(event eventHead) (events []eventHead, whole bool) {
	body := event.body()
	if event.size != int64(len(event.raw)) || len(body) < checksumSize {
		return nil, false
	}
	body = body[:len(body)-checksumSize]
	method := uint64(methodZstd)
	for {
		kind, rest, ok := packed(body)
		if !ok {
			return nil, false
		}
		if body = rest; kind == payloadHeaderEnd {
			break
		}
		length, rest, ok := packed(body)
		if !ok || length > uint64(len(rest)) {
			return nil, false
		}
		if kind == payloadMethod {
			if method, _, ok = packed(rest[:length]); !ok {
				return nil, false
			}
		}
		body = rest[length:]
	}
	switch method {
	case methodNone:
	case methodZstd:
		decoder, err := unzstd()
		if err != nil {
			return nil, false
		}
		if body, err = decoder.DecodeAll(body, nil); err != nil {
			return nil, false
		}
	default:
		return nil, false
	}
	return splitEvents(body)
}

// splitEvents parts what stood in one event. In there none has a checksum, so
// one is put behind each: it has the form of those that stand in a file.
func splitEvents(plain []byte) (events []eventHead, whole bool) {
	for len(plain) > 0 {
		if len(plain) < eventHeaderSize {
			return events, false
		}
		size := binary.LittleEndian.Uint32(plain[9:])
		if size < eventHeaderSize || int64(size) > int64(len(plain)) {
			return events, false
		}
		raw := append(append([]byte(nil), plain[:size]...), make([]byte, checksumSize)...)
		events = append(events, eventHead{kind: raw[4], size: int64(len(raw)), raw: raw})
		plain = plain[size:]
	}
	return events, true
}

// packed reads a number as MySQL's protocol packs it.
func packed(raw []byte) (value uint64, rest []byte, ok bool) {
	if len(raw) == 0 {
		return 0, nil, false
	}
	sizes := map[byte]int{252: 2, 253: 3, 254: 8}
	size := sizes[raw[0]]
	switch {
	case raw[0] < 251:
		return uint64(raw[0]), raw[1:], true
	case size == 0 || len(raw) < 1+size:
		return 0, nil, false
	}
	wide := make([]byte, 8)
	copy(wide, raw[1:1+size])
	return binary.LittleEndian.Uint64(wide), raw[1+size:], true
}
