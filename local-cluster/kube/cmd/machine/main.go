// Command machine runs one machine of the local cluster: a process tree with its own PID, mount, network and host name
// namespaces. All of it hangs on the tree's first process, so that nothing can be left behind when that one ends,
// however it ends: the kernel kills the processes, and with them go the mounts, the links and the loop devices.
//
//	machine start SPEC   starts it in the background and prints the first process's id
//	machine init SPEC    is that first process
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("usage: machine start|init SPEC"))
	}
	spec, err := readSpec(os.Args[2])
	if err != nil {
		fail(err)
	}
	switch os.Args[1] {
	case "start":
		pid, err := start(os.Args[2], spec)
		if err != nil {
			fail(err)
		}
		fmt.Println(pid)
	case "init":
		if err := runInit(spec); err != nil {
			fail(err)
		}
	default:
		fail(fmt.Errorf("unknown verb %q", os.Args[1]))
	}
}

func fail(err error) {
	fmt.Fprintf(os.Stderr, "machine: %v\n", err)
	os.Exit(1)
}
