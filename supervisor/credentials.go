package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"syscall"
	"time"
)

const credentialsLimit = 10 * time.Second

// orderCredentials runs bootstrap.sql on the running server, to repair system
// users that somebody changed.
func (s *Supervisor) orderCredentials(o Order) (any, error) {
	mysqld, current := s.running()
	if mysqld == nil || current == nil {
		return nil, refusal{http.StatusConflict, errors.New("mysqld doesn't run; it gets its system users when it starts")}
	}
	bootstrap, err := os.ReadFile(s.paths.bootstrap())
	if err != nil {
		return nil, fmt.Errorf("the system users can't be made: %w", err)
	}
	// On a connection of its own: an account statement may hang behind a commit
	// that waits, and the kept session must stay free to fence.
	ctx, cancel := context.WithTimeout(context.Background(), credentialsLimit)
	defer cancel()
	own, err := openSession(ctx, s.paths.socket(), mysqld.password, true)
	if err != nil {
		return nil, fmt.Errorf("mysqld takes no new login: %w", err)
	}
	defer own.close()
	err = own.writable(ctx, func() error {
		logging := fmt.Sprintf("SET SESSION sql_log_bin=%d;\n", map[bool]int{false: 0, true: 1}[o.Logged])
		return own.exec(ctx, logging+string(bootstrap))
	})
	if errors.Is(err, errLeftWritable) {
		mysqld.kill(syscall.SIGKILL)
	}
	if err != nil {
		return nil, fmt.Errorf("bootstrap.sql failed: %w", err)
	}
	s.log.Printf("system users repaired (logged=%t): %s", o.Logged, o.Reason)
	return s.state(), nil
}

var errLeftWritable = errors.New("super_read_only couldn't be restored; mysqld was killed and boots read-only")

// writable lets the supervisor write although super_read_only is on. read_only
// stays on meanwhile, so no client without administrative privileges can.
func (s *session) writable(ctx context.Context, write func() error) error {
	var strict bool
	if err := s.conn.QueryRowContext(ctx, "SELECT @@global.super_read_only").Scan(&strict); err != nil {
		return err
	}
	if !strict {
		return write()
	}
	if err := s.exec(ctx, "SET GLOBAL super_read_only=OFF"); err != nil {
		return err
	}
	err := write()
	if restoreErr := s.exec(ctx, "SET GLOBAL super_read_only=ON"); restoreErr != nil {
		return errors.Join(errLeftWritable, err, restoreErr)
	}
	return err
}
