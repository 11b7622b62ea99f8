package main

import (
	"fmt"
	"os"
	"syscall"
)

// mountAll gives the machine its own view of the directories that its programs expect to own, such as /var/lib.
func mountAll(mounts []Mount) error {
	// Nothing that is mounted here may show outside, yet kubelet wants to share mounts with its pods.
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("make / private: %w", err)
	}
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_SHARED, ""); err != nil {
		return fmt.Errorf("make / shared within the machine: %w", err)
	}
	sources := make([]*os.File, len(mounts))
	for i, m := range mounts {
		if m.Source == "" {
			continue
		}
		source, err := os.Open(m.Source)
		if err != nil {
			return err
		}
		defer source.Close()
		sources[i] = source
	}
	for i, m := range mounts {
		if err := os.MkdirAll(m.Target, 0o755); err != nil {
			return err
		}
		if sources[i] == nil {
			if err := syscall.Mount("tmpfs", m.Target, "tmpfs", 0, "mode=755"); err != nil {
				return fmt.Errorf("mount a tmpfs on %s: %w", m.Target, err)
			}
			continue
		}
		from := fmt.Sprintf("/proc/self/fd/%d", sources[i].Fd())
		if err := syscall.Mount(from, m.Target, "", syscall.MS_BIND|syscall.MS_REC, ""); err != nil {
			return fmt.Errorf("bind %s on %s: %w", m.Source, m.Target, err)
		}
	}
	// Last, as the binds above go through the old one's /proc/self.
	if err := syscall.Mount("proc", "/proc", "proc", 0, ""); err != nil {
		return fmt.Errorf("mount /proc: %w", err)
	}
	return nil
}
