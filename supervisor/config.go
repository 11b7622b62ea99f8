package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Identity says which instance of the cluster this pod is.
type Identity struct{ Pod string }

// ordinal is the number that a StatefulSet appends to a pod's name.
func (i Identity) ordinal() (int, error) {
	digits := i.Pod[strings.LastIndex(i.Pod, "-")+1:]
	ordinal, err := strconv.Atoi(digits)
	if err != nil || ordinal < 0 {
		return 0, fmt.Errorf("POD_NAME %q doesn't end in a StatefulSet's ordinal; set it from metadata.name", i.Pod)
	}
	return ordinal, nil
}

// Paths are where the container's volumes are mounted.
type Paths struct{ ConfigDir, SecretDir, RunDir, Mysqld, Listen string }

func defaultPaths() Paths {
	return Paths{ConfigDir: "/mysqlha/config", SecretDir: "/mysqlha/secret", RunDir: "/run/mysqlha", Listen: ":13309"}
}

func (p Paths) config() string    { return filepath.Join(p.ConfigDir, "supervisor.json") }
func (p Paths) myCnf() string     { return filepath.Join(p.ConfigDir, "my.cnf") }
func (p Paths) bootstrap() string { return filepath.Join(p.SecretDir, "bootstrap.sql") }
func (p Paths) token() string     { return filepath.Join(p.SecretDir, "supervisor-token") }
func (p Paths) socket() string    { return filepath.Join(p.RunDir, "mysqld.sock") }
func (p Paths) pidFile() string   { return filepath.Join(p.RunDir, "mysqld.pid") }
func (p Paths) initFile() string  { return filepath.Join(p.RunDir, "init.sql") }

// socketLock is where mysqld writes who listens on its socket.
func (p Paths) socketLock() string { return p.socket() + ".lock" }

// Config is supervisor.json. Fields that this version doesn't know are
// ignored, so that a newer engine can drive an older supervisor.
type Config struct {
	ServerIDBase       int      `json:"serverIdBase"`
	Peers              []string `json:"peers"`
	SelfFenceSeconds   float64  `json:"selfFenceSeconds"`
	DataDir            string   `json:"dataDir"`
	ReportHost         string   `json:"reportHost"`
	StopTimeoutSeconds float64  `json:"stopTimeoutSeconds"`
}

// loadConfig reads supervisor.json anew each time: kubelet replaces the files
// of a ConfigMap volume when the peers change.
func loadConfig(path string) (Config, error) {
	config := Config{DataDir: "/var/lib/mysql/data", SelfFenceSeconds: 3, StopTimeoutSeconds: 25}
	raw, err := os.ReadFile(path)
	if err != nil {
		return config, fmt.Errorf("the engine's settings can't be read: %w", err)
	}
	if err := json.Unmarshal(raw, &config); err != nil {
		return config, fmt.Errorf("%s isn't valid JSON: %w", path, err)
	}
	if config.ServerIDBase < 1 {
		return config, errors.New("supervisor.json: serverIdBase must be 1 or more, because server_id 0 can't replicate")
	}
	if config.SelfFenceSeconds <= 0 || config.StopTimeoutSeconds <= 0 {
		return config, errors.New("supervisor.json: selfFenceSeconds and stopTimeoutSeconds must be above 0")
	}
	return config, nil
}

func (c Config) selfFenceAfter() time.Duration { return seconds(c.SelfFenceSeconds) }
func (c Config) stopTimeout() time.Duration    { return seconds(c.StopTimeoutSeconds) }

func seconds(n float64) time.Duration { return time.Duration(n * float64(time.Second)) }
