package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log"
	"time"

	"github.com/go-sql-driver/mysql"
)

// askTimeout is how long mysqld may take to answer before it counts as one
// that can't be asked. A healthy one answers in a millisecond; none of the
// statements used here waits behind a commit.
const askTimeout = 3 * time.Second

// session is one connection to mysqld over its socket. It is opened when
// mysqld starts and kept: while an account statement waits for a semi-sync
// acknowledgement, nobody can log in any more.
type session struct {
	pool *sql.DB
	conn *sql.Conn
}

func dialect(socket, password string, multi bool) *mysql.Config {
	config := mysql.NewConfig()
	config.Net, config.Addr = "unix", socket
	config.User, config.Passwd = supervisorUser, password
	config.Timeout = askTimeout
	config.MultiStatements = multi
	config.Logger = log.New(io.Discard, "", 0)
	return config
}

func openSession(ctx context.Context, socket, password string, multi bool) (*session, error) {
	connector, err := mysql.NewConnector(dialect(socket, password, multi))
	if err != nil {
		return nil, err
	}
	pool := sql.OpenDB(connector)
	conn, err := pool.Conn(ctx)
	if err != nil {
		_ = pool.Close()
		return nil, err
	}
	s := &session{pool: pool, conn: conn}
	// The connection idles for weeks; an idle limit in my.cnf must not end it.
	if err := s.exec(ctx, "SET SESSION wait_timeout=31536000, SESSION lock_wait_timeout=5, SESSION max_execution_time=0"); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *session) close() {
	_ = s.conn.Close()
	_ = s.pool.Close()
}

func (s *session) exec(ctx context.Context, statement string) error {
	_, err := s.conn.ExecContext(ctx, statement)
	return err
}

func (s *session) offline(ctx context.Context) (bool, error) {
	var offline bool
	err := s.conn.QueryRowContext(ctx, "SELECT @@global.offline_mode").Scan(&offline)
	return offline, err
}

// startMark is what the init file's last statement left, or "" when an earlier
// one failed.
func (s *session) startMark(ctx context.Context) (string, error) {
	var mark sql.NullString
	err := s.conn.QueryRowContext(ctx,
		"SELECT ATTRIBUTE->>'$.start' FROM information_schema.USER_ATTRIBUTES WHERE USER=? AND HOST='localhost'",
		supervisorUser).Scan(&mark)
	return mark.String, err
}

// clients lists the sessions of clients and counts those that wait for a
// semi-sync acknowledgement. Replication's own threads aren't clients; they are
// listed under whoever said START REPLICA, so only their names tell, and an
// applier that is killed stops with error 1756 for good. Our own session must
// be seen: a performance_schema that is off shows nobody.
func (s *session) clients(ctx context.Context) (ids []uint64, waiting int, err error) {
	rows, err := s.conn.QueryContext(ctx, `
		SELECT PROCESSLIST_ID, PROCESSLIST_ID = CONNECTION_ID(),
		       COALESCE(PROCESSLIST_STATE, '') LIKE 'Waiting for semi-sync ACK%'
		FROM performance_schema.threads
		WHERE PROCESSLIST_ID IS NOT NULL
		  AND NAME NOT LIKE 'thread/sql/replica\_%'
		  AND COALESCE(PROCESSLIST_COMMAND, '') NOT IN ('Daemon', 'Binlog Dump', 'Binlog Dump GTID')
		  AND COALESCE(PROCESSLIST_USER, '') NOT IN ('system user', 'event_scheduler')`)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	sawOurs := false
	for rows.Next() {
		var id uint64
		var ours, waits bool
		if err := rows.Scan(&id, &ours, &waits); err != nil {
			return nil, 0, err
		}
		if ours {
			sawOurs = true
			continue
		}
		ids = append(ids, id)
		if waits {
			waiting++
		}
	}
	if err := rows.Err(); err != nil {
		return nil, 0, err
	}
	if !sawOurs {
		return nil, 0, errors.New("performance_schema is off, so the client sessions can't be seen")
	}
	return ids, waiting, nil
}

// killClients cuts off each client: its socket is closed at once, also when
// its commit goes on waiting.
func (s *session) killClients(ctx context.Context) error {
	ids, _, err := s.clients(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		err := s.exec(ctx, fmt.Sprintf("KILL CONNECTION %d", id))
		if err != nil && !isServerError(err, errNoSuchThread) {
			return err
		}
	}
	return nil
}

// Error numbers of the server (https://dev.mysql.com/doc/mysql-errors/9.7/en/).
const (
	errNoSuchThread          = 1094
	errUnknownSystemVariable = 1193
)

func isServerError(err error, number uint16) bool {
	var server *mysql.MySQLError
	return errors.As(err, &server) && server.Number == number
}
