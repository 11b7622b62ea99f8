package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// unknownUser is a user without an entry in /etc/passwd, as a namespace's
// security constraints may choose one.
const unknownUser = 54321

const (
	testToken = "a-token-for-tests"
	testPod   = "orders-0"
)

const testBootstrap = `CREATE USER IF NOT EXISTS 'mysqlha_engine'@'%' IDENTIFIED BY 'engine';
ALTER USER 'mysqlha_engine'@'%' IDENTIFIED BY 'engine';
GRANT ALL ON *.* TO 'mysqlha_engine'@'%' WITH GRANT OPTION;
CREATE USER IF NOT EXISTS 'app'@'%' IDENTIFIED BY 'app';
GRANT ALL ON app.* TO 'app'@'%';
`

const testMyCnf = `[mysqld]
gtid_mode=ON
log_bin=binlog
relay_log=relay-bin
enforce_gtid_consistency=ON
read_only=ON
super_read_only=ON
skip_replica_start=ON
persisted_globals_load=OFF
plugin_load_add=semisync_source.so;semisync_replica.so;mysql_clone.so
loose_rpl_semi_sync_source_timeout=4294967295
loose_rpl_semi_sync_source_wait_no_replica=ON
innodb_buffer_pool_size=32M
innodb_redo_log_capacity=16M
table_open_cache=200
performance_schema_max_table_instances=500
secure_file_priv=
mysqlx=OFF
bind_address=127.0.0.1
`

// instance is a supervisor with a real mysqld, as a container would run them.
type instance struct {
	t          *testing.T
	folder     string
	mysqlPort  int
	api        string
	config     map[string]any
	env        []string
	command    *exec.Cmd
	output     *lockedBuffer
	exited     chan error
	mysqldPath string
}

// buildFolder is there while the tests run.
var buildFolder string

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "supervisor-build-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	buildFolder = folder
	code := m.Run()
	os.RemoveAll(folder)
	os.Exit(code)
}

var buildOnce = sync.OnceValues(func() (string, error) {
	path := filepath.Join(buildFolder, "supervisor")
	build := exec.Command("go", "build", "-o", path, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := build.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return path, os.Chmod(buildFolder, 0o755)
})

// realMysqld is a script that runs the image's mysqld through the image's own loader.
func realMysqld(t *testing.T, folder string) string {
	t.Helper()
	root := os.Getenv("MYSQL_ROOTFS")
	loaders, _ := filepath.Glob(filepath.Join(root, "usr/lib*/ld-linux*.so.*"))
	if root == "" || len(loaders) == 0 {
		t.Fatalf("MYSQL_ROOTFS=%q holds no MySQL image: set it to an unpacked one; `npm run local:images` makes .local/built/mysql-rootfs-*/rootfs", root)
	}
	libraries, _ := filepath.Glob(filepath.Join(root, "usr/lib/*-linux-gnu"))
	libraries = append(libraries, filepath.Join(root, "usr/lib/mysql/private"))
	script := fmt.Sprintf("#!/bin/sh\nexec %s --library-path %s %[3]s/usr/sbin/mysqld \"$@\" --basedir=%[3]s/usr --lc-messages-dir=%[3]s/usr/share/mysql --character-sets-dir=%[3]s/usr/share/mysql/charsets --plugin-dir=%[3]s/usr/lib/mysql/plugin\n",
		loaders[0], strings.Join(libraries, ":"), root)
	path := filepath.Join(folder, "mysqld")
	must(t, os.WriteFile(path, []byte(script), 0o755))
	return path
}

// parentFolder is in memory where there is room: these tests make twenty data
// directories and look at no disk.
func parentFolder() string {
	const memory, needed = "/dev/shm", 2 << 30
	if disk := diskOf(dataDir(memory + "/any")); disk != nil && disk.FreeBytes > needed {
		return memory
	}
	return ""
}

// newInstance prepares everything that the container would mount, and starts nothing.
func newInstance(t *testing.T) *instance {
	t.Helper()
	folder, err := os.MkdirTemp(parentFolder(), "supervisor-test-")
	must(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	i := &instance{t: t, folder: folder, mysqlPort: freePort(t), api: "127.0.0.1:" + strconv.Itoa(freePort(t)), output: &lockedBuffer{}}
	for _, name := range []string{"config", "secret", "run", "volume"} {
		must(t, os.Mkdir(filepath.Join(folder, name), 0o755))
	}
	// Not in folder: a mount in memory may be noexec.
	scripts, err := os.MkdirTemp("", "supervisor-mysqld-")
	must(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(scripts) })
	must(t, os.Chmod(scripts, 0o755))
	i.mysqldPath = realMysqld(t, scripts)
	i.config = map[string]any{"serverIdBase": 700, "dataDir": i.path("volume/data"), "selfFenceSeconds": 1.5, "reportHost": "orders-0.orders", "future": true}
	i.write("config/my.cnf", testMyCnf+"port="+strconv.Itoa(i.mysqlPort)+"\n")
	i.write("secret/bootstrap.sql", testBootstrap)
	i.write("secret/supervisor-token", testToken+"\n")
	return i
}

func (i *instance) path(name string) string { return filepath.Join(i.folder, name) }

func (i *instance) write(name, content string) {
	i.t.Helper()
	must(i.t, os.WriteFile(i.path(name), []byte(content), 0o644))
}

// start runs the supervisor as a user that nobody knows, when the test may.
func (i *instance) start() {
	i.t.Helper()
	config, _ := json.Marshal(i.config)
	i.write("config/supervisor.json", string(config))
	binary, err := buildOnce()
	must(i.t, err)
	i.command = exec.Command(binary, "run", "--config-dir="+i.path("config"), "--secret-dir="+i.path("secret"),
		"--run-dir="+i.path("run"), "--listen="+i.api, "--mysqld="+i.mysqldPath)
	i.command.Dir = "/"
	i.command.Env = append([]string{"POD_NAME=" + testPod, "PATH=/nowhere"}, i.env...)
	i.command.Stdout, i.command.Stderr = i.output, i.output
	if os.Getuid() == 0 {
		must(i.t, exec.Command("chown", "-R", fmt.Sprintf("%d:%[1]d", unknownUser), i.folder).Run())
		i.command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: unknownUser, Gid: unknownUser}}
	}
	must(i.t, i.command.Start())
	i.exited = make(chan error, 1)
	go func(command *exec.Cmd, exited chan error) { exited <- command.Wait() }(i.command, i.exited)
	i.t.Cleanup(func() {
		_ = i.command.Process.Kill() // mysqld dies with it
		if i.t.Failed() {
			i.t.Logf("log of the supervisor and mysqld:\n%s", i.output)
		}
	})
}

// cpuTicks is the processor time that the supervisor used, in ticks of 10 ms.
func (i *instance) cpuTicks() int {
	i.t.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", i.command.Process.Pid))
	must(i.t, err)
	fields := strings.Fields(string(stat))
	user, _ := strconv.Atoi(fields[13])
	system, _ := strconv.Atoi(fields[14])
	return user + system
}

func (i *instance) startRunning() {
	i.t.Helper()
	i.start()
	i.untilPhase(phaseRunning)
}

// call sends a signed request and decodes the answer into result.
func (i *instance) call(method, path, body string, result any) int {
	i.t.Helper()
	at, nonce := strconv.FormatInt(time.Now().UnixMilli(), 10), randomID()
	request, err := http.NewRequest(method, "http://"+i.api+path, strings.NewReader(body))
	must(i.t, err)
	request.Header.Set("Authorization", authScheme+at+":"+nonce+":"+sign([]byte(testToken), testPod, method, path, at, nonce, []byte(body)))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0
	}
	defer response.Body.Close()
	raw, _ := io.ReadAll(response.Body)
	if result != nil {
		must(i.t, json.Unmarshal(raw, result))
	}
	return response.StatusCode
}

func (i *instance) state() State {
	i.t.Helper()
	var state State
	i.call(http.MethodGet, "/v1/state", "", &state)
	return state
}

func (i *instance) untilState(what string, holds func(State) bool) State {
	i.t.Helper()
	var last State
	until(i.t, what, func() bool {
		if i.call(http.MethodGet, "/v1/state", "", &last) != http.StatusOK {
			return false
		}
		return holds(last)
	})
	return last
}

func (i *instance) untilPhase(phase Phase) State {
	i.t.Helper()
	return i.untilState("phase "+string(phase), func(s State) bool { return s.Phase == phase })
}

// connect opens one connection of a user whose password is as in testBootstrap.
func (i *instance) connect(user, password string) *sql.DB {
	i.t.Helper()
	db, err := sql.Open("mysql", fmt.Sprintf("%s:%s@tcp(127.0.0.1:%d)/?tls=skip-verify&timeout=5s", user, password, i.mysqlPort))
	must(i.t, err)
	db.SetMaxOpenConns(1)
	i.t.Cleanup(func() { _ = db.Close() })
	return db
}

func (i *instance) engine() *sql.DB { return i.connect("mysqlha_engine", "engine") }

func execAll(t *testing.T, db *sql.DB, statements ...string) {
	t.Helper()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

func value(t *testing.T, db *sql.DB, query string) string {
	t.Helper()
	var v sql.NullString
	if err := db.QueryRow(query).Scan(&v); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return v.String
}

func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("not within a minute: %s", what)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func freePort(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

type lockedBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}
