// Command supervisor is PID 1 of a MySQL container. The engine decides; the
// supervisor starts, stops and fences mysqld when it is told to, and fences by
// itself only when it can see neither the API server nor any peer.
package main

import (
	"flag"
	"fmt"
	"os"
)

const usage = `usage:
  supervisor copy DEST   copy this program to DEST (for an init container)
  supervisor run         run mysqld; "supervisor run -h" lists the paths`

func main() {
	os.Exit(dispatch(os.Args[1:]))
}

func dispatch(args []string) int {
	if len(args) == 0 {
		fmt.Fprintln(os.Stderr, usage)
		return 2
	}
	switch args[0] {
	case "copy":
		if len(args) != 2 {
			fmt.Fprintln(os.Stderr, usage)
			return 2
		}
		if err := copySelf(args[1]); err != nil {
			fmt.Fprintln(os.Stderr, "supervisor copy:", err)
			return 1
		}
		return 0
	case "run":
		return runCommand(args[1:])
	default:
		fmt.Fprintln(os.Stderr, usage)
		return 2
	}
}

func runCommand(args []string) int {
	paths := defaultPaths()
	flags := flag.NewFlagSet("run", flag.ContinueOnError)
	flags.StringVar(&paths.ConfigDir, "config-dir", paths.ConfigDir, "folder of supervisor.json and my.cnf")
	flags.StringVar(&paths.SecretDir, "secret-dir", paths.SecretDir, "folder of bootstrap.sql and supervisor-token")
	flags.StringVar(&paths.RunDir, "run-dir", paths.RunDir, "folder in memory for the socket and the init file")
	flags.StringVar(&paths.Mysqld, "mysqld", paths.Mysqld, "mysqld's path; searched for when empty")
	flags.StringVar(&paths.Listen, "listen", paths.Listen, "address of the HTTP API")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	identity := Identity{Pod: os.Getenv("POD_NAME")}
	if err := run(paths, identity); err != nil {
		fmt.Fprintln(os.Stderr, "supervisor run:", err)
		return 1
	}
	return 0
}
