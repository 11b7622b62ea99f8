package main

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestFenceWhileACommitWaitsTellsNoOk(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	told := waitingCommit(t, i)
	var result struct{ Fenced FenceResult }
	i.call(http.MethodPost, "/v1/fence", `{"reason":"test"}`, &result)
	wantRefused(t, told)
	if result.Fenced != fencedOffline {
		t.Errorf("fenced by %q, want %q", result.Fenced, fencedOffline)
	}
	engine := i.engine()
	for _, variable := range []string{"super_read_only", "read_only", "offline_mode"} {
		if value(t, engine, "SELECT @@global."+variable) != "1" {
			t.Errorf("%s is off", variable)
		}
	}
	if err := i.connect("app", "app").Ping(); err == nil {
		t.Error("an application can log in to a fenced instance")
	}
}

func TestFenceEndsAnAdministratorsCommitToo(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	engine := i.engine()
	execAll(t, engine, "SET GLOBAL super_read_only=OFF", "SET GLOBAL read_only=OFF", "CREATE DATABASE app",
		"SET GLOBAL rpl_semi_sync_source_enabled=ON")
	told := make(chan error, 1)
	go func() {
		_, err := i.engine().Exec("CREATE TABLE app.t (id INT PRIMARY KEY)")
		told <- err
	}()
	until(t, "a commit waits", func() bool {
		return value(t, engine, "SELECT COUNT(*) FROM performance_schema.threads WHERE PROCESSLIST_STATE LIKE 'Waiting for semi-sync ACK%'") == "1"
	})
	i.call(http.MethodPost, "/v1/fence", `{"reason":"test"}`, nil)
	wantRefused(t, told)
}

// A replica that fenced itself must not be a broken one afterwards.
func TestFenceLeavesReplicationAlone(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	engine := i.engine()
	execAll(t, engine, "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=1, SOURCE_AUTO_POSITION=1",
		"START REPLICA SQL_THREAD")
	applying := "SELECT COUNT(*) FROM performance_schema.replication_applier_status_by_worker WHERE SERVICE_STATE='ON'"
	before := value(t, engine, applying)
	if before == "0" {
		t.Fatal("nobody applies")
	}
	i.call(http.MethodPost, "/v1/fence", `{"reason":"test"}`, nil)
	if after := value(t, engine, applying); after != before {
		t.Errorf("%s of %s workers are left", after, before)
	}
}

// Behind a CREATE USER that waits, offline_mode hangs like every login.
func TestFenceKillsOneThatWaitsForAnAccountStatement(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	engine := i.engine()
	execAll(t, engine, "SET GLOBAL super_read_only=OFF", "SET GLOBAL read_only=OFF", "SET GLOBAL rpl_semi_sync_source_enabled=ON")
	other := i.engine()
	must(t, other.Ping())
	told := make(chan error, 1)
	go func() {
		_, err := other.Exec("CREATE USER 'new'@'%' IDENTIFIED BY 'x'")
		told <- err
	}()
	until(t, "the CREATE USER waits", func() bool {
		return value(t, engine, "SELECT COUNT(*) FROM performance_schema.threads WHERE PROCESSLIST_STATE LIKE 'Waiting for semi-sync ACK%'") == "1"
	})
	var result struct{ Fenced FenceResult }
	i.call(http.MethodPost, "/v1/fence", `{"reason":"test"}`, &result)
	wantRefused(t, told)
	if result.Fenced != fencedKilled {
		t.Errorf("fenced by %q, want %q", result.Fenced, fencedKilled)
	}
	i.untilPhase(phaseRunning)
}

func TestFenceKillsOneThatDoesntAnswer(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	must(t, syscall.Kill(*i.state().MysqldPID, syscall.SIGSTOP))
	var result struct{ Fenced FenceResult }
	began := time.Now()
	i.call(http.MethodPost, "/v1/fence", `{"reason":"test"}`, &result)
	if took := time.Since(began); result.Fenced != fencedKilled || took > askTimeout*2+time.Second {
		t.Errorf("fenced by %q within %s", result.Fenced, took)
	}
	i.untilPhase(phaseRunning)
	if value(t, i.engine(), "SELECT @@global.super_read_only") != "1" {
		t.Error("it came back writable")
	}
}

func TestFencingAStoppedInstanceIsDone(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	i.call(http.MethodPost, "/v1/stop", `{"hard":true,"reason":"test"}`, nil)
	var result struct{ Fenced FenceResult }
	i.call(http.MethodPost, "/v1/fence", "", &result)
	if result.Fenced != fencedNotRunning {
		t.Errorf("fenced by %q, want %q", result.Fenced, fencedNotRunning)
	}
}

func TestAnIsolatedInstanceFencesItselfUntilTheEngineLiftsIt(t *testing.T) {
	apiServer, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	host, port, _ := net.SplitHostPort(apiServer.Addr().String())
	peer := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	peerAddress := strings.TrimPrefix(peer.URL, "http://")

	i := newInstance(t)
	i.config["peers"] = []string{"orders-0.orders.shop.svc", peerAddress}
	i.env = []string{"KUBERNETES_SERVICE_HOST=" + host, "KUBERNETES_SERVICE_PORT=" + port}
	i.startRunning()
	execAll(t, i.engine(), "SET GLOBAL super_read_only=OFF", "SET GLOBAL read_only=OFF", "CREATE DATABASE app")
	app := i.connect("app", "app")
	must(t, app.Ping())

	must(t, apiServer.Close()) // a peer still answers
	time.Sleep(seconds(2.5))   // longer than selfFenceSeconds
	if state := i.state(); state.SelfFenced || state.IsolatedSince != nil {
		t.Fatalf("fenced although a peer answers: %+v", state)
	}
	began := time.Now()
	peer.Close()
	i.untilState("a self-fence", func(s State) bool { return s.SelfFenced && s.IsolatedSince != nil })
	until(t, "applications are refused", func() bool { return app.Ping() != nil })
	t.Logf("clients cut off %s after the last peer", time.Since(began))

	again, err := net.Listen("tcp", net.JoinHostPort(host, port))
	must(t, err)
	defer again.Close()
	i.untilState("contact again, and still fenced", func(s State) bool { return s.SelfFenced && s.IsolatedSince == nil })
	if err := app.Ping(); err == nil {
		t.Error("the supervisor lifted its fence itself")
	}
	execAll(t, i.engine(), "SET GLOBAL offline_mode=OFF")
	i.untilState("no fence", func(s State) bool { return !s.SelfFenced })
	must(t, app.Ping())
}

func TestAnInstanceWithoutPeersNeverFencesItself(t *testing.T) {
	i := newInstance(t)
	i.config["peers"] = []string{"orders-0.orders.shop.svc"}
	i.startRunning()
	time.Sleep(seconds(2.5))
	if i.state().SelfFenced {
		t.Error("a single instance fenced itself")
	}
}

func TestCredentialsRepairsAPasswordThatSomebodyChanged(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	execAll(t, i.engine(), "SET SESSION sql_log_bin=0", "SET GLOBAL super_read_only=OFF",
		"ALTER USER 'mysqlha_engine'@'%' IDENTIFIED BY 'changed'", "SET GLOBAL super_read_only=ON")
	if err := i.engine().Ping(); err == nil {
		t.Fatal("the password wasn't changed")
	}
	if status := i.call(http.MethodPost, "/v1/credentials", `{"reason":"test"}`, nil); status != http.StatusOK {
		t.Fatalf("credentials answers %d", status)
	}
	engine := i.engine()
	if got := value(t, engine, "SELECT CONCAT(@@global.super_read_only, @@global.read_only, @@global.gtid_executed)"); got != "11" {
		t.Errorf("super_read_only, read_only and gtid_executed are %q, want 1, 1 and none", got)
	}
	execAll(t, engine, "SET GLOBAL super_read_only=OFF", "SET GLOBAL read_only=OFF")
	if status := i.call(http.MethodPost, "/v1/credentials", `{"logged":true}`, nil); status != http.StatusOK {
		t.Fatalf("logged credentials answers %d", status)
	}
	if value(t, engine, "SELECT @@global.gtid_executed") == "" {
		t.Error("logged credentials left no GTID, so replicas don't get them")
	}
}

func TestOnlySignedRequestsAreHeard(t *testing.T) {
	i := newInstance(t)
	i.mysqldPath = "/nowhere/mysqld"
	i.start()
	i.untilPhase(phaseUnstartable)
	for _, path := range []string{"state", "stop", "start", "restart", "fence", "credentials", "keep", "wipe"} {
		method := http.MethodPost
		if path == "state" {
			method = http.MethodGet
		}
		request, err := http.NewRequest(method, fmt.Sprintf("http://%s/v1/%s", i.api, path), nil)
		must(t, err)
		response, err := http.DefaultClient.Do(request)
		must(t, err)
		if response.StatusCode != http.StatusUnauthorized {
			t.Errorf("%s without a signature answers %s", path, response.Status)
		}
	}
}
