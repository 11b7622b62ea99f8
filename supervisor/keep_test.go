package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func aMinute(minute int) Kept {
	return Kept{At: time.Date(2026, 1, 1, 0, minute, 0, 0, time.UTC), Instance: testPod, Reason: "a test"}
}

func TestTheNamedTransactionsAreKeptAndOutliveTheData(t *testing.T) {
	data := dataDir(filepath.Join(t.TempDir(), "data"))
	aBinlog(t, data, "binlog.000001", "", row(serverA, 1), row(serverB, 1), row(serverA, 2))
	kept, err := data.keep(aMinute(0), aSet(t, serverB+":1-2"))
	must(t, err)
	if kept.Gtids != serverB+":1" || kept.Transactions != 1 {
		t.Errorf("kept %+v: 2 is in no binary log, and 1 must be", kept)
	}
	must(t, os.RemoveAll(string(data)))
	if got := gtidsIn(t, kept.Path); got != serverB+":1" {
		t.Errorf("%s holds %q", kept.Path, got)
	}
	listed := data.kept()
	if len(listed) != 1 || listed[0] != kept {
		t.Errorf("listed %+v, not %+v", listed, kept)
	}
}

func TestWhatIsInNoBinaryLogMakesNoFolder(t *testing.T) {
	data := dataDir(filepath.Join(t.TempDir(), "data"))
	aBinlog(t, data, "binlog.000001", "", row(serverA, 1))
	kept, err := data.keep(aMinute(0), aSet(t, serverB+":1"))
	must(t, err)
	if kept.Path != "" || len(data.kept()) != 0 {
		t.Errorf("kept %+v", kept)
	}
}

func TestKeptBinlogsOutliveTheOriginalsAndAreFew(t *testing.T) {
	data := dataDir(filepath.Join(t.TempDir(), "data"))
	aBinlog(t, data, "binlog.000002", "", row(serverA, 2))
	aBinlog(t, data, "binlog.000003", "", row(serverA, 3))
	must(t, os.WriteFile(filepath.Join(string(data), "binlog.index"), []byte("./binlog.000001\n./binlog.000002\n./binlog.000003\n"), 0o640))

	var last Kept
	for minute := range keptFolders + 2 {
		kept, err := data.keep(aMinute(minute), gtidSet{})
		must(t, err)
		last = kept
	}
	must(t, os.RemoveAll(string(data)))
	if got := gtidsIn(t, filepath.Join(last.Path, "binlog.000003")); got != serverA+":3" {
		t.Fatalf("the kept binlog holds %q", got)
	}
	if files, err := os.ReadDir(last.Path); err != nil || len(files) != 3 {
		t.Fatalf("%d files are kept; the first was purged, so 2 and %s should be (%v)", len(files), keptAbout, err)
	}
	listed := data.kept()
	if len(listed) != keptFolders || listed[0] != last {
		t.Fatalf("%d folders are kept, not %d, and the newest is %+v", len(listed), keptFolders, listed[0])
	}
}

func TestKeepingWithoutBinlogsIsAnError(t *testing.T) {
	if _, err := dataDir(t.TempDir()).keep(aMinute(0), gtidSet{}); err == nil {
		t.Fatal("nothing to keep must be said")
	}
}
