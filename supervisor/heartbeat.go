package main

import (
	"bytes"
	"encoding/binary"
	"net/http"
)

// The table in which the engine proves that a commit goes through. It holds a
// time and nothing else, so nobody misses a change of it.
const heartbeatSchema, heartbeatTable = "mysqlha", "heartbeat"

// beatCheck follows the events of one transaction and finds whether it changes
// that table alone. What it does not know counts as another change.
type beatCheck struct {
	began, changed, ended, other bool
	// tables are the numbers under which the transaction's rows name it.
	tables map[uint64]bool
}

func (c *beatCheck) holds() bool { return c.began && c.changed && c.ended && !c.other }

// see takes the next event, which may hold all the others.
func (c *beatCheck) see(event eventHead) {
	if event.kind != eventPayload {
		c.next(event)
		return
	}
	inside, whole := payloadOf(event)
	c.other = c.other || !whole || c.began
	for _, one := range inside {
		c.next(one)
	}
}

func (c *beatCheck) next(event eventHead) {
	switch {
	case c.ended:
		c.other = true
	case !c.began:
		c.began = event.kind == eventQuery && bytes.Equal(statementOf(event), []byte("BEGIN"))
		c.other = c.other || !c.began
	case event.kind == eventRowsQuery: // the statement's text, which nobody applies
	case event.kind == eventTableMap:
		c.noteTable(mappedTable(event))
	case event.kind == eventWriteRows || event.kind == eventUpdateRows:
		c.changed = true
		c.other = c.other || !c.tables[tableNumber(event.body())]
	case event.kind == eventXid:
		c.ended = true
	default:
		c.other = true
	}
}

func (c *beatCheck) noteTable(number uint64, schema, table string) {
	if schema != heartbeatSchema || table != heartbeatTable {
		c.other = true
		return
	}
	if c.tables == nil {
		c.tables = map[uint64]bool{}
	}
	c.tables[number] = true
}

// mappedTable reads a Table_map event: number and flags, then schema and table
// with their lengths before them and a zero behind
// (https://dev.mysql.com/doc/dev/mysql-server/9.7.0/classmysql_1_1binlog_1_1event_1_1Table__map__event.html).
func mappedTable(event eventHead) (number uint64, schema, table string) {
	body := event.body()
	if len(body) < 8 {
		return 0, "", ""
	}
	schema, rest := shortText(body[8:])
	table, _ = shortText(rest)
	return tableNumber(body), schema, table
}

// tableNumber is where rows and their table begin with it.
func tableNumber(body []byte) uint64 {
	if len(body) < 6 {
		return 0
	}
	return binary.LittleEndian.Uint64(append(bytes.Clone(body[:6]), 0, 0))
}

// shortText is empty where it is longer than one byte can say.
func shortText(raw []byte) (text string, rest []byte) {
	if len(raw) < 1 || raw[0] > 250 || len(raw) < int(raw[0])+2 {
		return "", nil
	}
	end := 1 + int(raw[0])
	return string(raw[1:end]), raw[end+1:]
}

// orderHeartbeats answers which of the named transactions are known to be
// nothing but heartbeats. It changes nothing.
func (s *Supervisor) orderHeartbeats(o Order) (any, error) {
	config, err := loadConfig(s.paths.config())
	if err != nil {
		return nil, err
	}
	named, err := parseGtidSet(o.Gtids)
	if err != nil {
		return nil, refusal{http.StatusBadRequest, err}
	}
	paths, err := dataDir(config.DataDir).binlogFiles()
	if err != nil {
		return nil, refusal{http.StatusConflict, err}
	}
	found, err := choose(holding(named, paths), named.has)
	if err != nil {
		return nil, refusal{http.StatusConflict, err}
	}
	return struct {
		Gtids string `json:"gtids"`
	}{found.heartbeats.String()}, nil
}
