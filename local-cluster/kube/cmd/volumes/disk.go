package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"

	"k8s.io/klog/v2"
)

// The smallest file on which mkfs.xfs makes a file system.
const smallestVolume = 300 << 20

// disk keeps a node's volumes below one folder: pool/ has the static ones, files/ the dynamic ones' file systems, which
// are mounted below mounts/, trash/ what is on its way out.
type disk struct {
	directory string
	// Where the kernel has no loop devices or no XFS, a dynamic volume is a folder like the static ones, and its size a
	// promise.
	limits bool
}

func openDisk(directory string) (*disk, error) {
	d := &disk{directory: directory}
	for _, name := range []string{"pool", "files", "mounts", "trash"} {
		if err := os.MkdirAll(filepath.Join(directory, name), 0o755); err != nil {
			return nil, err
		}
	}
	d.limits = hasLoop() && hasXFS()
	if !d.limits {
		klog.InfoS("no loop devices or no XFS: dynamic volumes are folders, and nothing enforces their sizes")
	}
	// What was thrown away when the node went down.
	trash, err := filepath.Glob(filepath.Join(directory, "trash", "*"))
	if err != nil {
		return nil, err
	}
	for _, path := range trash {
		if err := os.RemoveAll(path); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func hasLoop() bool {
	_, err := os.Stat("/dev/loop-control")
	return err == nil
}

// hasXFS asks the kernel, after a module that may be there was loaded. XFS it is because a mounted ext4 grows only for
// those with CAP_SYS_RESOURCE, which not every root has.
func hasXFS() bool {
	_ = exec.Command("modprobe", "-q", "xfs").Run()
	known, err := os.ReadFile("/proc/filesystems")
	return err == nil && strings.Contains(string(known), "\txfs\n")
}

// renewFolder gives a static volume a new, empty folder. The old one is moved away rather than emptied, because the
// last pod may still be dying in it.
func (d *disk) renewFolder(name string) (string, error) {
	path := filepath.Join(d.directory, "pool", name)
	if _, err := os.Stat(path); err == nil {
		bin, err := os.MkdirTemp(filepath.Join(d.directory, "trash"), name+"-")
		if err != nil {
			return "", err
		}
		if err := os.Rename(path, filepath.Join(bin, "old")); err != nil {
			return "", err
		}
		go func() { _ = os.RemoveAll(bin) }()
	}
	return path, makeFolder(path)
}

func makeFolder(path string) error {
	if err := os.MkdirAll(path, 0o777); err != nil {
		return err
	}
	// Whoever the pod runs as may write; the umask would take that away.
	return os.Chmod(path, 0o777)
}

func (d *disk) file(name string) string  { return filepath.Join(d.directory, "files", name+".img") }
func (d *disk) mount(name string) string { return filepath.Join(d.directory, "mounts", name) }

// folder is what a pod gets. It is not the file system's root, so that a volume that isn't mounted shows as one that is
// missing, not as an empty one.
func (d *disk) folder(name string) string { return filepath.Join(d.mount(name), "volume") }

// create makes a dynamic volume of this size, or finishes one that was half made, and returns its folder.
func (d *disk) create(name string, size int64) (string, error) {
	if !d.limits {
		return d.folder(name), makeFolder(d.folder(name))
	}
	if err := d.checkRoom(size); err != nil {
		return "", err
	}
	if _, err := os.Stat(d.file(name)); err != nil {
		unfinished := d.file(name) + ".unfinished"
		if err := resizeFile(unfinished, max(size, smallestVolume)); err != nil {
			return "", err
		}
		if err := command("mkfs.xfs", "-q", "-f", unfinished); err != nil {
			return "", err
		}
		if err := os.Rename(unfinished, d.file(name)); err != nil {
			return "", err
		}
	}
	if err := d.mountOne(name); err != nil {
		return "", err
	}
	return d.folder(name), makeFolder(d.folder(name))
}

// mountAll mounts the volumes that exist, as after the node was switched off and on.
func (d *disk) mountAll() error {
	files, err := filepath.Glob(d.file("*"))
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := d.mountOne(strings.TrimSuffix(filepath.Base(file), ".img")); err != nil {
			// One damaged volume must not keep the others from their pods.
			klog.ErrorS(err, "cannot mount", "file", file)
		}
	}
	return nil
}

func (d *disk) mountOne(name string) error {
	if d.isMounted(name) {
		return nil
	}
	if err := os.MkdirAll(d.mount(name), 0o755); err != nil {
		return err
	}
	return command("mount", "-o", "loop,noatime", d.file(name), d.mount(name))
}

func (d *disk) isMounted(name string) bool {
	var above, here syscall.Stat_t
	if syscall.Stat(filepath.Dir(d.mount(name)), &above) != nil || syscall.Stat(d.mount(name), &here) != nil {
		return false
	}
	return above.Dev != here.Dev
}

// grow makes a dynamic volume larger while it is in use.
func (d *disk) grow(name string, size int64) error {
	if !d.limits {
		return nil
	}
	if err := d.checkRoom(size); err != nil {
		return err
	}
	device, err := exec.Command("findmnt", "-n", "-o", "SOURCE", d.mount(name)).Output()
	if err != nil {
		return fmt.Errorf("find the loop device of %s: %w", name, err)
	}
	if err := resizeFile(d.file(name), size); err != nil {
		return err
	}
	if err := command("losetup", "--set-capacity", strings.TrimSpace(string(device))); err != nil {
		return err
	}
	return command("xfs_growfs", d.mount(name))
}

// remove ends a dynamic volume. Who still has it open keeps it until they close it.
func (d *disk) remove(name string) error {
	if d.isMounted(name) {
		if err := syscall.Unmount(d.mount(name), syscall.MNT_DETACH); err != nil {
			return fmt.Errorf("unmount %s: %w", name, err)
		}
	}
	if err := os.RemoveAll(d.mount(name)); err != nil {
		return err
	}
	if err := os.Remove(d.file(name)); err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}

// checkRoom refuses what the disk could never hold. Smaller volumes may together promise more than there is: they take
// room as they fill.
func (d *disk) checkRoom(size int64) error {
	var stat syscall.Statfs_t
	if err := syscall.Statfs(d.directory, &stat); err != nil {
		return err
	}
	if total := int64(stat.Blocks) * stat.Bsize; size > total {
		return fmt.Errorf("a volume of %d GiB does not fit on this node's disk of %d GiB: ask for less", size>>30, total>>30)
	}
	return nil
}

// resizeFile makes a file at least this long, as a hole.
func resizeFile(path string, size int64) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	if now, err := file.Stat(); err != nil || now.Size() >= size {
		return err
	}
	return file.Truncate(size)
}

func command(name string, args ...string) error {
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, strings.TrimSpace(string(out)))
	}
	return nil
}
