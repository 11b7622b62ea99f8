package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

type failure struct {
	Error string `json:"error"`
}

func answer(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value)
}

// handler serves the API that README.md describes.
func (s *Supervisor) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, struct{}{})
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		if err := greets(s.paths.socket()); err != nil {
			answer(w, http.StatusServiceUnavailable, failure{err.Error()})
			return
		}
		answer(w, http.StatusOK, struct{}{})
	})
	mux.HandleFunc("GET /v1/state", s.authenticated(func([]byte) (int, any) { return http.StatusOK, s.state() }))
	mux.HandleFunc("POST /v1/stop", s.authenticated(order(s.orderStop)))
	mux.HandleFunc("POST /v1/start", s.authenticated(order(s.orderStart)))
	mux.HandleFunc("POST /v1/restart", s.authenticated(order(s.orderRestart)))
	mux.HandleFunc("POST /v1/fence", s.authenticated(order(s.orderFence)))
	mux.HandleFunc("POST /v1/credentials", s.authenticated(order(s.orderCredentials)))
	mux.HandleFunc("POST /v1/keep", s.authenticated(order(s.orderKeep)))
	mux.HandleFunc("POST /v1/heartbeats", s.authenticated(order(s.orderHeartbeats)))
	mux.HandleFunc("POST /v1/lacking", s.signed(s.serveLacking))
	mux.HandleFunc("POST /v1/fetch", s.authenticated(order(s.orderFetch)))
	mux.HandleFunc("POST /v1/wipe", s.authenticated(order(s.orderWipe)))
	return mux
}

// Order is the body of every POST; each takes the fields that it needs.
type Order struct {
	Hard    bool    `json:"hard,omitempty"`
	Reason  string  `json:"reason,omitempty"`
	Logged  bool    `json:"logged,omitempty"`
	Confirm string  `json:"confirm,omitempty"`
	Gtids   string  `json:"gtids,omitempty"`
	Holds   string  `json:"holds,omitempty"`
	From    string  `json:"from,omitempty"`
	Host    string  `json:"host,omitempty"`
	Seconds float64 `json:"seconds,omitempty"`
}

// refusal is an order that can't be carried out, with the status that says whose fault it is.
type refusal struct {
	status int
	error
}

func order(obey func(Order) (any, error)) func([]byte) (int, any) {
	return func(body []byte) (int, any) {
		var given Order
		if len(body) > 0 {
			if err := json.Unmarshal(body, &given); err != nil {
				return http.StatusBadRequest, failure{fmt.Sprintf("the body isn't valid JSON: %v", err)}
			}
		}
		result, err := obey(given)
		var refused refusal
		if errors.As(err, &refused) {
			return refused.status, failure{refused.Error()}
		}
		if err != nil {
			return http.StatusInternalServerError, failure{err.Error()}
		}
		return http.StatusOK, result
	}
}
