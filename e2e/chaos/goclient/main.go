// Command goclient is an application in another language: it writes through
// Go's database/sql and its usual MySQL driver, with their pool and their
// retries as they are, and tells line by line what it was told.
//
// Argument: the writer's number; the data source is in GOCLIENT_DSN, since a
// password has no place in an argument. It ends when its
// standard input does.
package main

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/go-sql-driver/mysql"
)

const (
	every = 20 * time.Millisecond
	// The server was read-only, so it certainly changed nothing.
	readOnly = 1290
)

func main() {
	db, err := sql.Open("mysql", os.Getenv("GOCLIENT_DSN"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	done := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		close(done)
	}()
	writer := os.Args[1]
	for seq := 1; ; seq++ {
		select {
		case <-done:
			return
		case <-time.After(every):
		}
		fmt.Println("begin", seq)
		_, err := db.Exec("INSERT INTO ledger (writer, seq, part, server) VALUES (?, ?, 0, @@server_uuid)", writer, seq)
		fmt.Println(told(err), seq)
	}
}

func told(err error) string {
	var server *mysql.MySQLError
	switch {
	case err == nil:
		return "acknowledged"
	case errors.As(err, &server) && server.Number == readOnly:
		return "refused"
	default:
		return "unknown"
	}
}
