package main

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	serverA = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"
	serverB = "bbbbbbbb-bbbb-bbbb-bbbb-bbbbbbbbbbbb"
)

// rawEvent is an event as it stands in a file, with a checksum that nobody reads.
func rawEvent(kind byte, body []byte) []byte {
	event := make([]byte, eventHeaderSize, eventHeaderSize+len(body)+checksumSize)
	event[4] = kind
	binary.LittleEndian.PutUint32(event[9:], uint32(eventHeaderSize+len(body)+checksumSize))
	return append(append(event, body...), 'c', 'r', 'c', '!')
}

func rawUUID(uuid string) []byte {
	raw, _ := hex.DecodeString(strings.ReplaceAll(uuid, "-", ""))
	return raw
}

func previousEvent(set gtidSet) []byte {
	body := binary.LittleEndian.AppendUint64(nil, uint64(len(set)))
	for source, intervals := range set {
		body = append(body, rawUUID(source)...)
		body = binary.LittleEndian.AppendUint64(body, uint64(len(intervals)))
		for _, i := range intervals {
			body = binary.LittleEndian.AppendUint64(body, i.first)
			body = binary.LittleEndian.AppendUint64(body, i.last+1)
		}
	}
	return rawEvent(eventPreviousGtids, body)
}

func gtidEvent(source string, number uint64) []byte {
	body := append([]byte{0}, rawUUID(source)...)
	return rawEvent(eventGtid, append(binary.LittleEndian.AppendUint64(body, number), make([]byte, 17)...))
}

func queryEvent(statement string) []byte {
	body := make([]byte, 13)
	body[8] = byte(len("app"))
	return rawEvent(eventQuery, append(body, "app\x00"+statement...))
}

// row is a transaction that changes a row.
func row(source string, number uint64) []byte {
	return slicesOf(gtidEvent(source, number), queryEvent("BEGIN"), rawEvent(30, []byte("row")), rawEvent(eventXid, make([]byte, 8)))
}

func slicesOf(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func aSet(t *testing.T, text string) gtidSet {
	t.Helper()
	set, err := parseGtidSet(text)
	must(t, err)
	return set
}

// aBinlog writes a file that begins after a set.
func aBinlog(t *testing.T, data dataDir, name, previous string, events ...[]byte) string {
	t.Helper()
	must(t, os.MkdirAll(string(data), 0o750))
	format := rawEvent(eventFormat, make([]byte, 90))
	format[17] = 1 // in use
	path := filepath.Join(string(data), name)
	must(t, os.WriteFile(path, slicesOf([]byte(binlogMagic), format, previousEvent(aSet(t, previous)), slicesOf(events...)), 0o640))
	index, err := os.OpenFile(filepath.Join(string(data), "binlog.index"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o640)
	must(t, err)
	_, err = index.WriteString("./" + name + "\n")
	must(t, err)
	must(t, index.Close())
	return path
}

func gtidsIn(t *testing.T, path string) string {
	t.Helper()
	chosen, err := choose([]string{path}, func(string, uint64) bool { return true })
	must(t, err)
	return chosen.gtids.String()
}

func TestOnlyWholeTransactionsAreFound(t *testing.T) {
	last := row(serverA, 3)
	for name, try := range map[string]struct {
		events []byte
		want   string
	}{
		"of rows":                              {slicesOf(row(serverA, 1), row(serverA, 2)), serverA + ":1-2"},
		"a statement of its own":               {slicesOf(gtidEvent(serverA, 1), queryEvent("CREATE TABLE t (i INT)")), serverA + ":1"},
		"without its end":                      {slicesOf(row(serverA, 1), gtidEvent(serverA, 2), queryEvent("BEGIN"), rawEvent(30, nil)), serverA + ":1"},
		"with BEGIN alone":                     {slicesOf(gtidEvent(serverA, 2), queryEvent("BEGIN")), ""},
		"with its GTID alone":                  {gtidEvent(serverA, 2), ""},
		"a CREATE TABLE that rows must follow": {slicesOf(gtidEvent(serverA, 2), queryEvent("CREATE TABLE t (i INT) START TRANSACTION")), ""},
		"torn in its last event":               {slicesOf(row(serverA, 1), last[:len(last)-5]), serverA + ":1"},
		"torn in a header":                     {slicesOf(row(serverA, 1), last[:7]), serverA + ":1"},
		"before a hole of zeros":               {slicesOf(row(serverA, 1), make([]byte, 4096)), serverA + ":1"},
		"before the file was closed":           {slicesOf(row(serverA, 1), rawEvent(eventRotate, []byte("next"))), serverA + ":1"},
		"a compressed one":                     {slicesOf(gtidEvent(serverA, 1), rawEvent(eventPayload, make([]byte, 9000))), serverA + ":1"},
		"a prepared XA transaction":            {slicesOf(gtidEvent(serverA, 1), queryEvent("XA START X'61',X'',1"), rawEvent(eventXaPrepare, nil)), serverA + ":1"},
		"an XA transaction that was cut off":   {slicesOf(gtidEvent(serverA, 1), queryEvent("XA START X'61',X'',1")), ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := gtidsIn(t, aBinlog(t, dataDir(t.TempDir()), "binlog.000001", "", try.events)); got != try.want {
				t.Errorf("found %q, not %q", got, try.want)
			}
		})
	}
}

func TestAChoiceIsOneBinaryLogOfWhatIsWanted(t *testing.T) {
	data := dataDir(t.TempDir())
	aBinlog(t, data, "binlog.000001", "", row(serverA, 1), row(serverB, 1))
	aBinlog(t, data, "binlog.000002", serverA+":1,"+serverB+":1", row(serverA, 2), row(serverB, 2), row(serverA, 3))
	paths, err := data.binlogFiles()
	must(t, err)
	wanted := aSet(t, serverB+":1-2")
	chosen, err := choose(holding(wanted, paths), wanted.has)
	must(t, err)
	var written bytes.Buffer
	must(t, chosen.writeTo(&written))
	if int64(written.Len()) != chosen.bytes {
		t.Errorf("%d bytes were written, and %d announced", written.Len(), chosen.bytes)
	}
	again := filepath.Join(t.TempDir(), "one")
	must(t, os.WriteFile(again, written.Bytes(), 0o600))
	if got := gtidsIn(t, again); got != wanted.String() {
		t.Errorf("it holds %q, not %q", got, wanted)
	}
	beginning, err := readBeginning(again)
	must(t, err)
	if beginning.format[17] != 0 {
		t.Error("it says that it is in use")
	}
}

func TestOnlyFilesThatMayHoldWhatIsWantedAreRead(t *testing.T) {
	data := dataDir(t.TempDir())
	one := aBinlog(t, data, "binlog.000001", "", row(serverA, 1))
	two := aBinlog(t, data, "binlog.000002", serverA+":1", row(serverA, 2))
	three := aBinlog(t, data, "binlog.000003", serverA+":1-2", row(serverA, 3))
	all := []string{one, two, three}
	for held, want := range map[string][]string{
		serverA + ":1-3": {three},
		serverA + ":1-2": {three},
		serverA + ":1":   {two, three},
		"":               all,
	} {
		got, err := lackedBy(aSet(t, held), all)
		must(t, err)
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("who holds %q gets it from %v, not from %v", held, got, want)
		}
	}
	if _, err := lackedBy(aSet(t, ""), all[1:]); err == nil {
		t.Error("a gap must be refused")
	}
	if got := holding(aSet(t, serverA+":2"), all); strings.Join(got, " ") != two+" "+three {
		t.Errorf("2 is looked for in %v", got)
	}
}

func TestAnEncryptedLogIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "binlog.000001")
	must(t, os.WriteFile(path, []byte(encryptedMagic+"secret"), 0o600))
	if _, err := readBinlog(path); err == nil || !strings.Contains(err.Error(), "encrypted") {
		t.Errorf("read: %v", err)
	}
}

func TestGtidSetsAreReadAndWrittenAsMySQLDoes(t *testing.T) {
	for text, want := range map[string]string{
		"":                 "",
		serverA + ":1":     serverA + ":1",
		serverA + ":3:1-2": serverA + ":1-3",
		strings.ToUpper(serverA) + ":1-2:7, \n" + serverB + ":5": serverA + ":1-2:7," + serverB + ":5",
		serverA + ":1:tag:4-5": serverA + ":1," + serverA + ":tag:4-5",
	} {
		if got := aSet(t, text).String(); got != want {
			t.Errorf("%q is %q, not %q", text, got, want)
		}
	}
	for _, text := range []string{"nonsense", serverA + ":0", serverA + ":5-4", serverA + ":1-x"} {
		if _, err := parseGtidSet(text); err == nil {
			t.Errorf("%q was read", text)
		}
	}
	if set := aSet(t, serverA+":1-5:9"); set.count() != 6 || !set.has(serverA, 9) || set.has(serverA, 6) || set.contains(aSet(t, serverA+":5-9")) {
		t.Errorf("%s does not hold what it should", set)
	}
}
