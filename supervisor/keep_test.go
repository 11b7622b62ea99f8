package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestKeptBinlogsOutliveTheOriginalsAndAreFew(t *testing.T) {
	data := dataDir(filepath.Join(t.TempDir(), "data"))
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(string(data), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(string(data), name), []byte(text), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	write("binlog.index", "./binlog.000001\n./binlog.000002\n./binlog.000003\n")
	write("binlog.000002", "two")
	write("binlog.000003", "three")

	var last string
	for minute := range 5 {
		folder, files, err := data.keepBinlogs(time.Date(2026, 1, 1, 0, minute, 0, 0, time.UTC))
		if err != nil {
			t.Fatal(err)
		}
		if files != 2 {
			t.Fatalf("kept %d files; the first was purged, so 2 are there", files)
		}
		last = folder
	}
	if err := os.RemoveAll(string(data)); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(last, "binlog.000003"))
	if err != nil || string(text) != "three" {
		t.Fatalf("the kept binlog reads %q, %v", text, err)
	}
	folders, err := os.ReadDir(filepath.Dir(last))
	if err != nil || len(folders) != keptFolders {
		t.Fatalf("%d folders are kept, not %d (%v)", len(folders), keptFolders, err)
	}
}

func TestKeepingWithoutBinlogsIsAnError(t *testing.T) {
	if _, _, err := dataDir(t.TempDir()).keepBinlogs(time.Now()); err == nil {
		t.Fatal("nothing to keep must be said")
	}
}
