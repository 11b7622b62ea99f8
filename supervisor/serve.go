package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"strconv"
	"time"
)

// serve starts mysqld and returns when it ended. An error says why it can't be
// started at all.
func (s *Supervisor) serve() (ending, error) {
	config, err := loadConfig(s.paths.config())
	if err != nil {
		return ending{}, err
	}
	path, err := findMysqld(s.paths.Mysqld)
	if err != nil {
		return ending{}, err
	}
	bootstrap, err := os.ReadFile(s.paths.bootstrap())
	if err != nil {
		return ending{}, fmt.Errorf("the system users can't be made: %w", err)
	}
	if err := s.prepareDataDir(path, dataDir(config.DataDir)); err != nil {
		return ending{}, err
	}
	password, mark := randomPassword(), randomID()
	if err := writeSecret(s.paths.initFile(), startFile(password, mark, string(bootstrap))); err != nil {
		return ending{}, err
	}
	defer os.Remove(s.paths.initFile())
	// A socket that a killed mysqld left would look like one that can't be asked.
	_ = os.Remove(s.paths.socket())
	// Its lock names a process. In a container that was started anew that number
	// may be a thread of ours, and mysqld would refuse to start for ever.
	_ = os.Remove(s.paths.socketLock())
	arguments := []string{
		"--defaults-file=" + s.paths.myCnf(),
		"--datadir=" + config.DataDir,
		"--socket=" + s.paths.socket(),
		"--pid-file=" + s.paths.pidFile(),
		"--server-id=" + strconv.Itoa(config.ServerIDBase+s.ordinal+1),
		"--init-file=" + s.paths.initFile(),
	}
	if config.ReportHost != "" {
		arguments = append(arguments, "--report-host="+config.ReportHost)
	}
	// Read before mysqld reads it: should it change in between, the engine takes
	// this start for one with the older file, and never the other way round.
	myCnf, err := os.ReadFile(s.paths.myCnf())
	if err != nil {
		return ending{}, fmt.Errorf("my.cnf can't be read: %w", err)
	}
	hash := sha256.Sum256(myCnf)
	s.update(func() { s.configuration = hex.EncodeToString(hash[:]) })
	s.setPhase(phaseStarting, "mysqld starts")
	started, err := s.spawn(path, arguments, password)
	if err != nil {
		return ending{}, err
	}
	s.update(func() { s.starts++ })
	go s.keepSession(started, mark)
	return s.waitFor(started), nil
}

// spawn starts a program as the mysqld of this instance.
func (s *Supervisor) spawn(path string, arguments []string, password string) (*child, error) {
	out, err := s.mysqlds.attach(os.Stdout)
	if err != nil {
		return nil, err
	}
	defer out.Close()
	started, err := s.children.start(path, arguments, mysqldEnvironment(strconv.Itoa(os.Getpid())), out)
	if err != nil {
		return nil, fmt.Errorf("%s can't be started: %w", path, err)
	}
	started.password = password
	late := false
	s.update(func() {
		s.mysqld = started
		late = s.want != wantRunning || s.wipe
	})
	if late { // the order came while nothing ran that it could stop
		s.stopMysqld(false)
	}
	return started, nil
}

// waitFor returns when the program ended.
func (s *Supervisor) waitFor(started *child) ending {
	<-started.done
	exit := started.exit
	s.update(func() {
		s.mysqld, s.session = nil, nil
		s.lastExit = &exit
	})
	return ending{exit: exit, lived: time.Since(started.startedAt), requested: started.wasAsked()}
}

// keepSession holds the connection over which mysqld is fenced. While mysqld
// starts it only knocks: crash recovery may take long and is never cut short.
func (s *Supervisor) keepSession(mysqld *child, mark string) {
	var current *session
	for !mysqld.ended() {
		if current == nil && !mysqld.wasAsked() {
			current = s.open(mysqld, mark)
		} else if current != nil && !s.look(current) {
			s.drop(mysqld, current)
			current = nil
		}
		wait := 500 * time.Millisecond
		if !mysqld.opened.Load() {
			wait = 50 * time.Millisecond
		}
		select {
		case <-mysqld.done:
		case <-time.After(wait):
		}
	}
	if current != nil {
		current.close()
	}
}

// drop gives up a connection that broke or hangs.
func (s *Supervisor) drop(mysqld *child, lost *session) {
	lost.close()
	if mysqld.ended() {
		return
	}
	s.update(func() {
		if s.mysqld == mysqld {
			s.session = nil
		}
	})
	if !mysqld.wasAsked() {
		s.setPhase(phaseRunning, "mysqld runs but doesn't answer the supervisor")
	}
}

func (s *Supervisor) open(mysqld *child, mark string) *session {
	ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
	defer cancel()
	current, err := openSession(ctx, s.paths.socket(), mysqld.password, false)
	if err != nil {
		return nil
	}
	message := ""
	if done, err := current.startMark(ctx); err == nil && done != mark {
		message = "a statement of bootstrap.sql failed, so system users may be missing; the error is in mysqld's log"
	}
	mysqld.opened.Store(true)
	_ = os.Remove(s.paths.initFile())
	s.update(func() {
		if s.mysqld == mysqld {
			s.session = current
		}
	})
	if !mysqld.wasAsked() {
		s.setPhase(phaseRunning, message)
	}
	return current
}

// look asks mysqld for what it may have been told by the engine: to lift a
// self-fence. False means that the connection is of no more use.
func (s *Supervisor) look(current *session) bool {
	ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
	defer cancel()
	offline, err := current.offline(ctx)
	if err != nil {
		return false
	}
	s.noticeOffline(offline)
	return true
}
