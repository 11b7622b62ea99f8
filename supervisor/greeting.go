package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"time"
)

// protocolVersion is the first byte of the greeting of every MySQL since 3.21
// (https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase_packets_protocol_handshake_v10.html).
const (
	protocolVersion = 10
	errorPacket     = 0xff
)

// greets reports why mysqld doesn't take connections, or nil. It doesn't log
// in: a login can hang while an account statement waits for a replica.
func greets(socket string) error {
	conn, err := net.DialTimeout("unix", socket, time.Second)
	if err != nil {
		return errors.New("mysqld doesn't listen on its socket yet")
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(time.Second))
	head := make([]byte, 5) // three bytes of length, the sequence number, the first byte
	if _, err := io.ReadFull(conn, head); err != nil {
		return errors.New("mysqld listens but doesn't greet: it is still starting, or hangs")
	}
	switch head[4] {
	case protocolVersion, errorPacket: // an error such as "too many connections" is an answer too
		return nil
	default:
		return fmt.Errorf("mysqld greets with protocol %d, which isn't MySQL's", head[4])
	}
}
