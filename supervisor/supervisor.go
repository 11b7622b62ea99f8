package main

import (
	"log"
	"os"
	"sync"
	"time"
)

// Phase is what a person reads first.
type Phase string

const (
	phaseInitialising Phase = "Initialising"
	phaseStarting     Phase = "Starting"
	phaseRunning      Phase = "Running"
	phaseStopping     Phase = "Stopping"
	phaseStopped      Phase = "Stopped"
	phaseCrashed      Phase = "Crashed"
	phaseUnstartable  Phase = "Unstartable"
)

// want is what was asked for last.
type want int

const (
	wantRunning want = iota
	wantStopped
	wantExit
)

// Supervisor keeps one mysqld as it was asked to. Everything below mu is
// guarded by it; changed is closed and replaced whenever any of it changes.
type Supervisor struct {
	paths    Paths
	identity Identity
	ordinal  int
	bootID   string
	log      *log.Logger
	children *children
	mysqlds  *mysqldLog
	gate     *gate

	mu             sync.Mutex
	changed        chan struct{}
	want           want
	wipe           bool
	orders         int
	phase          Phase
	message        string
	mysqld         *child
	session        *session
	starts         int
	lastExit       *Exit
	dataDirCreated bool
	configuration  string
	isolatedSince  *time.Time
	selfFenced     bool
}

func newSupervisor(paths Paths, identity Identity) (*Supervisor, error) {
	ordinal, err := identity.ordinal()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(paths.RunDir, 0o700); err != nil {
		return nil, err
	}
	return &Supervisor{
		paths:    paths,
		identity: identity,
		ordinal:  ordinal,
		bootID:   randomID(),
		log:      log.New(os.Stdout, "mysqlha-supervisor ", log.LstdFlags|log.LUTC|log.Lmicroseconds|log.Lmsgprefix),
		children: newChildren(),
		mysqlds:  &mysqldLog{},
		gate:     newGate(identity.Pod, paths.token()),
		changed:  make(chan struct{}),
		phase:    phaseStarting,
	}, nil
}

// update changes the state and wakes everyone who waits for a change.
func (s *Supervisor) update(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
	close(s.changed)
	s.changed = make(chan struct{})
}

// setPhase wakes nobody when nothing changes.
func (s *Supervisor) setPhase(phase Phase, message string) {
	s.mu.Lock()
	same := s.phase == phase && s.message == message
	s.mu.Unlock()
	if same {
		return
	}
	s.log.Printf("%s %s", phase, message)
	s.update(func() { s.phase, s.message = phase, message })
}

// running returns the mysqld that lives and the session to it, each nil when
// there is none.
func (s *Supervisor) running() (*child, *session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.mysqld, s.session
}

func (s *Supervisor) wanted() (want, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.want, s.changed
}

// await waits until the condition holds, which is read under mu, or the time is up.
func (s *Supervisor) await(limit time.Duration, condition func() bool) bool {
	deadline := time.NewTimer(limit)
	defer deadline.Stop()
	for {
		s.mu.Lock()
		holds, changed := condition(), s.changed
		s.mu.Unlock()
		if holds {
			return true
		}
		select {
		case <-changed:
		case <-deadline.C:
			return false
		}
	}
}
