package main

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"time"
)

// State is the answer of GET /v1/state.
type State struct {
	BootID         string     `json:"bootId"`
	Instance       string     `json:"instance"`
	Phase          Phase      `json:"phase"`
	Message        string     `json:"message"`
	MysqldPID      *int       `json:"mysqldPid"`
	StartedAt      *time.Time `json:"startedAt"`
	Starts         int        `json:"starts"`
	LastExit       *Exit      `json:"lastExit"`
	SelfFenced     bool       `json:"selfFenced"`
	IsolatedSince  *time.Time `json:"isolatedSince"`
	Disk           *Disk      `json:"disk"`
	InitialisedAt  *time.Time `json:"initialisedAt"`
	DataDirCreated bool       `json:"dataDirCreated"`
	Configuration  string     `json:"configuration"`
	Bootstrap      string     `json:"bootstrap"`
	Errors         []string   `json:"errors"`
	Kept           []Kept     `json:"kept"`
}

// Disk is the volume that holds the data directory.
type Disk struct {
	TotalBytes uint64 `json:"totalBytes"`
	FreeBytes  uint64 `json:"freeBytes"`
}

// hashOf is the SHA-256 of a file in hex, or "" when it can't be read.
func hashOf(path string) string {
	content, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	hash := sha256.Sum256(content)
	return hex.EncodeToString(hash[:])
}

func (s *Supervisor) state() State {
	config, _ := loadConfig(s.paths.config())
	data := dataDir(config.DataDir)
	disk, initialisedAt, errors, kept := diskOf(data), data.initialisedAt(), s.mysqlds.last(), data.kept()
	s.mu.Lock()
	defer s.mu.Unlock()
	state := State{
		BootID:         s.bootID,
		Instance:       s.identity.Pod,
		Phase:          s.phase,
		Message:        s.message,
		Starts:         s.starts,
		LastExit:       s.lastExit,
		SelfFenced:     s.selfFenced,
		IsolatedSince:  s.isolatedSince,
		Disk:           disk,
		InitialisedAt:  initialisedAt,
		DataDirCreated: s.dataDirCreated,
		Configuration:  s.configuration,
		Bootstrap:      hashOf(s.paths.bootstrap()),
		Errors:         errors,
		Kept:           kept,
	}
	if s.mysqld != nil {
		pid, at := s.mysqld.pid, s.mysqld.startedAt.UTC()
		state.MysqldPID, state.StartedAt = &pid, &at
	}
	return state
}
