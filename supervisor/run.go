package main

import (
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"
)

// run is the life of the container: until a signal says to stop.
func run(paths Paths, identity Identity) error {
	s, err := newSupervisor(paths, identity)
	if err != nil {
		return err
	}
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	go s.obeySignals(signals)
	go s.watchIsolation()
	api := &http.Server{Addr: paths.Listen, Handler: s.handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, IdleTimeout: time.Minute}
	failed := make(chan error, 1)
	go func() { failed <- api.ListenAndServe() }()
	done := make(chan struct{})
	go func() { s.loop(); close(done) }()
	select {
	case <-done:
		return nil
	case err := <-failed:
		// Nobody could fence this instance: better to end and be restarted.
		s.ask(wantExit, false)
		<-done
		return fmt.Errorf("the API can't listen on %s: %w", paths.Listen, err)
	}
}

// obeySignals stops gently at the first signal and at once at the second.
func (s *Supervisor) obeySignals(signals <-chan os.Signal) {
	hard := false
	for received := range signals {
		s.log.Printf("%s: stopping (hard=%t)", received, hard)
		s.ask(wantExit, hard)
		hard = true
	}
}

// ask records what is wanted and starts to stop mysqld if it has to end. An
// order to exit is final.
func (s *Supervisor) ask(wanted want, hard bool) {
	s.update(func() {
		s.orders++
		if s.want != wantExit {
			s.want = wanted
		}
	})
	if wanted != wantRunning {
		s.stopMysqld(hard)
	}
}

// Pauses before mysqld is started again after it died young, so that one that
// can't start doesn't keep the node busy. One that ran for a while is started
// at once.
var restartPauses = []time.Duration{time.Second, 2 * time.Second, 5 * time.Second, 10 * time.Second}

const youngAge = 10 * time.Second

// loop keeps mysqld as wanted. It holds its thread, because mysqld is killed
// when the thread that forked it ends.
func (s *Supervisor) loop() {
	runtime.LockOSThread()
	diedYoung := 0
	for {
		wanted, changed := s.wanted()
		switch wanted {
		case wantExit:
			s.setPhase(phaseStopped, "")
			return
		case wantStopped:
			s.setPhase(phaseStopped, "stopped on request; POST /v1/start starts it")
			<-changed
			continue
		case wantRunning:
		}
		ended, err := s.serve()
		if err != nil {
			if again, _ := s.wanted(); again == wantRunning {
				s.setPhase(phaseUnstartable, err.Error())
				s.pause(5 * time.Second)
			}
			continue
		}
		asked, _ := s.wanted()
		switch {
		case asked != wantRunning || ended.requested:
			diedYoung = 0
		case ended.exit.Code == restartExitCode:
			s.log.Print("mysqld asked to be started again")
		case ended.lived < youngAge:
			pause := restartPauses[min(diedYoung, len(restartPauses)-1)]
			diedYoung++
			s.setPhase(phaseCrashed, fmt.Sprintf("mysqld ended after %s; next start in %s%s", ended, pause, s.mysqlds.because()))
			s.pause(pause)
		default:
			diedYoung = 0
			s.setPhase(phaseCrashed, fmt.Sprintf("mysqld ended after %s; starting it again%s", ended, s.mysqlds.because()))
		}
	}
}

// pause waits, but not longer than until the next order.
func (s *Supervisor) pause(limit time.Duration) {
	s.mu.Lock()
	known := s.orders
	s.mu.Unlock()
	s.await(limit, func() bool { return s.orders != known })
}

type ending struct {
	exit      Exit
	lived     time.Duration
	requested bool
}

func (e ending) String() string {
	how := fmt.Sprintf("code %d", e.exit.Code)
	if e.exit.Signal != "" {
		how = e.exit.Signal
	}
	return fmt.Sprintf("%s (%s)", e.lived.Round(time.Millisecond), how)
}
