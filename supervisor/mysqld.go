package main

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
)

// usualMysqldPlaces are those of the official, Oracle Linux, Debian, Percona
// and generic tarball images, for a PATH that lacks sbin.
var usualMysqldPlaces = []string{
	"/usr/sbin/mysqld",
	"/usr/libexec/mysqld",
	"/usr/local/mysql/bin/mysqld",
	"/usr/bin/mysqld",
	"/opt/mysql/bin/mysqld",
	"/opt/bitnami/mysql/bin/mysqld",
}

var errNoMysqld = errors.New("this image holds no mysqld on PATH or in the usual places; set spec.image to one that has MySQL Server")

func findMysqld(override string) (string, error) {
	if override != "" {
		return override, nil
	}
	if path, err := exec.LookPath("mysqld"); err == nil {
		return path, nil
	}
	for _, path := range usualMysqldPlaces {
		if stat, err := os.Stat(path); err == nil && stat.Mode().IsRegular() && stat.Mode().Perm()&0o111 != 0 {
			return path, nil
		}
	}
	return "", errNoMysqld
}

// mysqldEnvironment tells mysqld that its parent watches it. Without
// MYSQLD_PARENT_PID, RESTART and CLONE INSTANCE end in error 3707; with it
// they end mysqld with exit code 16
// (https://dev.mysql.com/doc/refman/9.7/en/restart.html).
func mysqldEnvironment(parent string) []string {
	var environment []string
	for _, name := range []string{"PATH", "TZ", "LANG", "LC_ALL", "LD_PRELOAD", "LD_LIBRARY_PATH", "TMPDIR"} {
		if value, ok := os.LookupEnv(name); ok {
			environment = append(environment, name+"="+value)
		}
	}
	return append(environment, "MYSQLD_PARENT_PID="+parent)
}

// restartExitCode is what mysqld ends with when it wants to be started again.
const restartExitCode = 16

// spawnAttributes tie mysqld's life to the supervisor's: an mysqld that nobody
// can fence must not go on. Setsid keeps a terminal's Ctrl-C, which mysqld
// would take as SIGTERM, away from it.
func spawnAttributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setsid: true, Pdeathsig: syscall.SIGKILL}
}
