package main

import (
	"context"
	"errors"
	"fmt"
	"syscall"
	"time"
)

var errNotAsked = errors.New("mysqld runs but can't be asked")

// cutOff refuses new clients and ends those that are there. offline_mode comes
// first: an ordinary client then gets an error, never the OK of a commit that
// no replica has.
func (s *session) cutOff(ctx context.Context) error {
	if err := s.exec(ctx, "SET GLOBAL offline_mode=ON"); err != nil {
		return err
	}
	return s.killClients(ctx)
}

// fence cuts clients off and makes the server read-only. The order matters:
// switching semi-sync off acknowledges a commit that waits, so its client must
// be gone by then; super_read_only hangs behind a commit that waits, so
// semi-sync must be off by then.
func (s *session) fence(ctx context.Context) error {
	if err := s.cutOff(ctx); err != nil {
		return err
	}
	err := s.exec(ctx, "SET GLOBAL rpl_semi_sync_source_enabled=OFF")
	if err != nil && !isServerError(err, errUnknownSystemVariable) {
		return err
	}
	return s.exec(ctx, "SET GLOBAL super_read_only=ON")
}

// FenceResult says how an instance was fenced.
type FenceResult string

const (
	fencedOffline    FenceResult = "offline"    // asked and done
	fencedKilled     FenceResult = "killed"     // didn't answer: killed, and boots read-only
	fencedNotRunning FenceResult = "notRunning" // nothing to fence: it boots read-only
)

// fence makes sure that no client commits here any more.
func (s *Supervisor) fence(reason string, verb func(*session, context.Context) error) FenceResult {
	mysqld, _ := s.running()
	if mysqld == nil {
		return fencedNotRunning
	}
	s.await(askTimeout, func() bool { return s.session != nil || s.mysqld != mysqld })
	_, current := s.running()
	if current == nil && (mysqld.ended() || greets(s.paths.socket()) != nil && !mysqld.opened.Load()) {
		return fencedNotRunning
	}
	err := errNotAsked
	if current != nil {
		ctx, cancel := context.WithTimeout(context.Background(), askTimeout)
		defer cancel()
		if err = verb(current, ctx); err == nil {
			s.log.Printf("fenced: offline_mode is on and clients are cut off (%s)", reason)
			return fencedOffline
		}
	}
	s.log.Printf("fencing by SIGKILL, mysqld comes back read-only (%s): %v", reason, err)
	mysqld.kill(syscall.SIGKILL)
	select {
	case <-mysqld.done:
	case <-time.After(askTimeout):
	}
	return fencedKilled
}

// drain leaves an mysqld that may be asked to shut down: it has no client left.
// On SIGTERM mysqld tells a client whose commit waits for an acknowledgement
// OK although no replica has it, so with one left the answer is an error.
func (s *session) drain(ctx context.Context) error {
	if err := s.cutOff(ctx); err != nil {
		return err
	}
	for {
		ids, waiting, err := s.clients(ctx)
		if err != nil {
			return err
		}
		if waiting > 0 {
			return fmt.Errorf("%d commits wait for a semi-sync acknowledgement", waiting)
		}
		if len(ids) == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%d client sessions didn't end", len(ids))
		case <-time.After(20 * time.Millisecond):
		}
		if err := s.killClients(ctx); err != nil {
			return err
		}
	}
}
