package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// prepareDataDir leaves a whole data directory, or an error that says why not.
// It can be interrupted anywhere: the next call goes on.
func (s *Supervisor) prepareDataDir(mysqld string, data dataDir) error {
	if err := os.MkdirAll(filepath.Dir(string(data)), 0o750); err != nil {
		return fmt.Errorf("the volume can't be written; check the pod's fsGroup: %w", err)
	}
	if err := data.removeLeftovers(); err != nil {
		return err
	}
	if s.wipeAsked() {
		s.setPhase(phaseInitialising, "the data directory is removed")
		if err := data.discard(); err != nil {
			return err
		}
		s.update(func() { s.wipe = false })
	}
	absent, err := data.absent()
	if err != nil || !absent {
		return err
	}
	s.setPhase(phaseInitialising, "mysqld makes an empty data directory")
	if err := s.initialise(mysqld, data); err != nil {
		return err
	}
	s.update(func() { s.dataDirCreated = true })
	return nil
}

func (s *Supervisor) initialise(mysqld string, data dataDir) error {
	if err := writeSecret(s.paths.initFile(), initialiseFile(randomPassword())); err != nil {
		return err
	}
	defer os.Remove(s.paths.initFile())
	started, err := s.spawn(mysqld, []string{
		"--defaults-file=" + s.paths.myCnf(),
		"--initialize-insecure",
		"--datadir=" + data.unfinished(),
		"--init-file=" + s.paths.initFile(),
	}, "")
	if err != nil {
		return err
	}
	ended := s.waitFor(started)
	if ended.requested {
		return errors.New("initialising was interrupted on request")
	}
	if ended.exit.Code != 0 {
		return fmt.Errorf("mysqld --initialize-insecure ended after %s%s", ended, s.mysqlds.because())
	}
	return data.adopt(time.Now())
}

func (s *Supervisor) wipeAsked() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.wipe
}
