package main

import (
	"encoding/binary"
	"net/http"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// tableMapEvent names the table that rows with this number change.
func tableMapEvent(number byte, schema, table string) []byte {
	body := append([]byte{number, 0, 0, 0, 0, 0, 1, 0, byte(len(schema))}, schema+"\x00"...)
	body = append(append(body, byte(len(table))), table+"\x00"...)
	return rawEvent(eventTableMap, append(body, 2, 1, 18))
}

func rowsEvent(kind, number byte) []byte {
	return rawEvent(kind, append([]byte{number, 0, 0, 0, 0, 0, 1, 0}, "row"...))
}

func xidEvent() []byte { return rawEvent(eventXid, binary.LittleEndian.AppendUint64(nil, 9)) }

// beat is the heartbeat that the engine writes, between what else stands there.
func beat(between ...[]byte) []byte {
	return slicesOf(queryEvent("BEGIN"), tableMapEvent(7, "mysqlha", "heartbeat"), slicesOf(between...), rowsEvent(eventUpdateRows, 7), xidEvent())
}

// payloadEvent holds these events, as a compressed transaction does.
func payloadEvent(t *testing.T, method byte, events ...[]byte) []byte {
	t.Helper()
	var plain []byte
	for _, event := range events {
		// In there none has a checksum.
		event = append([]byte(nil), event[:len(event)-checksumSize]...)
		binary.LittleEndian.PutUint32(event[9:], uint32(len(event)))
		plain = append(plain, event...)
	}
	content := plain
	if method == methodZstd {
		encoder, err := zstd.NewWriter(nil)
		must(t, err)
		content = encoder.EncodeAll(plain, nil)
	}
	header := []byte{payloadMethod, 1, method, 3, 3, 252, byte(len(plain)), byte(len(plain) >> 8), 1, 3, 252, byte(len(content)), byte(len(content) >> 8), payloadHeaderEnd}
	if method == methodNone {
		header = append([]byte{payloadMethod, 3, 252, method, 0}, header[3:]...)
	}
	return rawEvent(eventPayload, append(header, content...))
}

func beatEvents() [][]byte {
	return [][]byte{queryEvent("BEGIN"), tableMapEvent(7, "mysqlha", "heartbeat"), rowsEvent(eventUpdateRows, 7), xidEvent()}
}

func TestACompressedTransactionIsReadToo(t *testing.T) {
	foreign := append(beatEvents()[:3], tableMapEvent(8, "app", "t"), rowsEvent(eventWriteRows, 8), xidEvent())
	short := payloadEvent(t, methodZstd, beatEvents()...)
	damaged := append([]byte(nil), short...)
	damaged[len(damaged)-checksumSize-1] ^= 0xff
	long := append([]byte(nil), make([]byte, 5000)...)
	for name, try := range map[string]struct {
		events []byte
		want   bool
	}{
		"a heartbeat":                   {short, true},
		"one that did not get smaller":  {payloadEvent(t, methodNone, beatEvents()...), true},
		"one with another table":        {payloadEvent(t, methodZstd, foreign...), false},
		"one behind another":            {slicesOf(short, short), false},
		"one behind a beginning":        {slicesOf(queryEvent("BEGIN"), short), false},
		"two in one":                    {payloadEvent(t, methodZstd, append(beatEvents(), beatEvents()...)...), false},
		"one within another":            {payloadEvent(t, methodZstd, short), false},
		"a damaged one":                 {damaged, false},
		"a long one":                    {payloadEvent(t, methodNone, append(beatEvents()[:3], rawEvent(eventRowsQuery, long), xidEvent())...), false},
		"by a method that nobody knows": {payloadEvent(t, 9, beatEvents()...), false},
	} {
		t.Run(name, func(t *testing.T) {
			path := aBinlog(t, dataDir(t.TempDir()), "binlog.000001", "", gtidEvent(serverA, 1), try.events, row(serverA, 2))
			chosen, err := choose([]string{path}, func(string, uint64) bool { return true })
			must(t, err)
			if got := len(chosen.heartbeats) > 0; got != try.want {
				t.Errorf("heartbeats are %q", chosen.heartbeats)
			}
		})
	}
}

func TestOnlyAHeartbeatIsTakenForOne(t *testing.T) {
	for name, try := range map[string]struct {
		events []byte
		want   bool
	}{
		"the engine's":                      {beat(), true},
		"the first one, which is a new row": {slicesOf(queryEvent("BEGIN"), tableMapEvent(7, "mysqlha", "heartbeat"), rowsEvent(eventWriteRows, 7), xidEvent()), true},
		"with its statement as a comment":   {slicesOf(queryEvent("BEGIN"), rawEvent(eventRowsQuery, []byte("INSERT")), tableMapEvent(7, "mysqlha", "heartbeat"), rowsEvent(eventUpdateRows, 7), xidEvent()), true},
		"with a row of another table":       {beat(tableMapEvent(8, "app", "t"), rowsEvent(eventWriteRows, 8)), false},
		"with another table named":          {beat(tableMapEvent(8, "app", "t")), false},
		"with rows of nobody knows what":    {beat(rowsEvent(eventWriteRows, 8)), false},
		"with a statement":                  {beat(queryEvent("DROP TABLE app.t")), false},
		"with a deleted row":                {beat(rowsEvent(32, 7)), false},
		"of the other table there":          {slicesOf(queryEvent("BEGIN"), tableMapEvent(7, "mysqlha", "term"), rowsEvent(eventUpdateRows, 7), xidEvent()), false},
		"of a namesake in another schema":   {slicesOf(queryEvent("BEGIN"), tableMapEvent(7, "app", "heartbeat"), rowsEvent(eventUpdateRows, 7), xidEvent()), false},
		"that changes nothing":              {slicesOf(queryEvent("BEGIN"), xidEvent()), false},
		"that is only prepared":             {slicesOf(queryEvent("XA START X'61',X'',1"), tableMapEvent(7, "mysqlha", "heartbeat"), rowsEvent(eventUpdateRows, 7), rawEvent(eventXaPrepare, nil)), false},
		"with something behind its end":     {slicesOf(beat(), queryEvent("DROP TABLE app.t")), false},
		"a payload of nothing":              {rawEvent(eventPayload, make([]byte, 90)), false},
		"a statement of its own":            {queryEvent("DROP TABLE mysqlha.heartbeat"), false},
		"a table map cut short":             {slicesOf(queryEvent("BEGIN"), rawEvent(eventTableMap, []byte{7, 0, 0, 0, 0, 0, 1, 0, 7}), rowsEvent(eventUpdateRows, 7), xidEvent()), false},
	} {
		t.Run(name, func(t *testing.T) {
			path := aBinlog(t, dataDir(t.TempDir()), "binlog.000001", "", gtidEvent(serverA, 1), try.events, row(serverA, 2))
			want := ""
			if try.want {
				want = serverA + ":1"
			}
			chosen, err := choose([]string{path}, func(string, uint64) bool { return true })
			must(t, err)
			if got := chosen.heartbeats.String(); got != want {
				t.Errorf("heartbeats are %q, not %q", got, want)
			}
		})
	}
}

func TestAHeartbeatWithATaggedGtidIsNotTakenForOne(t *testing.T) {
	path := aBinlog(t, dataDir(t.TempDir()), "binlog.000001", "", rawEvent(eventTaggedGtid, make([]byte, 40)), beat())
	chosen, err := choose([]string{path}, func(string, uint64) bool { return false })
	must(t, err)
	if len(chosen.heartbeats) > 0 {
		t.Errorf("heartbeats are %s", chosen.heartbeats)
	}
}

// What mysqld itself writes is what the events above pretend to be.
func TestHeartbeatsAreFoundInTheBinaryLogsOfARealServer(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	const write = "INSERT INTO mysqlha.heartbeat (id, at) VALUES (1, UTC_TIMESTAMP(6)) AS new ON DUPLICATE KEY UPDATE at = new.at"
	engine := i.engine()
	execAll(t, engine, "SET GLOBAL super_read_only=OFF", "SET GLOBAL read_only=OFF",
		"CREATE DATABASE mysqlha", // 1
		"CREATE TABLE mysqlha.heartbeat (id TINYINT PRIMARY KEY, at DATETIME(6))", // 2
		"CREATE TABLE mysqlha.t (v INT PRIMARY KEY)",                              // 3
		write,                              // 4
		write,                              // 5
		"FLUSH BINARY LOGS",                //
		"INSERT INTO mysqlha.t VALUES (1)", // 6
		write,                              // 7
		"CREATE TRIGGER mysqlha.more AFTER UPDATE ON mysqlha.heartbeat FOR EACH ROW INSERT INTO mysqlha.t (v) SELECT MAX(t.v) + 1 FROM mysqlha.t AS t", // 8
		write, // 9
		"SET SESSION binlog_transaction_compression=ON",
		write,                              // 10
		"DROP TRIGGER mysqlha.more",        // 11
		write,                              // 12
		"INSERT INTO mysqlha.t VALUES (9)", // 13
		"SET SESSION binlog_rows_query_log_events=ON",
		write, // 14
		"SET SESSION binlog_transaction_compression=OFF",
		write, // 15
	)
	uuid := value(t, i.engine(), "SELECT @@global.server_uuid")
	if all := value(t, i.engine(), "SELECT @@global.gtid_executed"); all != uuid+":1-15" {
		t.Fatalf("the test expects other numbers: %s", all)
	}
	ask := func(named string) string {
		t.Helper()
		var found struct{ Gtids string }
		if status := i.call(http.MethodPost, "/v1/heartbeats", body(t, Order{Gtids: named}), &found); status != http.StatusOK {
			t.Fatalf("heartbeats: %d", status)
		}
		return found.Gtids
	}
	if got, want := ask(uuid+":1-20"), uuid+":4-5:7:12:14-15"; got != want {
		t.Errorf("%s are heartbeats, not %s", got, want)
	}
	if got := ask(uuid + ":6-7"); got != uuid+":7" {
		t.Errorf("of two only the second is one: %s", got)
	}
	var kept Kept
	if status := i.call(http.MethodPost, "/v1/keep", body(t, Order{Gtids: uuid + ":5-6", Reason: "errant"}), &kept); status != http.StatusOK {
		t.Fatalf("keep: %d", status)
	}
	if kept.Gtids != uuid+":5-6" || kept.Heartbeats != uuid+":5" {
		t.Errorf("kept %+v", kept)
	}
}
