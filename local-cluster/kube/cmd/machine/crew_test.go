package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// crewOf runs shell scripts as daemons.
func crewOf(t *testing.T, daemons ...Daemon) *crew {
	t.Helper()
	for i := range daemons {
		daemons[i].Log = filepath.Join(t.TempDir(), "log")
	}
	// A test runs among the machine's other processes, whose containers are none of its business.
	c := newCrew(daemons, func() []int { return nil })
	t.Cleanup(func() { c.stop(time.Second) })
	return c
}

func shell(name, script string) Daemon {
	return Daemon{Name: name, Argv: []string{"/bin/sh", "-c", script}}
}

func (c *crew) turnUntil(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		c.reap()
		c.startDue(time.Now())
		if done() {
			return
		}
	}
	t.Fatalf("waited in vain for %s", what)
}

func TestStartsADaemonAgainAfterItEnded(t *testing.T) {
	c := crewOf(t, shell("short", "echo once; exit 3"))
	c.turnUntil(t, "a second start", func() bool {
		text, _ := os.ReadFile(c.members[0].daemon.Log)
		return strings.Count(string(text), "once") >= 2
	})
}

func TestWaitsForWhatADaemonNeeds(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "socket")
	needy := shell("needy", "sleep 100")
	needy.After = []string{socket}
	c := crewOf(t, needy)
	c.startDue(time.Now())
	if c.members[0].pid != 0 {
		t.Fatal("started without its socket")
	}
	if err := os.WriteFile(socket, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	c.turnUntil(t, "its start", func() bool { return c.members[0].pid != 0 })
}

func TestStopsWhatOthersWriteToLast(t *testing.T) {
	record := filepath.Join(t.TempDir(), "record")
	trap := func(name string) string {
		return "trap 'echo " + name + " >> " + record + "; exit' TERM; while :; do sleep 0.01; done"
	}
	store := shell("store", trap("store"))
	store.Last = true
	c := crewOf(t, store, shell("writer", trap("writer")))
	c.startDue(time.Now())
	// The shells set their traps a moment after they start: a stop before that ends them without a word.
	for _, m := range c.members {
		for deadline := time.Now().Add(10 * time.Second); !hasTrap(m.pid); time.Sleep(time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatal("no trap")
			}
		}
	}
	c.stop(10 * time.Second)
	if text, _ := os.ReadFile(record); string(text) != "writer\nstore\n" {
		t.Fatalf("order %q", text)
	}
}

// hasTrap reads from SigCgt whether a process catches SIGTERM, signal 15 (proc_pid_status(5)).
func hasTrap(pid int) bool {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "status"))
	if err != nil {
		return false
	}
	for _, line := range strings.Split(string(text), "\n") {
		if mask, found := strings.CutPrefix(line, "SigCgt:\t"); found {
			return strings.ContainsRune("4567cdef", rune(mask[len(mask)-4]))
		}
	}
	return false
}

func TestReadsAStatWithAnyName(t *testing.T) {
	path := filepath.Join(t.TempDir(), "stat")
	for text, wanted := range map[string]bool{
		"42 (containerd-shim) S 7 1 1": true,
		"42 (a ) b (c) S 7 1 1":        true,
		"42 (dead) Z 7 1 1":            false,
		"nonsense":                     false,
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		pid, _, parent, ok := readStat(path)
		if ok != wanted || ok && (pid != 42 || parent != 7) {
			t.Errorf("%q: %d %d %v", text, pid, parent, ok)
		}
	}
}
