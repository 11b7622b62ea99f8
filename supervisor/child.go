package main

import (
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// Exit is how an mysqld ended.
type Exit struct {
	Code   int       `json:"code"`
	Signal string    `json:"signal,omitempty"`
	At     time.Time `json:"at"`
}

// child is a started mysqld. done is closed once it is reaped.
type child struct {
	pid       int
	startedAt time.Time
	done      chan struct{}
	exit      Exit
	password  string      // of the supervisor's account in this mysqld
	opened    atomic.Bool // has answered a login
	asked     atomic.Bool // to end
	stopping  sync.Once
	children  *children
}

// children starts programs and reaps everything: PID 1 inherits orphans, so
// one loop waits for all, instead of one wait per program.
type children struct {
	mu    sync.Mutex
	byPID map[int]*child
}

func newChildren() *children {
	c := &children{byPID: map[int]*child{}}
	notified := make(chan os.Signal, 1)
	signal.Notify(notified, syscall.SIGCHLD)
	go func() {
		for range notified {
			c.reap()
		}
	}()
	return c
}

// start runs path with its output going to out. The caller must be locked to
// its thread, because Pdeathsig fires when the thread that forked ends.
func (c *children) start(path string, args []string, environment []string, out *os.File) (*child, error) {
	null, err := os.Open(os.DevNull)
	if err != nil {
		return nil, err
	}
	defer null.Close()
	c.mu.Lock()
	defer c.mu.Unlock()
	pid, err := syscall.ForkExec(path, append([]string{path}, args...), &syscall.ProcAttr{
		Env:   environment,
		Files: []uintptr{null.Fd(), out.Fd(), out.Fd()},
		Sys:   spawnAttributes(),
	})
	if err != nil {
		return nil, err
	}
	started := &child{pid: pid, startedAt: time.Now(), done: make(chan struct{}), children: c}
	c.byPID[pid] = started
	return started, nil
}

func (c *children) reap() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for {
		var status syscall.WaitStatus
		pid, err := syscall.Wait4(-1, &status, syscall.WNOHANG, nil)
		if err == syscall.EINTR {
			continue
		}
		if err != nil || pid <= 0 {
			return
		}
		ended, ours := c.byPID[pid]
		if !ours {
			continue
		}
		delete(c.byPID, pid)
		ended.exit = Exit{Code: status.ExitStatus(), At: time.Now().UTC()}
		if status.Signaled() {
			ended.exit.Signal = status.Signal().String()
		}
		close(ended.done)
	}
}

// kill sends a signal unless the child was reaped: its pid may be another's by then.
func (c *child) kill(signal syscall.Signal) {
	c.children.mu.Lock()
	defer c.children.mu.Unlock()
	if _, alive := c.children.byPID[c.pid]; alive {
		_ = syscall.Kill(c.pid, signal)
	}
}

// wasAsked reports whether the end of this child is or will be on request.
func (c *child) wasAsked() bool { return c.asked.Load() }

func (c *child) ended() bool {
	select {
	case <-c.done:
		return true
	default:
		return false
	}
}
