package main

import (
	"io"
	"os"
	"path/filepath"
)

// copySelf puts this program at dest, atomically: an init container that is
// killed half-way leaves either the old file or the new one.
func copySelf(dest string) error {
	if stat, err := os.Stat(dest); err == nil && stat.IsDir() {
		dest = filepath.Join(dest, "supervisor")
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	source, err := os.Open(self)
	if err != nil {
		return err
	}
	defer source.Close()
	if err := os.MkdirAll(filepath.Dir(dest), 0o755); err != nil {
		return err
	}
	target, err := os.CreateTemp(filepath.Dir(dest), ".supervisor-*")
	if err != nil {
		return err
	}
	defer os.Remove(target.Name())
	if _, err = io.Copy(target, source); err == nil {
		err = target.Chmod(0o755)
	}
	if err == nil {
		err = target.Sync()
	}
	if closeErr := target.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return os.Rename(target.Name(), dest)
}
