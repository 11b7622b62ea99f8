package main

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"
)

// serveLimit is how long a peer may take to read what it asked for.
const serveLimit = 10 * time.Minute

// serveLacking answers with the transactions that whoever asks doesn't hold,
// as one binary log. It needs no mysqld: it is how the last commits of one that
// can't start any more are saved.
func (s *Supervisor) serveLacking(w http.ResponseWriter, body []byte) {
	chosen, err := s.lacking(body)
	var refused refusal
	switch {
	case errors.As(err, &refused):
		answer(w, refused.status, failure{refused.Error()})
		return
	case err != nil:
		answer(w, http.StatusInternalServerError, failure{err.Error()})
		return
	}
	s.log.Printf("gives %d transactions to a peer: %s", chosen.gtids.count(), chosen.gtids)
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(serveLimit))
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Length", strconv.FormatInt(chosen.bytes, 10))
	if err := chosen.writeTo(w); err != nil {
		s.log.Printf("a peer didn't get all of it: %v", err)
	}
}

func (s *Supervisor) lacking(body []byte) (extract, error) {
	var order Order
	if err := json.Unmarshal(body, &order); err != nil {
		return extract{}, refusal{http.StatusBadRequest, err}
	}
	holds, err := parseGtidSet(order.Holds)
	if err != nil {
		return extract{}, refusal{http.StatusBadRequest, err}
	}
	config, err := loadConfig(s.paths.config())
	if err != nil {
		return extract{}, err
	}
	paths, err := dataDir(config.DataDir).binlogFiles()
	if err != nil {
		return extract{}, refusal{http.StatusConflict, err}
	}
	if paths, err = lackedBy(holds, paths); err != nil {
		return extract{}, refusal{http.StatusConflict, err}
	}
	return choose(paths, func(source string, number uint64) bool { return !holds.has(source, number) })
}
