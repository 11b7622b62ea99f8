package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"syscall"
)

// start makes the namespaces and returns when the first process within waits for its network.
func start(path string, spec Spec) (int, error) {
	log, err := os.OpenFile(spec.Log, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return 0, err
	}
	defer log.Close()
	ready, readyWriter, err := os.Pipe()
	if err != nil {
		return 0, err
	}
	defer ready.Close()
	child := exec.Command("/proc/self/exe", "init", path)
	child.Stdout, child.Stderr = log, log
	child.ExtraFiles = []*os.File{readyWriter}
	child.SysProcAttr = &syscall.SysProcAttr{
		Setsid:     true,
		Cloneflags: syscall.CLONE_NEWPID | syscall.CLONE_NEWNS | syscall.CLONE_NEWNET | syscall.CLONE_NEWUTS | syscall.CLONE_NEWIPC,
	}
	if err := child.Start(); err != nil {
		return 0, fmt.Errorf("make the machine's namespaces: %w", err)
	}
	readyWriter.Close()
	pid := child.Process.Pid
	for _, procs := range spec.CgroupProcs {
		if err := os.WriteFile(procs, []byte(strconv.Itoa(pid)), 0o644); err != nil {
			_ = child.Process.Kill()
			return 0, fmt.Errorf("join the machine's cgroup: %w", err)
		}
	}
	if said, _ := io.ReadAll(ready); string(said) != readyWord {
		_ = child.Process.Kill()
		return 0, fmt.Errorf("the machine ended while it was being set up; see %s", spec.Log)
	}
	return pid, nil
}
