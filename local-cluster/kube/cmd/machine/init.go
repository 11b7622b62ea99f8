package main

import (
	"fmt"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// readyWord is what the first process writes to its third descriptor when it waits for the network.
const readyWord = "ready"

// openFiles is the limit that Docker's and containerd's own service files set.
const openFiles = 1 << 20

// runInit is the life of a machine's first process: mounts, daemons, reaping, and an orderly end on SIGTERM.
func runInit(spec Spec) error {
	log.SetFlags(log.LstdFlags | log.LUTC)
	signals := make(chan os.Signal, 64)
	signal.Notify(signals, syscall.SIGUSR1, syscall.SIGTERM, syscall.SIGINT, syscall.SIGCHLD)
	if err := syscall.Sethostname([]byte(spec.Hostname)); err != nil {
		return fmt.Errorf("set the host name: %w", err)
	}
	raiseOpenFiles()
	if err := mountAll(spec.Mounts); err != nil {
		return err
	}
	if err := sayReady(); err != nil {
		return err
	}
	crew := newCrew(spec.Daemons, containerPids)
	running := false
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			// Signals of the same kind merge, and a daemon may be due for its restart: look again.
			crew.reap()
			if running {
				crew.startDue(time.Now())
			}
		case received := <-signals:
			switch received {
			case syscall.SIGCHLD:
				crew.reap()
			case syscall.SIGUSR1:
				running = true
				crew.startDue(time.Now())
			default:
				log.Printf("%v: stopping", received)
				crew.stop(time.Duration(spec.GraceSeconds) * time.Second)
				log.Print("stopped")
				return nil
			}
		}
	}
}

// raiseOpenFiles lets containers, which inherit it, have more open files than the 1024 of a login shell: mysqld wants
// them. Where the machine lets not even root raise the limit, what it allows has to do.
func raiseOpenFiles() {
	wanted := syscall.Rlimit{Cur: openFiles, Max: openFiles}
	if syscall.Setrlimit(syscall.RLIMIT_NOFILE, &wanted) == nil {
		return
	}
	var allowed syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &allowed); err != nil {
		log.Printf("limit of open files: %v", err)
		return
	}
	allowed.Cur = allowed.Max
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &allowed); err != nil {
		log.Printf("limit of open files: %v", err)
	}
}

func sayReady() error {
	pipe := os.NewFile(3, "ready")
	if _, err := pipe.WriteString(readyWord); err != nil {
		return fmt.Errorf("tell the starter: %w", err)
	}
	return pipe.Close()
}
