package main

import (
	"net"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestASignatureHoldsForOneRequestAndOneMinute(t *testing.T) {
	token := filepath.Join(t.TempDir(), "token")
	must(t, os.WriteFile(token, []byte(testToken+"\n"), 0o600))
	now := time.UnixMilli(1_800_000_000_000)
	at := strconv.FormatInt(now.UnixMilli(), 10)
	header := authScheme + at + ":0a1b:" + sign([]byte(testToken), "orders-0", "POST", "/v1/stop", at, "0a1b", []byte("{}"))
	for name, try := range map[string]struct {
		header, pod, method, path, body string
		now                             time.Time
		want                            bool
	}{
		"as signed":          {header, "orders-0", "POST", "/v1/stop", "{}", now, true},
		"59 s later":         {header, "orders-0", "POST", "/v1/stop", "{}", now.Add(59 * time.Second), true},
		"61 s later":         {header, "orders-0", "POST", "/v1/stop", "{}", now.Add(61 * time.Second), false},
		"61 s early":         {header, "orders-0", "POST", "/v1/stop", "{}", now.Add(-61 * time.Second), false},
		"another instance":   {header, "orders-1", "POST", "/v1/stop", "{}", now, false},
		"another path":       {header, "orders-0", "POST", "/v1/wipe", "{}", now, false},
		"another method":     {header, "orders-0", "GET", "/v1/stop", "{}", now, false},
		"another body":       {header, "orders-0", "POST", "/v1/stop", `{"hard":true}`, now, false},
		"another nonce":      {strings.Replace(header, "0a1b", "0a1c", 1), "orders-0", "POST", "/v1/stop", "{}", now, false},
		"no header":          {"", "orders-0", "POST", "/v1/stop", "{}", now, false},
		"another scheme":     {"Bearer " + testToken, "orders-0", "POST", "/v1/stop", "{}", now, false},
		"an empty signature": {authScheme + at + ":0a1b:", "orders-0", "POST", "/v1/stop", "{}", now, false},
	} {
		err := newGate(try.pod, token).authorise(try.header, try.method, try.path, []byte(try.body), try.now)
		if (err == nil) != try.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	must(t, os.WriteFile(token, nil, 0o600))
	empty := authScheme + at + ":0a1b:" + sign(nil, "orders-0", "POST", "/v1/stop", at, "0a1b", []byte("{}"))
	if newGate("orders-0", token).authorise(empty, "POST", "/v1/stop", []byte("{}"), now) == nil {
		t.Error("an empty token lets everyone in")
	}
}

func TestAnOrderIsTakenOnceAndAQuestionAsOftenAsItIsAsked(t *testing.T) {
	token := filepath.Join(t.TempDir(), "token")
	must(t, os.WriteFile(token, []byte(testToken), 0o600))
	gate, now := newGate("orders-0", token), time.UnixMilli(1_800_000_000_000)
	at := strconv.FormatInt(now.UnixMilli(), 10)
	try := func(method, path string, later time.Duration) error {
		header := authScheme + at + ":0a1b:" + sign([]byte(testToken), "orders-0", method, path, at, "0a1b", nil)
		return gate.authorise(header, method, path, nil, now.Add(later))
	}
	must(t, try("POST", "/v1/stop", 0))
	for _, later := range []time.Duration{0, time.Second, 59 * time.Second} {
		if try("POST", "/v1/stop", later) == nil {
			t.Errorf("the same order is taken again %s later", later)
		}
	}
	must(t, try("POST", "/v1/start", 0))
	must(t, try("GET", "/v1/state", 0))
	must(t, try("GET", "/v1/state", time.Second))
}

func TestSettingsAreCheckedAndUnknownOnesIgnored(t *testing.T) {
	path := filepath.Join(t.TempDir(), "supervisor.json")
	for content, want := range map[string]bool{
		`{"serverIdBase":100,"future":{"a":1}}`:     true,
		`{"serverIdBase":0}`:                        false,
		`{"serverIdBase":1,"selfFenceSeconds":0}`:   false,
		`{"serverIdBase":1,"stopTimeoutSeconds":0}`: false,
		`{`: false,
	} {
		must(t, os.WriteFile(path, []byte(content), 0o600))
		if _, err := loadConfig(path); (err == nil) != want {
			t.Errorf("%s: %v", content, err)
		}
	}
}

func TestPeersAreTheOthers(t *testing.T) {
	s := &Supervisor{identity: Identity{Pod: "orders-1"}, paths: Paths{Listen: ":13309"}}
	got := s.otherInstances([]string{"orders-0.x.svc", "orders-1.x.svc", "orders-10.x.svc", "10.0.0.1:99"})
	want := []string{"orders-0.x.svc:13309", "orders-10.x.svc:13309", "10.0.0.1:99"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestADataDirectoryIsWholeOrAbsent(t *testing.T) {
	data := dataDir(filepath.Join(t.TempDir(), "data"))
	wantAbsent := func(want bool) {
		t.Helper()
		if absent, err := data.absent(); err != nil || absent != want {
			t.Errorf("absent is %t, %v", absent, err)
		}
	}
	wantAbsent(true)
	must(t, os.MkdirAll(filepath.Join(string(data), "lost+found"), 0o755))
	wantAbsent(true)
	must(t, os.RemoveAll(string(data)))
	must(t, os.MkdirAll(filepath.Join(data.unfinished(), "mysql"), 0o755))
	wantAbsent(true)
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	must(t, data.adopt(now))
	wantAbsent(false)
	if at := data.initialisedAt(); at == nil || !at.Equal(now) {
		t.Errorf("initialised at %v, want %v", at, now)
	}
	must(t, data.discard())
	must(t, data.discard())
	wantAbsent(true)
}

func TestOnlyTheLastErrorsAreKept(t *testing.T) {
	log := &mysqldLog{}
	for n := range 2 * keptErrors {
		log.remember("[ERROR] " + strconv.Itoa(n))
		log.remember("[Warning] " + strconv.Itoa(n))
	}
	if last := log.last(); len(last) != keptErrors || last[keptErrors-1] != "[ERROR] 19" {
		t.Errorf("kept %q", last)
	}
}

func TestTheCauseIsTheFirstErrorOfTheLastRun(t *testing.T) {
	log := &mysqldLog{}
	for _, run := range []string{"first", "second"} {
		log.forgetCause()
		for n := range keptErrors - 1 {
			log.remember("[ERROR] " + run + " " + strconv.Itoa(n))
		}
		if because := log.because(); because != ": [ERROR] "+run+" 0" {
			t.Errorf("the %s run ended because %q", run, because)
		}
	}
}

func TestReadinessIsMysqlsGreeting(t *testing.T) {
	for name, try := range map[string]struct {
		said string
		want bool
	}{
		"a greeting":            {"\x4a\x00\x00\x00\x0a9.7.4", true},
		"too many connections":  {"\x17\x00\x00\x00\xff\x10\x04", true},
		"something else":        {"HTTP/1.1 400", false},
		"nothing, then the end": {"", false},
	} {
		socket := filepath.Join(t.TempDir(), "s")
		listener, err := net.Listen("unix", socket)
		must(t, err)
		go func() {
			if conn, err := listener.Accept(); err == nil {
				_, _ = conn.Write([]byte(try.said))
				_ = conn.Close()
			}
		}()
		if err := greets(socket); (err == nil) != try.want {
			t.Errorf("%s: %v", name, err)
		}
		_ = listener.Close()
	}
	if greets(filepath.Join(t.TempDir(), "nobody")) == nil {
		t.Error("nobody greets")
	}
}

func TestACopyIsWholeAndRuns(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "bin", "supervisor")
	must(t, copySelf(dest))
	must(t, copySelf(dest))
	stat, err := os.Stat(dest)
	must(t, err)
	if stat.Mode().Perm() != 0o755 {
		t.Errorf("mode %v", stat.Mode())
	}
	entries, err := os.ReadDir(filepath.Dir(dest))
	must(t, err)
	if len(entries) != 1 {
		t.Errorf("left %v", entries)
	}
}
