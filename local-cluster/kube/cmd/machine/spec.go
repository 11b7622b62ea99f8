package main

import (
	"encoding/json"
	"fmt"
	"os"
)

// Spec is what a machine is made of; local-cluster/machine.ts writes it.
type Spec struct {
	// Hostname as the machine's own UTS namespace shows it.
	Hostname string `json:"hostname"`
	// Log gets what the machine itself has to say.
	Log string `json:"log"`
	// CgroupProcs are the cgroup.procs files to join, one per hierarchy, so that the daemons outlive and are counted
	// apart from the session that started them.
	CgroupProcs []string `json:"cgroupProcs"`
	// Mounts are made in order. Sources are looked up before the first mount hides anything.
	Mounts []Mount `json:"mounts"`
	// Daemons start when the machine gets SIGUSR1, which says that its network is there.
	Daemons []Daemon `json:"daemons"`
	// GraceSeconds is how long containers may take to end before the machine is switched off.
	GraceSeconds int `json:"graceSeconds"`
}

// Mount is a bind mount, or a tmpfs when it has no source.
type Mount struct {
	Source string `json:"source,omitempty"`
	Target string `json:"target"`
}

// Daemon is a program that is started again whenever it ends.
type Daemon struct {
	Name string   `json:"name"`
	Argv []string `json:"argv"`
	Env  []string `json:"env,omitempty"`
	Log  string   `json:"log"`
	// After are files that must exist first, such as another daemon's socket.
	After []string `json:"after,omitempty"`
	// Last says that it is stopped after the others, because they still write to it.
	Last bool `json:"last,omitempty"`
}

func readSpec(path string) (Spec, error) {
	var spec Spec
	text, err := os.ReadFile(path)
	if err != nil {
		return spec, fmt.Errorf("read the machine's spec: %w", err)
	}
	if err := json.Unmarshal(text, &spec); err != nil {
		return spec, fmt.Errorf("parse %s: %w", path, err)
	}
	return spec, nil
}
