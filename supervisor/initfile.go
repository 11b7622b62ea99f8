package main

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"os"
)

// supervisorUser is the supervisor's own account: local socket only, with a
// password that lives in memory and changes at each start.
const supervisorUser = "mysqlha_supervisor"

// mysqld runs the init file before it answers the first client, and lets it
// write although super_read_only is ON in my.cnf: nothing has to be switched
// off and back on. A statement that fails skips the rest of the file with a
// line in the log, so ours come first and a mark comes last.
//
// sql_log_bin=0 keeps the accounts out of the binary log: they would be errant
// transactions on a replica, and an instance that was never written to must
// show an empty gtid_executed.

// startFile is what each start of mysqld runs.
func startFile(password, mark, bootstrap string) string {
	return fmt.Sprintf(`SET SESSION sql_log_bin=0;
CREATE USER IF NOT EXISTS '%[1]s'@'localhost';
ALTER USER '%[1]s'@'localhost' IDENTIFIED WITH caching_sha2_password BY '%[2]s' REQUIRE NONE PASSWORD EXPIRE NEVER ACCOUNT UNLOCK;
GRANT ALL ON *.* TO '%[1]s'@'localhost' WITH GRANT OPTION;
%[4]s
ALTER USER '%[1]s'@'localhost' ATTRIBUTE '{"start": "%[3]s"}';
`, supervisorUser, password, mark, bootstrap)
}

// initialiseFile is what --initialize-insecure runs: it would otherwise leave
// a root that needs no password.
func initialiseFile(password string) string {
	return fmt.Sprintf(`SET SESSION sql_log_bin=0;
ALTER USER 'root'@'localhost' IDENTIFIED BY '%s' ACCOUNT LOCK;
`, password)
}

// randomPassword has each class of characters that validate_password may ask for.
func randomPassword() string {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw)
	return base64.RawURLEncoding.EncodeToString(raw) + "aA1!"
}

func randomID() string {
	raw := make([]byte, 8)
	_, _ = rand.Read(raw)
	return fmt.Sprintf("%x", raw)
}

// writeSecret writes a file that only this user reads, replacing a former one.
func writeSecret(path, content string) error {
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return err
	}
	return os.WriteFile(path, []byte(content), 0o600)
}
