package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// What is kept stands beside the data directory, where a CLONE leaves it. It
// is there for people, and must not fill the disk: so many folders stay, and
// none beyond this share of the volume but the newest.
const (
	keptFolders     = 10
	keptShare       = 20 // of the volume: a twentieth
	keptAbout       = "about.json"
	keptBinlog      = "transactions.binlog"
	keptNameFormat  = "20060102T150405.000Z"
	keptUnfinished  = ".unfinished"
	keptFolderTitle = "kept"
)

// Kept says what one folder holds.
type Kept struct {
	At       time.Time `json:"at"`
	Instance string    `json:"instance"`
	Reason   string    `json:"reason"`
	// Path is of the file that mysqlbinlog reads, or of a folder of such.
	Path  string `json:"path"`
	Gtids string `json:"gtids"`
	// Heartbeats are those of them that change nothing but the engine's heartbeat.
	Heartbeats   string `json:"heartbeats"`
	Transactions uint64 `json:"transactions"`
	Bytes        int64  `json:"bytes"`
}

// orderKeep puts aside what exists on this instance alone, before a rebuild
// replaces its data: the transactions that are named, or all binary logs.
func (s *Supervisor) orderKeep(o Order) (any, error) {
	config, err := loadConfig(s.paths.config())
	if err != nil {
		return nil, err
	}
	wanted, err := parseGtidSet(o.Gtids)
	if err != nil {
		return nil, refusal{http.StatusBadRequest, err}
	}
	about := Kept{At: time.Now().UTC(), Instance: s.identity.Pod, Reason: o.Reason}
	kept, err := dataDir(config.DataDir).keep(about, wanted)
	if err != nil {
		return nil, err
	}
	s.log.Printf("kept %d transactions in %s: %s", kept.Transactions, kept.Path, o.Reason)
	return kept, nil
}

func (d dataDir) keptFolder() string { return filepath.Join(filepath.Dir(string(d)), keptFolderTitle) }

// keep fills a new folder, which gets its name when all of it is on the disk.
func (d dataDir) keep(about Kept, wanted gtidSet) (Kept, error) {
	folder := filepath.Join(d.keptFolder(), about.At.Format(keptNameFormat))
	unfinished := folder + keptUnfinished
	if err := os.MkdirAll(unfinished, 0o750); err != nil {
		return Kept{}, err
	}
	defer os.RemoveAll(unfinished)
	paths, err := d.binlogFiles()
	if err != nil {
		return Kept{}, err
	}
	about, err = d.fill(unfinished, folder, about, wanted, paths)
	if err != nil || about.Path == "" {
		return about, err
	}
	raw, err := json.MarshalIndent(about, "", "  ")
	if err != nil {
		return Kept{}, err
	}
	if err := os.WriteFile(filepath.Join(unfinished, keptAbout), append(raw, '\n'), 0o640); err != nil {
		return Kept{}, err
	}
	if err := syncTree(unfinished); err != nil {
		return Kept{}, err
	}
	if err := os.Rename(unfinished, folder); err != nil {
		return Kept{}, err
	}
	if err := syncOne(d.keptFolder()); err != nil {
		return Kept{}, err
	}
	return about, d.forgetOldest()
}

// fill writes the wanted transactions as one binary log. Where none are named,
// or only mysqld can read the logs, it links them whole: a link takes no room
// while the original stands.
func (d dataDir) fill(into, folder string, about Kept, wanted gtidSet, paths []string) (Kept, error) {
	if len(wanted) > 0 {
		chosen, err := choose(holding(wanted, paths), wanted.has)
		if err == nil {
			return d.fillWith(chosen, into, folder, about)
		}
		if !errors.Is(err, errEncrypted) {
			return about, err
		}
	}
	about.Path, about.Gtids = folder, wanted.String()
	for _, path := range paths {
		err := os.Link(path, filepath.Join(into, filepath.Base(path)))
		if errors.Is(err, fs.ErrNotExist) {
			continue // purged since the index was read
		}
		if err != nil {
			return about, err
		}
		if stat, err := os.Stat(path); err == nil {
			about.Bytes += stat.Size()
		}
	}
	return about, nil
}

// fillWith leaves the path empty when there is nothing to keep: the logs that
// held it were purged.
func (d dataDir) fillWith(chosen extract, into, folder string, about Kept) (Kept, error) {
	if len(chosen.parts) == 0 {
		return about, nil
	}
	if disk := diskOf(d); disk != nil && disk.FreeBytes < uint64(chosen.bytes)+reserveBytes {
		return about, refusal{http.StatusInsufficientStorage, fmt.Errorf(
			"%d transactions take %d MiB, and the disk has %d MiB left: raise spec.storage.size, or delete what is in %s",
			chosen.gtids.count(), chosen.bytes>>20, disk.FreeBytes>>20, d.keptFolder())}
	}
	file, err := os.OpenFile(filepath.Join(into, keptBinlog), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o640)
	if err != nil {
		return about, err
	}
	if err := errors.Join(chosen.writeTo(file), file.Close()); err != nil {
		return about, err
	}
	about.Path = filepath.Join(folder, keptBinlog)
	about.Gtids, about.Transactions, about.Bytes = chosen.gtids.String(), chosen.gtids.count(), chosen.bytes
	about.Heartbeats = chosen.heartbeats.String()
	return about, nil
}

// kept lists what was put aside, newest first.
func (d dataDir) kept() []Kept {
	abouts, _ := filepath.Glob(filepath.Join(d.keptFolder(), "*", keptAbout))
	slices.Sort(abouts)
	slices.Reverse(abouts)
	found := []Kept{}
	for _, path := range abouts {
		var about Kept
		raw, err := os.ReadFile(path)
		if err == nil && !strings.Contains(path, keptUnfinished) && json.Unmarshal(raw, &about) == nil {
			found = append(found, about)
		}
	}
	return found
}

// forgetOldest removes what is beyond the bounds. The newest always stays: a
// rebuild may be about to destroy what it holds.
func (d dataDir) forgetOldest() error {
	folders, err := os.ReadDir(d.keptFolder())
	if err != nil {
		return err
	}
	limit := int64(1 << 62)
	if disk := diskOf(d); disk != nil {
		limit = int64(disk.TotalBytes / keptShare)
	}
	var names []string
	for _, folder := range folders {
		if path := filepath.Join(d.keptFolder(), folder.Name()); strings.HasSuffix(path, keptUnfinished) {
			err = errors.Join(err, os.RemoveAll(path))
		} else {
			names = append(names, path)
		}
	}
	slices.Reverse(names)
	var sum int64
	for at, path := range names {
		sum += sizeOf(path)
		if at > 0 && (at >= keptFolders || sum > limit) {
			err = errors.Join(err, os.RemoveAll(path))
		}
	}
	return err
}

func sizeOf(folder string) int64 {
	var sum int64
	_ = filepath.WalkDir(folder, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil
		}
		if stat, err := entry.Info(); err == nil {
			sum += stat.Size()
		}
		return nil
	})
	return sum
}
