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

// runInit is the life of a machine's first process: mounts, daemons, reaping, and an orderly end on SIGTERM.
func runInit(spec Spec) error {
	log.SetFlags(log.LstdFlags | log.LUTC)
	signals := make(chan os.Signal, 64)
	signal.Notify(signals, syscall.SIGUSR1, syscall.SIGTERM, syscall.SIGINT, syscall.SIGCHLD)
	if err := syscall.Sethostname([]byte(spec.Hostname)); err != nil {
		return fmt.Errorf("set the host name: %w", err)
	}
	if err := mountAll(spec.Mounts); err != nil {
		return err
	}
	if err := sayReady(); err != nil {
		return err
	}
	crew := newCrew(spec.Daemons)
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

func sayReady() error {
	pipe := os.NewFile(3, "ready")
	if _, err := pipe.WriteString(readyWord); err != nil {
		return fmt.Errorf("tell the starter: %w", err)
	}
	return pipe.Close()
}
