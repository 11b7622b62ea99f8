package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// keptFolders is how many folders of kept binlogs stay beside the data
// directory; the oldest go first.
const keptFolders = 3

// orderKeep puts this instance's binary logs aside, before a rebuild replaces
// its data: transactions that exist here alone can still be read from them.
func (s *Supervisor) orderKeep(o Order) (any, error) {
	config, err := loadConfig(s.paths.config())
	if err != nil {
		return nil, err
	}
	folder, files, err := dataDir(config.DataDir).keepBinlogs(time.Now())
	if err != nil {
		return nil, err
	}
	s.log.Printf("kept %d binary logs in %s: %s", files, folder, o.Reason)
	return struct {
		Folder string `json:"folder"`
		Files  int    `json:"files"`
	}{folder, files}, nil
}

// keepBinlogs links the binary logs into a folder beside the data directory.
// Links take no room while the originals stand, need no copying, and stay when
// CLONE unlinks the originals.
func (d dataDir) keepBinlogs(now time.Time) (string, int, error) {
	index, err := os.Open(filepath.Join(string(d), "binlog.index"))
	if err != nil {
		return "", 0, fmt.Errorf("no binary logs to keep: %w", err)
	}
	defer index.Close()
	kept := filepath.Join(filepath.Dir(string(d)), "kept")
	folder := filepath.Join(kept, now.UTC().Format("20060102T150405.000Z"))
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return "", 0, err
	}
	files := 0
	lines := bufio.NewScanner(index)
	for lines.Scan() {
		name := filepath.Base(strings.TrimSpace(lines.Text()))
		err := os.Link(filepath.Join(string(d), name), filepath.Join(folder, name))
		if errors.Is(err, fs.ErrNotExist) {
			// It was purged since the index was read.
			continue
		}
		if err != nil {
			return "", 0, err
		}
		files++
	}
	if err := lines.Err(); err != nil {
		return "", 0, err
	}
	if err := syncOne(folder); err != nil {
		return "", 0, err
	}
	return folder, files, forgetOldest(kept)
}

func forgetOldest(kept string) error {
	entries, err := os.ReadDir(kept)
	if err != nil {
		return err
	}
	names := []string{}
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	slices.Sort(names)
	for len(names) > keptFolders {
		if err := os.RemoveAll(filepath.Join(kept, names[0])); err != nil {
			return err
		}
		names = names[1:]
	}
	return nil
}
