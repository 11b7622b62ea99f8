package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"
)

const (
	contactEvery = 500 * time.Millisecond
	contactLimit = time.Second
)

// watchIsolation cuts clients off when neither the API server nor any peer
// answers: others may have elected another primary, and clients on this side
// of the cut would read what is old. It never lifts a fence: the engine does.
func (s *Supervisor) watchIsolation() {
	last, failures := time.Now(), 0
	var config Config
	var lock sync.Mutex
	for {
		if latest, err := loadConfig(s.paths.config()); err == nil {
			config = latest
		}
		others := s.otherInstances(config.Peers)
		if len(others) == 0 {
			lock.Lock()
			last, failures = time.Now(), 0
			lock.Unlock()
			s.noticeIsolation(false)
		} else {
			began := time.Now()
			go func() {
				answered := contactAny(others)
				lock.Lock()
				defer lock.Unlock()
				if answered && began.After(last) {
					last, failures = began, 0
				} else if !answered {
					failures++
				}
			}()
			lock.Lock()
			// Two failures: a process that was itself frozen looks again first.
			isolated := failures >= 2 && time.Since(last) >= config.selfFenceAfter()
			lock.Unlock()
			s.noticeIsolation(isolated)
		}
		time.Sleep(contactEvery)
	}
}

// otherInstances are the peers that aren't this pod, as host:port.
func (s *Supervisor) otherInstances(peers []string) []string {
	_, ownPort, _ := net.SplitHostPort(s.paths.Listen)
	var others []string
	for _, peer := range peers {
		if host, _, _ := strings.Cut(peer, "."); host == s.identity.Pod {
			continue
		}
		if _, _, err := net.SplitHostPort(peer); err != nil {
			peer = net.JoinHostPort(peer, ownPort)
		}
		others = append(others, peer)
	}
	return others
}

// contactAny asks the API server and all peers at once; one answer is enough.
func contactAny(peers []string) bool {
	ctx, cancel := context.WithTimeout(context.Background(), contactLimit)
	defer cancel()
	answers := make(chan bool, len(peers)+1)
	go func() { answers <- apiServerAnswers(ctx) }()
	for _, peer := range peers {
		go func() { answers <- peerAnswers(ctx, peer) }()
	}
	for range len(peers) + 1 {
		if <-answers {
			return true
		}
	}
	return false
}

func apiServerAnswers(ctx context.Context) bool {
	host, port := os.Getenv("KUBERNETES_SERVICE_HOST"), os.Getenv("KUBERNETES_SERVICE_PORT")
	if host == "" || port == "" {
		return false
	}
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort(host, port))
	if err != nil {
		return false
	}
	_ = conn.Close()
	return true
}

// The kernel accepts connections for a frozen program, so a peer must answer.
var peerClient = &http.Client{
	Transport:     &http.Transport{DisableKeepAlives: true, Proxy: nil},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

func peerAnswers(ctx context.Context, peer string) bool {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("http://%s/healthz", peer), nil)
	if err != nil {
		return false
	}
	response, err := peerClient.Do(request)
	if err != nil {
		return false
	}
	_ = response.Body.Close()
	return response.StatusCode == http.StatusOK
}

// noticeIsolation records whether this instance is cut off, and fences it if so.
func (s *Supervisor) noticeIsolation(isolated bool) {
	s.mu.Lock()
	was, fenced, phase := s.isolatedSince != nil, s.selfFenced, s.phase
	s.mu.Unlock()
	if isolated != was {
		s.update(func() {
			s.isolatedSince = nil
			if isolated {
				now := time.Now().UTC()
				s.isolatedSince = &now
			}
		})
		s.log.Printf("isolated from the API server and all peers: %t", isolated)
	}
	if isolated && !fenced && phase == phaseRunning {
		s.update(func() { s.selfFenced = true })
		s.fence("isolated from the API server and all peers", (*session).cutOff)
	}
}

// noticeOffline compares what mysqld says with what the supervisor believes.
// Once others can be reached, an offline_mode that is off was lifted by the
// engine or by a restart; while isolated it means that a fence is due again.
func (s *Supervisor) noticeOffline(offline bool) {
	s.mu.Lock()
	lifted := s.selfFenced && !offline
	s.mu.Unlock()
	if lifted {
		s.update(func() { s.selfFenced = false })
	}
}
