package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// What follows the daemons that must end last gets this long; then the kernel ends whatever is left.
const lastGrace = 3 * time.Second

// stop ends the machine as an orderly shutdown does: no daemon may start anything again, containers are asked to end
// and given their time, the daemons that others write to go last.
func (c *crew) stop(grace time.Duration) {
	c.stopping = true
	deadline := time.Now().Add(grace)
	containers := c.containers()
	for _, m := range c.members {
		// containerd stays: its shims report to it while the containers end.
		if m.pid != 0 && !m.daemon.Last {
			_ = syscall.Kill(m.pid, syscall.SIGTERM)
		}
	}
	for _, pid := range containers {
		_ = syscall.Kill(pid, syscall.SIGTERM)
	}
	c.waitUntil(deadline, func() bool { return len(c.containers()) == 0 && !c.anyRunning(false) })
	for _, m := range c.members {
		if m.pid != 0 && m.daemon.Last {
			_ = syscall.Kill(m.pid, syscall.SIGTERM)
		}
	}
	c.waitUntil(time.Now().Add(lastGrace), func() bool { return !c.anyRunning(true) })
}

func (c *crew) waitUntil(deadline time.Time, done func() bool) {
	for time.Now().Before(deadline) {
		c.reap()
		if done() {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func (c *crew) anyRunning(last bool) bool {
	for _, m := range c.members {
		if m.pid != 0 && m.daemon.Last == last {
			return true
		}
	}
	return false
}

// containerPids are the first processes of all containers in this PID namespace: the children of containerd's shims.
func containerPids() []int {
	shims := map[int]bool{}
	parents := map[int]int{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		pid, name, parent, ok := readStat(path)
		if !ok {
			continue
		}
		parents[pid] = parent
		// The kernel cuts a name off after 15 characters.
		shims[pid] = name == "containerd-shim"
	}
	var containers []int
	for pid, parent := range parents {
		if shims[parent] && !shims[pid] {
			containers = append(containers, pid)
		}
	}
	return containers
}

// readStat reads a process's id, name and parent (proc_pid_stat(5)); zombies don't count.
func readStat(path string) (pid int, name string, parent int, ok bool) {
	text, err := os.ReadFile(path)
	if err != nil {
		return 0, "", 0, false
	}
	open, end := strings.IndexByte(string(text), '('), strings.LastIndexByte(string(text), ')')
	if open < 0 || end < open {
		return 0, "", 0, false
	}
	var state string
	if _, err := fmt.Sscan(string(text[end+1:]), &state, &parent); err != nil || state == "Z" {
		return 0, "", 0, false
	}
	pid, err = strconv.Atoi(strings.TrimSpace(string(text[:open])))
	return pid, string(text[open+1 : end]), parent, err == nil
}
