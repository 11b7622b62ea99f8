package main

import (
	"log"
	"os"
	"syscall"
	"time"
)

// A daemon that ends soon after its start is started again after this long; one that ran for a while, at once.
const restartPause = 500 * time.Millisecond

// A log that has grown beyond this begins anew with its daemon's next start.
const largestLog = 16 << 20

// crew keeps the daemons running. It is used by one goroutine alone.
type crew struct {
	members  []*member
	stopping bool
	// containers finds the first processes of the containers, which are not the crew's own children.
	containers func() []int
}

type member struct {
	daemon  Daemon
	pid     int
	started time.Time
	due     time.Time
}

func newCrew(daemons []Daemon, containers func() []int) *crew {
	c := &crew{containers: containers}
	for _, d := range daemons {
		c.members = append(c.members, &member{daemon: d})
	}
	return c
}

// startDue starts each daemon that should run, doesn't, and whose condition is met.
func (c *crew) startDue(now time.Time) {
	for _, m := range c.members {
		if c.stopping || m.pid != 0 || now.Before(m.due) {
			continue
		}
		if !allExist(m.daemon.After) {
			continue
		}
		m.started = now
		if err := m.start(); err != nil {
			log.Printf("%s: cannot start: %v", m.daemon.Name, err)
			m.due = now.Add(restartPause)
			continue
		}
		log.Printf("%s: started as process %d", m.daemon.Name, m.pid)
	}
}

func allExist(paths []string) bool {
	for _, path := range paths {
		if _, err := os.Stat(path); err != nil {
			return false
		}
	}
	return true
}

func (m *member) start() error {
	if old, err := os.Stat(m.daemon.Log); err == nil && old.Size() > largestLog {
		if err := os.Rename(m.daemon.Log, m.daemon.Log+".old"); err != nil {
			return err
		}
	}
	out, err := os.OpenFile(m.daemon.Log, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	defer out.Close()
	null, err := os.Open(os.DevNull)
	if err != nil {
		return err
	}
	defer null.Close()
	// Not exec.Cmd: its Wait and the reaping of every orphan would steal each other's children.
	process, err := os.StartProcess(m.daemon.Argv[0], m.daemon.Argv, &os.ProcAttr{
		Dir:   "/",
		Env:   append(os.Environ(), m.daemon.Env...),
		Files: []*os.File{null, out, out},
		Sys:   &syscall.SysProcAttr{Setsid: true},
	})
	if err != nil {
		return err
	}
	m.pid = process.Pid
	return process.Release()
}

// reap collects every child that has ended, the daemons and the orphans alike.
func (c *crew) reap() {
	for {
		var status syscall.WaitStatus
		pid, err := syscall.Wait4(-1, &status, syscall.WNOHANG, nil)
		if pid <= 0 || err != nil {
			return
		}
		for _, m := range c.members {
			if m.pid != pid {
				continue
			}
			m.pid = 0
			if time.Since(m.started) < 10*time.Second {
				m.due = time.Now().Add(restartPause)
			}
			if !c.stopping {
				log.Printf("%s: ended (exit %d, signal %v)", m.daemon.Name, status.ExitStatus(), status.Signal())
			}
		}
	}
}
