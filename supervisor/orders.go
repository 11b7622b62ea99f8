package main

import (
	"fmt"
	"net/http"
	"time"
)

// orderStop stops mysqld and keeps it down until orderStart.
func (s *Supervisor) orderStop(o Order) (any, error) {
	s.log.Printf("ordered to stop (hard=%t): %s", o.Hard, o.Reason)
	s.ask(wantStopped, o.Hard)
	return s.after(func() bool { return s.phase == phaseStopped })
}

func (s *Supervisor) orderStart(o Order) (any, error) {
	s.log.Printf("ordered to start: %s", o.Reason)
	s.ask(wantRunning, false)
	return s.state(), nil
}

// orderRestart ends mysqld and lets it come back at once, also if it was
// stopped. It answers when the old one ended.
func (s *Supervisor) orderRestart(o Order) (any, error) {
	s.log.Printf("ordered to restart (hard=%t): %s", o.Hard, o.Reason)
	mysqld, _ := s.running()
	s.ask(wantRunning, false)
	s.stopMysqld(o.Hard)
	return s.after(func() bool { return mysqld == nil || s.mysqld != mysqld })
}

// orderWipe replaces the data directory by an empty one. It answers when the
// old one is gone; the new one is there when the phase is Running.
func (s *Supervisor) orderWipe(o Order) (any, error) {
	if o.Confirm != s.identity.Pod {
		return nil, refusal{http.StatusBadRequest, fmt.Errorf("wipe removes all data of this instance; confirm must be its name, %q", s.identity.Pod)}
	}
	s.log.Printf("ordered to wipe: %s", o.Reason)
	s.update(func() { s.wipe = true })
	s.ask(wantRunning, false)
	s.stopMysqld(o.Hard)
	return s.after(func() bool { return !s.wipe })
}

// orderFence cuts clients off and makes mysqld read-only, or kills it.
func (s *Supervisor) orderFence(o Order) (any, error) {
	result := s.fence("ordered: "+o.Reason, (*session).fence)
	return struct {
		Fenced FenceResult `json:"fenced"`
		State  State       `json:"state"`
	}{result, s.state()}, nil
}

// after answers when the condition holds. An mysqld that outlives its time is
// killed by then, so only hanging storage can keep it alive longer.
func (s *Supervisor) after(condition func() bool) (any, error) {
	limit := 30 * time.Second
	if config, err := loadConfig(s.paths.config()); err == nil {
		limit = config.stopTimeout() + 5*time.Second
	}
	if !s.await(limit, condition) {
		return nil, refusal{http.StatusGatewayTimeout, fmt.Errorf("mysqld or its data directory isn't done within %s, though killed; the node's storage may hang", limit)}
	}
	return s.state(), nil
}
