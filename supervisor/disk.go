package main

import (
	"path/filepath"
	"syscall"
)

// diskOf measures the volume, or returns nil when there is none yet. Free is
// what a process without privileges can still use.
func diskOf(data dataDir) *Disk {
	var stat syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(string(data)), &stat); err != nil {
		return nil
	}
	block := uint64(stat.Bsize)
	return &Disk{TotalBytes: stat.Blocks * block, FreeBytes: stat.Bavail * block}
}
