package main

import (
	"net"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"
	"time"
)

func TestASignatureHoldsForOneRequestAndOneMinute(t *testing.T) {
	token := filepath.Join(t.TempDir(), "token")
	must(t, os.WriteFile(token, []byte(testToken+"\n"), 0o600))
	now := time.UnixMilli(1_800_000_000_000)
	at := strconv.FormatInt(now.UnixMilli(), 10)
	header := authScheme + at + ":" + sign([]byte(testToken), "POST", "/v1/stop", at, []byte("{}"))
	for name, try := range map[string]struct {
		header, method, path, body string
		now                        time.Time
		want                       bool
	}{
		"as signed":          {header, "POST", "/v1/stop", "{}", now, true},
		"59 s later":         {header, "POST", "/v1/stop", "{}", now.Add(59 * time.Second), true},
		"61 s later":         {header, "POST", "/v1/stop", "{}", now.Add(61 * time.Second), false},
		"61 s early":         {header, "POST", "/v1/stop", "{}", now.Add(-61 * time.Second), false},
		"another path":       {header, "POST", "/v1/wipe", "{}", now, false},
		"another method":     {header, "GET", "/v1/stop", "{}", now, false},
		"another body":       {header, "POST", "/v1/stop", `{"hard":true}`, now, false},
		"no header":          {"", "POST", "/v1/stop", "{}", now, false},
		"another scheme":     {"Bearer " + testToken, "POST", "/v1/stop", "{}", now, false},
		"an empty signature": {authScheme + at + ":", "POST", "/v1/stop", "{}", now, false},
	} {
		err := authorise(try.header, token, try.method, try.path, []byte(try.body), try.now)
		if (err == nil) != try.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	must(t, os.WriteFile(token, nil, 0o600))
	empty := authScheme + at + ":" + sign(nil, "POST", "/v1/stop", at, []byte("{}"))
	if authorise(empty, token, "POST", "/v1/stop", []byte("{}"), now) == nil {
		t.Error("an empty token lets everyone in")
	}
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
