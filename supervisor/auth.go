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
	"time"
)

const (
	authScheme   = "MYSQLHA "
	authWindow   = time.Minute
	maxBodyBytes = 64 << 10
)

// sign is what a caller that knows the token puts in the Authorization header:
// the token itself never travels.
func sign(token []byte, method, path, unixMillis string, body []byte) string {
	mac := hmac.New(sha256.New, token)
	mac.Write([]byte(method + " " + path + " " + unixMillis + "\n"))
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil))
}

func authorise(header, tokenPath, method, path string, body []byte, now time.Time) error {
	credentials, ours := strings.CutPrefix(header, authScheme)
	at, signature, whole := strings.Cut(credentials, ":")
	millis, err := strconv.ParseInt(at, 10, 64)
	if !ours || !whole || err != nil {
		return errors.New("the header must read Authorization: MYSQLHA <unixMillis>:<hex hmac-sha256>")
	}
	if age := now.Sub(time.UnixMilli(millis)); age > authWindow || age < -authWindow {
		return errors.New("the request was signed more than 60 s from now; check the clocks")
	}
	// Read at each request: kubelet replaces the file when the Secret changes.
	token, err := os.ReadFile(tokenPath)
	token = bytes.TrimSpace(token)
	if err != nil || len(token) == 0 {
		return errors.New("this instance has no supervisor-token; the system Secret must hold one")
	}
	if !hmac.Equal([]byte(sign(token, method, path, at, body)), []byte(signature)) {
		return errors.New("the signature doesn't match; caller and instance have different supervisor-tokens")
	}
	return nil
}

// authenticated lets a signed request through, with its body read.
func (s *Supervisor) authenticated(next func(body []byte) (int, any)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBodyBytes))
		if err != nil {
			answer(w, http.StatusRequestEntityTooLarge, failure{"the body is too large or was cut short"})
			return
		}
		if err := authorise(r.Header.Get("Authorization"), s.paths.token(), r.Method, r.URL.Path, body, time.Now()); err != nil {
			answer(w, http.StatusUnauthorized, failure{err.Error()})
			return
		}
		status, value := next(body)
		answer(w, status, value)
	}
}
