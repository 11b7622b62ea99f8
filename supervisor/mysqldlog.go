package main

import (
	"bufio"
	"io"
	"os"
	"strings"
	"sync"
)

const keptErrors = 10

// mysqldLog passes mysqld's log through to the container's log as it is and
// remembers the last errors, so that a status can say why it doesn't start.
type mysqldLog struct {
	mu     sync.Mutex
	errors []string
	// The first error of the child that runs or ran last: later ones mostly follow from it.
	cause string
}

// attach returns the file to give a child as its output. Close it after the fork.
func (l *mysqldLog) attach(out io.Writer) (*os.File, error) {
	reader, writer, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	l.forgetCause()
	go func() {
		defer reader.Close()
		lines := bufio.NewReaderSize(reader, 64<<10)
		for {
			line, err := lines.ReadSlice('\n')
			if len(line) > 0 {
				_, _ = out.Write(line)
				l.remember(string(line))
			}
			if err != nil && err != bufio.ErrBufferFull {
				return
			}
		}
	}()
	return writer, nil
}

func (l *mysqldLog) remember(line string) {
	if !strings.Contains(line, "[ERROR]") {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cause == "" {
		l.cause = strings.TrimSpace(line)
	}
	l.errors = append(l.errors, strings.TrimSpace(line))
	if len(l.errors) > keptErrors {
		l.errors = l.errors[len(l.errors)-keptErrors:]
	}
}

func (l *mysqldLog) last() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]string{}, l.errors...)
}

// because is the first error that the last child wrote, as the end of a sentence; empty when it wrote none.
func (l *mysqldLog) because() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cause == "" {
		return ""
	}
	return ": " + l.cause
}

func (l *mysqldLog) forgetCause() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.cause = ""
}
