package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// extract is a choice of transactions out of binary logs, to be written as one
// binary log: mysqlbinlog reads it, and a replica applies it as a relay log.
type extract struct {
	parts []binlogFile
	gtids gtidSet
	// heartbeats are those that change nothing but the engine's heartbeat.
	heartbeats gtidSet
	bytes      int64
}

// binlogFiles are the data directory's binary logs, oldest first.
func (d dataDir) binlogFiles() ([]string, error) {
	index, err := os.Open(filepath.Join(string(d), "binlog.index"))
	if err != nil {
		return nil, fmt.Errorf("no binary logs are here: %w", err)
	}
	defer index.Close()
	var paths []string
	lines := bufio.NewScanner(index)
	for lines.Scan() {
		if name := strings.TrimSpace(lines.Text()); name != "" {
			paths = append(paths, filepath.Join(string(d), filepath.Base(name)))
		}
	}
	return paths, lines.Err()
}

// choose finds the transactions that are wanted. Those with a tagged GTID are
// always among them: MySQL applies none twice.
func choose(paths []string, wanted func(source string, number uint64) bool) (extract, error) {
	chosen := extract{gtids: gtidSet{}, heartbeats: gtidSet{}}
	for _, path := range paths {
		file, err := readBinlog(path)
		if os.IsNotExist(err) {
			continue // purged since the index was read
		}
		if err != nil {
			return extract{}, err
		}
		part := binlogFile{path: path, format: file.format}
		if len(chosen.parts) == 0 {
			// mysqld refuses a relay log that does not begin with one.
			part.rawPrevious = file.rawPrevious
		}
		for _, t := range file.transactions {
			if t.source != "" && !wanted(t.source, t.number) {
				continue
			}
			if t.source != "" {
				chosen.gtids.add(t.source, t.number, t.number)
			}
			if t.source != "" && t.heartbeat {
				chosen.heartbeats.add(t.source, t.number, t.number)
			}
			part.transactions = append(part.transactions, t)
			chosen.bytes += t.size
		}
		if len(part.transactions) > 0 {
			chosen.parts = append(chosen.parts, part)
			chosen.bytes += int64(len(part.format) + len(part.rawPrevious))
		}
	}
	if len(chosen.parts) > 0 {
		chosen.bytes += int64(len(binlogMagic))
	}
	return chosen, nil
}

// lackedBy are the files that hold what this set lacks: all from the last one
// that begins within it. Without such a one there would be a gap.
func lackedBy(holds gtidSet, paths []string) ([]string, error) {
	for at := len(paths) - 1; at >= 0; at-- {
		file, err := readBeginning(paths[at])
		if err != nil {
			return nil, err
		}
		if file.previous != nil && holds.contains(file.previous) {
			return paths[at:], nil
		}
	}
	return nil, errors.New("the binary logs that are left begin after what is held, so some of what is lacked is gone")
}

// holding are the files that may hold some of these transactions: none that
// ended before, none that began after.
func holding(wanted gtidSet, paths []string) []string {
	var held []string
	for at, path := range paths {
		if at+1 < len(paths) {
			before, _ := readBeginning(path)
			after, _ := readBeginning(paths[at+1])
			if before.previous != nil && after.previous != nil && !gained(wanted, before.previous, after.previous) {
				continue
			}
		}
		held = append(held, path)
	}
	return held
}

// gained reports whether more of the wanted ones are in the later set.
func gained(wanted, earlier, later gtidSet) bool {
	return overlap(wanted, earlier) != overlap(wanted, later)
}

// overlap counts what is in both.
func overlap(a, b gtidSet) uint64 {
	var sum uint64
	for source, intervals := range a {
		for _, ours := range intervals {
			for _, theirs := range b[source] {
				first, last := max(ours.first, theirs.first), min(ours.last, theirs.last)
				if first <= last {
					sum += last - first + 1
				}
			}
		}
	}
	return sum
}

// writeTo writes the chosen transactions as one binary log.
func (e extract) writeTo(w io.Writer) error {
	if len(e.parts) == 0 {
		return nil
	}
	if _, err := io.WriteString(w, binlogMagic); err != nil {
		return err
	}
	for _, part := range e.parts {
		if err := part.writeTo(w); err != nil {
			return err
		}
	}
	return nil
}

func (f binlogFile) writeTo(w io.Writer) error {
	file, err := os.Open(f.path)
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := w.Write(slices.Concat(f.format, f.rawPrevious)); err != nil {
		return err
	}
	for _, t := range f.transactions {
		if _, err := io.Copy(w, io.NewSectionReader(file, t.offset, t.size)); err != nil {
			return err
		}
	}
	return nil
}
