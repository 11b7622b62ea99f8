package main

import (
	"context"
	"syscall"
	"time"
)

// drainLimit is how long clients may take to end once they are cut off.
const drainLimit = 3 * time.Second

// stopMysqld makes mysqld end and returns at once. A hard stop overtakes a
// gentle one that is under way.
func (s *Supervisor) stopMysqld(hard bool) {
	mysqld, _ := s.running()
	if mysqld == nil {
		return
	}
	mysqld.asked.Store(true)
	if hard {
		mysqld.kill(syscall.SIGKILL)
		return
	}
	mysqld.stopping.Do(func() { go s.stopGently(mysqld) })
}

// stopGently asks mysqld to shut down if no client is left that it could tell
// OK too early, and else kills it: InnoDB recovers from that, a promise that
// no replica holds doesn't.
func (s *Supervisor) stopGently(mysqld *child) {
	s.setPhase(phaseStopping, "clients are cut off")
	limit := 25 * time.Second
	if config, err := loadConfig(s.paths.config()); err == nil {
		limit = config.stopTimeout()
	}
	deadline := time.NewTimer(limit)
	defer deadline.Stop()
	if err := s.drain(); err != nil {
		s.log.Printf("mysqld gets SIGKILL, because SIGTERM could acknowledge a commit that no replica has: %v", err)
		mysqld.kill(syscall.SIGKILL)
		return
	}
	s.setPhase(phaseStopping, "mysqld shuts down")
	mysqld.kill(syscall.SIGTERM)
	select {
	case <-mysqld.done:
	case <-deadline.C:
		s.log.Printf("mysqld didn't shut down within %s and gets SIGKILL", limit)
		mysqld.kill(syscall.SIGKILL)
	}
}

func (s *Supervisor) drain() error {
	_, current := s.running()
	if current == nil {
		return errNotAsked
	}
	ctx, cancel := context.WithTimeout(context.Background(), drainLimit)
	defer cancel()
	if err := current.drain(ctx); err != nil {
		return err
	}
	// A shutdown waits two seconds for sessions that are still there.
	current.close()
	return nil
}
