package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	authScheme   = "MYSQLHA "
	authWindow   = time.Minute
	maxBodyBytes = 64 << 10
)

var errMalformed = errors.New("the header must read Authorization: MYSQLHA <unixMillis>:<nonce>:<hex hmac-sha256>")

// sign is what a caller that knows the token puts in the Authorization header:
// the token itself never travels. The pod's name is in it, since all instances
// of a cluster share the token: what was said to one is of no use for another.
func sign(token []byte, pod, method, path, unixMillis, nonce string, body []byte) string {
	mac := hmac.New(sha256.New, token)
	mac.Write([]byte(strings.Join([]string{method, path, unixMillis, nonce, pod}, " ") + "\n"))
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil))
}

// gate lets signed requests in, each order once.
type gate struct {
	pod       string
	tokenPath string

	mu   sync.Mutex
	seen map[string]time.Time
}

func newGate(pod, tokenPath string) *gate {
	return &gate{pod: pod, tokenPath: tokenPath, seen: map[string]time.Time{}}
}

func (g *gate) authorise(header, method, path string, body []byte, now time.Time) error {
	credentials, ours := strings.CutPrefix(header, authScheme)
	parts := strings.Split(credentials, ":")
	if !ours || len(parts) != 3 || parts[1] == "" {
		return errMalformed
	}
	at, nonce, signature := parts[0], parts[1], parts[2]
	millis, err := strconv.ParseInt(at, 10, 64)
	if err != nil {
		return errMalformed
	}
	if age := now.Sub(time.UnixMilli(millis)); age > authWindow || age < -authWindow {
		return errors.New("the request was signed more than 60 s from now; check the clocks")
	}
	// Read at each request: kubelet replaces the file when the Secret changes.
	token, err := os.ReadFile(g.tokenPath)
	token = bytes.TrimSpace(token)
	if err != nil || len(token) == 0 {
		return errors.New("this instance has no supervisor-token; the system Secret must hold one")
	}
	if !hmac.Equal([]byte(sign(token, g.pod, method, path, at, nonce, body)), []byte(signature)) {
		return errors.New("the signature doesn't match; caller and instance have different supervisor-tokens, or the request was meant for another instance than " + g.pod)
	}
	if method != http.MethodGet && !g.first(signature, now) {
		return errors.New("the order was taken before; sign it anew to repeat it")
	}
	return nil
}

// first says whether an order was not seen yet. Older ones than the window are
// refused for their age, so nobody has to remember them.
func (g *gate) first(signature string, now time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	for old, at := range g.seen {
		if now.Sub(at) > 2*authWindow {
			delete(g.seen, old)
		}
	}
	if _, again := g.seen[signature]; again {
		return false
	}
	g.seen[signature] = now
	return true
}

// authenticated lets a signed request through, with its body read.
func (s *Supervisor) authenticated(next func(body []byte) (int, any)) http.HandlerFunc {
	return s.signed(func(w http.ResponseWriter, body []byte) {
		status, value := next(body)
		answer(w, status, value)
	})
}

// signed lets a signed request through whose answer is written as it is made.
func (s *Supervisor) signed(next func(w http.ResponseWriter, body []byte)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBodyBytes))
		if err != nil {
			answer(w, http.StatusRequestEntityTooLarge, failure{"the body is too large or was cut short"})
			return
		}
		if err := s.gate.authorise(r.Header.Get("Authorization"), r.Method, r.URL.Path, body, time.Now()); err != nil {
			answer(w, http.StatusUnauthorized, failure{err.Error()})
			return
		}
		next(w, body)
	}
}
