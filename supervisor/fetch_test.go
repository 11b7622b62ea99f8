package main

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// body is an order as JSON.
func body(t *testing.T, o Order) string {
	t.Helper()
	raw, err := json.Marshal(o)
	must(t, err)
	return string(raw)
}

// A primary that can't start any more gives its last commits to the winner.
func TestWhatADeadMysqldHeldIsFetchedAndApplied(t *testing.T) {
	dead, winner := newInstance(t), newInstance(t)
	winner.config["serverIdBase"] = 800
	dead.startRunning()
	winner.startRunning()
	execAll(t, dead.engine(), "SET GLOBAL super_read_only=OFF", "SET GLOBAL read_only=OFF", "CREATE DATABASE app",
		"CREATE TABLE app.t (v INT PRIMARY KEY)", "INSERT INTO app.t VALUES (1)", "FLUSH BINARY LOGS", "INSERT INTO app.t VALUES (2)", "INSERT INTO app.t VALUES (3)")
	all := value(t, dead.engine(), "SELECT @@global.gtid_executed")
	uuid, _, _ := strings.Cut(all, ":")
	if status := dead.call(http.MethodPost, "/v1/stop", body(t, Order{Hard: true, Reason: "it is dead"}), nil); status != http.StatusOK {
		t.Fatalf("stop: %d", status)
	}

	var fetched struct{ Channel, Log, Gtids, Error string }
	fetch := func(holds string) int {
		t.Helper()
		return winner.call(http.MethodPost, "/v1/fetch", body(t, Order{From: testPod, Host: dead.api, Holds: holds, Seconds: 30}), &fetched)
	}
	if status := fetch(uuid + ":1-4"); status != http.StatusOK || fetched.Gtids != uuid+":5" {
		t.Fatalf("who holds four gets the fifth: %d %+v", status, fetched)
	}
	if status := fetch(all); status != http.StatusOK || fetched.Gtids != "" {
		t.Fatalf("who holds all gets nothing: %d %+v", status, fetched)
	}
	if status := fetch(""); status != http.StatusOK || fetched.Gtids != all {
		t.Fatalf("who holds nothing gets all: %d %+v", status, fetched)
	}
	engine := winner.engine()
	execAll(t, engine,
		"CHANGE REPLICATION SOURCE TO SOURCE_HOST='dead.invalid', SOURCE_AUTO_POSITION=0, RELAY_LOG_FILE='"+fetched.Log+"', RELAY_LOG_POS=4 FOR CHANNEL '"+fetched.Channel+"'",
		"START REPLICA SQL_THREAD FOR CHANNEL '"+fetched.Channel+"'")
	if late := value(t, engine, "SELECT WAIT_FOR_EXECUTED_GTID_SET('"+all+"', 30)"); late != "0" {
		t.Fatalf("not applied: %s", value(t, engine, "SELECT CONCAT(LAST_ERROR_NUMBER, ' ', LAST_ERROR_MESSAGE) FROM performance_schema.replication_applier_status_by_worker LIMIT 1"))
	}
	execAll(t, engine, "STOP REPLICA FOR CHANNEL '"+fetched.Channel+"'", "RESET REPLICA ALL FOR CHANNEL '"+fetched.Channel+"'")
	if sum := value(t, engine, "SELECT SUM(v) FROM app.t"); sum != "6" {
		t.Errorf("the rows sum up to %s, not to 6", sum)
	}
	if left, _ := filepath.Glob(filepath.Join(winner.path("volume/data"), fetchedLogs+"*")); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
}

func TestWhatExistsHereAloneIsKeptBesideTheData(t *testing.T) {
	i := newInstance(t)
	i.startRunning()
	execAll(t, i.engine(), "SET GLOBAL super_read_only=OFF", "SET GLOBAL read_only=OFF", "CREATE DATABASE app",
		"CREATE TABLE app.t (v INT PRIMARY KEY)", "FLUSH BINARY LOGS", "INSERT INTO app.t VALUES (7)")
	uuid := value(t, i.engine(), "SELECT @@global.server_uuid")
	var kept Kept
	if status := i.call(http.MethodPost, "/v1/keep", body(t, Order{Gtids: uuid + ":3", Reason: "errant"}), &kept); status != http.StatusOK {
		t.Fatalf("keep: %d", status)
	}
	if kept.Gtids != uuid+":3" || kept.Path == "" {
		t.Fatalf("kept %+v", kept)
	}
	if stat, err := os.Stat(kept.Path); err != nil || stat.Size() != kept.Bytes {
		t.Errorf("%s: %v, %v", kept.Path, stat, err)
	}
	if got := gtidsIn(t, kept.Path); got != kept.Gtids {
		t.Errorf("it holds %q", got)
	}
	if listed := i.state().Kept; len(listed) != 1 || listed[0] != kept {
		t.Errorf("the state lists %+v", listed)
	}
}
