package main

import (
	"net/http"
	"os"
	"syscall"
	"testing"
	"time"
)

// waitingCommit makes the instance writable, with semi-sync on and no replica,
// and leaves a client of an application whose commit waits for ever.
func waitingCommit(t *testing.T, i *instance) <-chan error {
	t.Helper()
	engine := i.engine()
	execAll(t, engine, "SET GLOBAL super_read_only=OFF", "SET GLOBAL read_only=OFF",
		"CREATE DATABASE app", "CREATE TABLE app.t (id INT PRIMARY KEY)",
		"SET GLOBAL rpl_semi_sync_source_enabled=ON")
	app := i.connect("app", "app")
	must(t, app.Ping())
	told := make(chan error, 1)
	go func() {
		_, err := app.Exec("INSERT INTO app.t VALUES (1)")
		told <- err
	}()
	until(t, "a commit waits for its acknowledgement", func() bool {
		return value(t, engine, "SELECT COUNT(*) FROM performance_schema.threads WHERE PROCESSLIST_STATE LIKE 'Waiting for semi-sync ACK%'") == "1"
	})
	return told
}

func wantRefused(t *testing.T, told <-chan error) {
	t.Helper()
	select {
	case err := <-told:
		if err == nil {
			t.Error("the client was told OK for a commit that no replica has")
		}
	case <-time.After(10 * time.Second):
		t.Error("the client was told nothing within 10 s")
	}
}

func TestTermWhileACommitWaitsNeverAcknowledgesIt(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	told := waitingCommit(t, i)
	pid := *i.state().MysqldPID
	must(t, i.command.Process.Signal(syscall.SIGTERM))
	wantRefused(t, told)
	must(t, <-i.exited)
	if syscall.Kill(pid, 0) == nil {
		t.Error("mysqld outlived its supervisor")
	}
	// Killed, not shut down: the next start has to recover.
	i.startRunning()
	if got := value(t, i.engine(), "SELECT COUNT(*) FROM app.t"); got != "1" {
		t.Errorf("%s rows after the restart; recovery commits what waited, which is why no OK may be told", got)
	}
}

func TestStopWhileACommitWaitsKills(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	told := waitingCommit(t, i)
	var state State
	if status := i.call(http.MethodPost, "/v1/stop", `{"reason":"test"}`, &state); status != http.StatusOK {
		t.Fatalf("stop answers %d", status)
	}
	wantRefused(t, told)
	if state.Phase != phaseStopped || state.LastExit == nil || state.LastExit.Signal != "killed" {
		t.Errorf("unexpected state %+v", state)
	}
}

func TestTermWithIdleClientsShutsDownCleanlyAndSoon(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	for range 3 {
		must(t, i.connect("app", "app").Ping())
	}
	must(t, i.engine().Ping())
	var state State
	began := time.Now()
	if status := i.call(http.MethodPost, "/v1/stop", `{"reason":"test"}`, &state); status != http.StatusOK {
		t.Fatalf("stop answers %d", status)
	}
	if state.LastExit == nil || state.LastExit.Code != 0 || state.LastExit.Signal != "" {
		t.Errorf("last exit %+v, want a clean one", state.LastExit)
	}
	t.Logf("stopped within %s", time.Since(began))
	i.call(http.MethodPost, "/v1/start", "", nil)
	i.untilPhase(phaseRunning)
	must(t, i.command.Process.Signal(syscall.SIGTERM))
	must(t, <-i.exited)
}

func TestASecondTermHurries(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	must(t, syscall.Kill(*i.state().MysqldPID, syscall.SIGSTOP))
	must(t, i.command.Process.Signal(syscall.SIGTERM))
	i.untilPhase(phaseStopping)
	began := time.Now()
	must(t, i.command.Process.Signal(syscall.SIGTERM))
	must(t, <-i.exited)
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("took %s", took)
	}
}

func TestAFrozenMysqldIsKilledWhenItCantBeAsked(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	must(t, syscall.Kill(*i.state().MysqldPID, syscall.SIGSTOP))
	began := time.Now()
	must(t, i.command.Process.Signal(syscall.SIGTERM))
	must(t, <-i.exited)
	if took := time.Since(began); took > 8*time.Second {
		t.Errorf("took %s", took)
	}
}

func TestAStoppedInstanceRests(t *testing.T) {
	i := newInstance(t)
	i.mysqldPath = "/nowhere/mysqld"
	i.start()
	i.untilPhase(phaseUnstartable)
	i.call(http.MethodPost, "/v1/stop", `{"reason":"test"}`, nil)
	i.untilPhase(phaseStopped)
	before := i.cpuTicks()
	time.Sleep(time.Second)
	if used := i.cpuTicks() - before; used > 10 { // of 100 a second
		t.Errorf("used %d ticks of processor time within a second", used)
	}
	i.call(http.MethodPost, "/v1/start", "", nil)
	i.untilPhase(phaseUnstartable)
}

func TestWipeLeavesAnEmptyInstance(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	execAll(t, i.engine(), "SET GLOBAL super_read_only=OFF", "SET GLOBAL read_only=OFF", "CREATE DATABASE app")
	before := value(t, i.engine(), "SELECT @@server_uuid")
	var refused failure
	if status := i.call(http.MethodPost, "/v1/wipe", `{"confirm":"orders-1"}`, &refused); status != http.StatusBadRequest || refused.Error == "" {
		t.Errorf("a wipe meant for another instance answers %d %q", status, refused.Error)
	}
	if status := i.call(http.MethodPost, "/v1/wipe", `{"confirm":"orders-0","reason":"test"}`, nil); status != http.StatusOK {
		t.Fatalf("wipe answers %d", status)
	}
	i.untilPhase(phaseRunning)
	engine := i.engine()
	if value(t, engine, "SELECT @@global.gtid_executed") != "" || value(t, engine, "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name='app'") != "0" {
		t.Error("the wiped instance holds data")
	}
	if value(t, engine, "SELECT @@server_uuid") == before {
		t.Error("the wiped instance kept its server_uuid")
	}
	for _, leftover := range []string{"volume/data.init", "volume/data.discarded"} {
		if _, err := os.Stat(i.path(leftover)); !os.IsNotExist(err) {
			t.Errorf("%s is left", leftover)
		}
	}
}
