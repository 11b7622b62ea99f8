/** go-sql-driver. A DSN is built from a Config, because a password may contain any character. */
export function go(): string {
  return `package main

import (
	"database/sql"
	"fmt"
	"log"
	"net"
	"os"
	"time"

	"github.com/go-sql-driver/mysql"
)

func main() {
	config := mysql.NewConfig()
	config.Net = "tcp"
	config.Addr = net.JoinHostPort(os.Getenv("MYSQL_HOST"), os.Getenv("MYSQL_PORT"))
	config.DBName = os.Getenv("MYSQL_DATABASE")
	config.User = os.Getenv("MYSQL_USER")
	config.Passwd = os.Getenv("MYSQL_PASSWORD")
	config.TLSConfig = "skip-verify"  // encrypted; the certificate is MySQL's own
	config.Timeout = 2 * time.Second  // so that a failover is noticed soon

	db, err := sql.Open("mysql", config.FormatDSN())
	if err != nil {
		log.Fatal(err)
	}
	db.SetConnMaxLifetime(3 * time.Minute)

	var user string
	if err := db.QueryRow("SELECT CURRENT_USER()").Scan(&user); err != nil {
		log.Fatal(err)
	}
	fmt.Println(user)
}
`;
}
