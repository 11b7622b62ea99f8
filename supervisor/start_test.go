package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

func TestAFreshInstanceIsReadOnlyAndWasNeverWrittenTo(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	state := i.state()
	if !state.DataDirCreated || state.InitialisedAt == nil || state.Starts != 1 || state.Instance != "orders-0" || state.Message != "" {
		t.Errorf("unexpected state %+v", state)
	}
	engine := i.engine()
	for query, want := range map[string]string{
		"SELECT @@global.gtid_executed":                           "",
		"SELECT @@global.super_read_only":                         "1",
		"SELECT @@server_id":                                      "701",
		"SELECT @@report_host":                                    "orders-0.orders",
		"SELECT account_locked FROM mysql.user WHERE user='root'": "Y",
		"SELECT COUNT(*) FROM mysql.user WHERE user='root' AND authentication_string=''":        "0",
		"SELECT COUNT(*) FROM mysql.user WHERE user='mysqlha_supervisor' AND host<>'localhost'": "0",
	} {
		if got := value(t, engine, query); got != want {
			t.Errorf("%s = %q, want %q", query, got, want)
		}
	}
	if _, err := os.Stat(i.path("run/init.sql")); !os.IsNotExist(err) {
		t.Errorf("the file with the passwords is still there: %v", err)
	}
	if strings.Contains(i.output.String(), "engine'") || strings.Contains(i.output.String(), testToken) {
		t.Error("the log holds a secret")
	}
	response, err := http.Get("http://" + i.api + "/readyz")
	must(t, err)
	if response.StatusCode != http.StatusOK {
		t.Errorf("/readyz answers %s", response.Status)
	}
}

func TestAnInterruptedInitialiseStartsAfresh(t *testing.T) {
	i := newInstance(t)
	must(t, os.MkdirAll(i.path("volume/data.init/mysql"), 0o755))
	i.write("volume/data.init/ibdata1", "half a page")
	i.start()
	state := i.untilState("mysqld initialises", func(s State) bool { return s.Phase == phaseInitialising && s.MysqldPID != nil })
	must(t, i.command.Process.Kill())
	<-i.exited
	until(t, "the initialising mysqld died with its supervisor", func() bool { return syscall.Kill(*state.MysqldPID, 0) != nil })
	if _, err := os.Stat(i.path("volume/data")); !os.IsNotExist(err) {
		t.Fatalf("there is a data directory although initialising didn't end: %v", err)
	}
	i.startRunning()
	if got := value(t, i.engine(), "SELECT @@global.gtid_executed"); got != "" {
		t.Errorf("gtid_executed = %q, want an empty one", got)
	}
}

func TestAKilledMysqldComesBack(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	first := i.state()
	must(t, syscall.Kill(*first.MysqldPID, syscall.SIGKILL))
	second := i.untilState("a second start", func(s State) bool { return s.Phase == phaseRunning && s.Starts == 2 })
	if second.LastExit == nil || second.LastExit.Signal != "killed" || second.DataDirCreated != true {
		t.Errorf("unexpected state %+v", second)
	}
	if got := value(t, i.engine(), "SELECT @@global.super_read_only"); got != "1" {
		t.Errorf("super_read_only = %s after a crash, want 1", got)
	}
}

// In a container that was started anew the number in the lock of the mysqld
// before may be a thread of the supervisor's, which mysqld takes for a process.
func TestASocketsLockThatNamesAnotherProcessStopsNobody(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	first := i.state()
	threads, err := os.ReadDir(fmt.Sprintf("/proc/%d/task", i.command.Process.Pid))
	must(t, err)
	i.write("run/mysqld.sock.lock", threads[len(threads)-1].Name()+"\n")
	must(t, syscall.Kill(*first.MysqldPID, syscall.SIGKILL))
	i.untilState("a second start", func(s State) bool { return s.Phase == phaseRunning && s.Starts == 2 })
}

func TestRestartStatementComesBackAtOnce(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	_, _ = i.engine().Exec("RESTART")
	state := i.untilState("a second start", func(s State) bool { return s.Phase == phaseRunning && s.Starts == 2 })
	if state.LastExit == nil || state.LastExit.Code != restartExitCode {
		t.Errorf("last exit %+v, want code %d", state.LastExit, restartExitCode)
	}
}

func TestOneThatCantStartIsExplainedAndTriedAgain(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	good, err := os.ReadFile(i.path("config/my.cnf"))
	must(t, err)
	i.write("config/my.cnf", string(good)+"no_such_option=1\n")
	i.call(http.MethodPost, "/v1/restart", `{"reason":"new my.cnf"}`, nil)
	state := i.untilState("an explained crash", func(s State) bool {
		return s.Phase == phaseCrashed && strings.Contains(strings.Join(s.Errors, "\n"), "no_such_option")
	})
	if state.LastExit == nil || state.LastExit.Code != 1 {
		t.Errorf("last exit %+v, want code 1", state.LastExit)
	}
	i.write("config/my.cnf", string(good))
	i.untilPhase(phaseRunning)
}

func TestItSaysWithWhichConfigurationMysqldWasStarted(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	path := i.path("config/my.cnf")
	before, err := os.ReadFile(path)
	must(t, err)
	after := string(before) + "# another one\n"
	i.write("config/my.cnf", after)
	if got, want := i.state().Configuration, sha256Of(string(before)); got != want {
		t.Errorf("configuration %s, want that of the file that mysqld read: %s", got, want)
	}
	i.call(http.MethodPost, "/v1/restart", `{"reason":"new my.cnf"}`, nil)
	state := i.untilState("a second start", func(s State) bool { return s.Phase == phaseRunning && s.Starts == 2 })
	if want := sha256Of(after); state.Configuration != want {
		t.Errorf("configuration %s after the restart, want %s", state.Configuration, want)
	}
}

func TestItSaysWhichBootstrapTheNextStartWouldRun(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	after := "CREATE USER IF NOT EXISTS 'later'@'%';\n"
	i.write("secret/bootstrap.sql", after)
	if got, want := i.state().Bootstrap, sha256Of(after); got != want {
		t.Errorf("bootstrap %s, want that of the file as it is now: %s", got, want)
	}
}

func sha256Of(text string) string {
	hash := sha256.Sum256([]byte(text))
	return hex.EncodeToString(hash[:])
}

func TestAnImageWithoutMysqldIsUnstartable(t *testing.T) {
	i := newInstance(t)
	i.mysqldPath = ""
	usual := usualMysqldPlaces
	for _, path := range usual {
		if _, err := os.Stat(path); err == nil {
			t.Fatalf("this machine has %s; the test needs one without", path)
		}
	}
	i.start()
	state := i.untilPhase(phaseUnstartable)
	if state.Message != errNoMysqld.Error() {
		t.Errorf("message %q, want %q", state.Message, errNoMysqld)
	}
	response, err := http.Get("http://" + i.api + "/healthz")
	must(t, err)
	if response.StatusCode != http.StatusOK {
		t.Errorf("/healthz answers %s", response.Status)
	}
}

func TestAFailingBootstrapStatementIsReported(t *testing.T) {
	i := newInstance(t)
	i.write("secret/bootstrap.sql", testBootstrap+"GRANT NONSENSE ON *.* TO 'app'@'%';\n")
	i.startRunning()
	if message := i.state().Message; !strings.Contains(message, "bootstrap.sql") {
		t.Errorf("message %q, want one that names bootstrap.sql", message)
	}
}

func TestAnInstanceRunsWithAnotherOrdinal(t *testing.T) {
	for pod, want := range map[string]int{"orders-0": 0, "my-orders-12": 12} {
		if got, err := (Identity{Pod: pod}).ordinal(); err != nil || got != want {
			t.Errorf("%s: ordinal %s, %v", pod, strconv.Itoa(got), err)
		}
	}
	if _, err := (Identity{Pod: "orders"}).ordinal(); err == nil {
		t.Error("a pod without an ordinal was taken")
	}
}
