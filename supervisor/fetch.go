package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// fetchedChannel is the replication channel that applies what was fetched. Its
// relay logs are called after it (relay_log is relay-bin, see my.cnf).
const (
	fetchedChannel = "mysqlha_fetched"
	fetchedLogs    = "relay-bin-" + fetchedChannel
	// reserveBytes is what stays free on a volume, so that mysqld can go on.
	reserveBytes = 64 << 20
)

const fetchedLog = fetchedLogs + ".000001"

// orderFetch gets what this instance doesn't hold from a peer's binary logs
// and lays it down as the relay log of a channel of its own. Nothing applies
// it before the engine says so.
func (s *Supervisor) orderFetch(o Order) (any, error) {
	config, err := loadConfig(s.paths.config())
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), seconds(max(o.Seconds, 1)))
	defer cancel()
	data := dataDir(config.DataDir)
	if err := data.removeFetched(); err != nil {
		return nil, err
	}
	found, err := s.fetch(ctx, o, data)
	if err != nil {
		_ = data.removeFetched()
		return nil, fmt.Errorf("what %s holds more can't be fetched: %w", o.From, err)
	}
	s.log.Printf("fetched %d transactions from %s (%s): %s", found.gtids.count(), o.From, found.gtids, o.Reason)
	return struct {
		Channel string `json:"channel"`
		Log     string `json:"log"`
		Gtids   string `json:"gtids"`
		Bytes   int64  `json:"bytes"`
	}{fetchedChannel, fetchedLog, found.gtids.String(), found.bytes}, nil
}

func (s *Supervisor) fetch(ctx context.Context, o Order, data dataDir) (extract, error) {
	response, err := s.askPeer(ctx, o.Host, o.From, "/v1/lacking", Order{Holds: o.Holds})
	if err != nil {
		return extract{}, err
	}
	defer response.Body.Close()
	if disk := diskOf(data); disk != nil && response.ContentLength > 0 && disk.FreeBytes < uint64(response.ContentLength)+reserveBytes {
		return extract{}, fmt.Errorf("it is %d MiB, and the disk has %d MiB left", response.ContentLength>>20, disk.FreeBytes>>20)
	}
	path := filepath.Join(string(data), fetchedLog)
	written, err := writeSynced(path, response.Body)
	if err != nil {
		return extract{}, err
	}
	if written == 0 {
		return extract{gtids: gtidSet{}}, os.Remove(path)
	}
	if response.ContentLength >= 0 && written != response.ContentLength {
		return extract{}, fmt.Errorf("only %d of %d bytes came", written, response.ContentLength)
	}
	index := filepath.Join(string(data), fetchedLogs+".index")
	if _, err := writeSynced(index, bytes.NewBufferString("./"+fetchedLog+"\n")); err != nil {
		return extract{}, err
	}
	if err := syncOne(string(data)); err != nil {
		return extract{}, err
	}
	// What counts is what is on the disk here.
	return choose([]string{path}, func(string, uint64) bool { return true })
}

// askPeer sends an order to another instance's supervisor: they all share the
// token, and what is signed for one is of no use for another.
func (s *Supervisor) askPeer(ctx context.Context, host, pod, path string, o Order) (*http.Response, error) {
	token, err := os.ReadFile(s.paths.token())
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+host+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	at, nonce := strconv.FormatInt(time.Now().UnixMilli(), 10), randomID()
	request.Header.Set("Authorization", authScheme+at+":"+nonce+":"+sign(bytes.TrimSpace(token), pod, request.Method, path, at, nonce, body))
	response, err := peerClient.Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		defer response.Body.Close()
		var said failure
		_ = json.NewDecoder(io.LimitReader(response.Body, maxBodyBytes)).Decode(&said)
		return nil, fmt.Errorf("its supervisor answered %s: %s", response.Status, said.Error)
	}
	return response, nil
}

// removeFetched forgets what was fetched before.
func (d dataDir) removeFetched() error {
	paths, err := filepath.Glob(filepath.Join(string(d), fetchedLogs+".*"))
	for _, path := range paths {
		err = errors.Join(err, os.Remove(path))
	}
	return err
}

func writeSynced(path string, from io.Reader) (int64, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o640)
	if err != nil {
		return 0, err
	}
	written, err := io.Copy(file, from)
	return written, errors.Join(err, file.Sync(), file.Close())
}
