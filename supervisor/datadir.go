package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// initialisedMark stands inside a data directory that the supervisor made. It
// gets there before the rename, so a directory without it came from elsewhere.
const initialisedMark = "mysqlha-initialised"

// dataDir is mysqld's data directory. It either is whole or isn't there:
// mysqld fills a neighbour, which is then renamed.
type dataDir string

func (d dataDir) unfinished() string { return string(d) + ".init" }
func (d dataDir) discarded() string  { return string(d) + ".discarded" }

// removeLeftovers deletes what an interrupted initialise or wipe left.
func (d dataDir) removeLeftovers() error {
	return errors.Join(os.RemoveAll(d.unfinished()), os.RemoveAll(d.discarded()))
}

// absent reports whether there is nothing to start mysqld on. lost+found
// counts as nothing: it is what a new ext4 volume has.
func (d dataDir) absent() (bool, error) {
	entries, err := os.ReadDir(string(d))
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	for _, entry := range entries {
		if entry.Name() != "lost+found" {
			return false, nil
		}
	}
	return true, nil
}

// adopt makes the freshly initialised neighbour the data directory.
func (d dataDir) adopt(now time.Time) error {
	mark := filepath.Join(d.unfinished(), initialisedMark)
	if err := os.WriteFile(mark, []byte(now.UTC().Format(time.RFC3339)+"\n"), 0o640); err != nil {
		return err
	}
	if err := syncTree(d.unfinished()); err != nil {
		return err
	}
	if err := os.Rename(d.unfinished(), string(d)); err != nil {
		return fmt.Errorf("%s can't become the data directory; dataDir must be a folder inside the volume, not its root: %w", d.unfinished(), err)
	}
	return syncOne(filepath.Dir(string(d)))
}

// discard removes the data directory. The rename comes first, so that an
// interruption doesn't leave half of one.
func (d dataDir) discard() error {
	if err := os.RemoveAll(d.discarded()); err != nil {
		return err
	}
	if err := os.Rename(string(d), d.discarded()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := syncOne(filepath.Dir(string(d))); err != nil {
		return err
	}
	return os.RemoveAll(d.discarded())
}

func (d dataDir) initialisedAt() *time.Time {
	raw, err := os.ReadFile(filepath.Join(string(d), initialisedMark))
	if err != nil {
		return nil
	}
	at, err := time.Parse(time.RFC3339, strings.TrimSpace(string(raw)))
	if err != nil {
		return nil
	}
	return &at
}

func syncTree(root string) error {
	return filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() || entry.Type().IsRegular() {
			return syncOne(path)
		}
		return nil
	})
}

func syncOne(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	return file.Sync()
}
