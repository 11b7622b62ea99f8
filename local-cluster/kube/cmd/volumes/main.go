// Command volumes looks after one node's volumes: a pool of static ones, each a folder, and dynamic ones, each a file
// with its own file system, so that a full volume is really full and a grown one has really grown.
//
// It lives on the node whose disk it uses. What a node that is cut off would do to its volumes waits until it is back.
package main

import (
	"context"
	"flag"
	"os"
	"os/signal"
	"syscall"

	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2"
)

func main() {
	node := flag.String("node", "", "name of the node that this program runs on")
	kubeconfig := flag.String("kubeconfig", "", "how to reach the API server")
	directory := flag.String("directory", "", "where the volumes are kept")
	mounted := flag.String("mounted", "", "file to create once the dynamic volumes that exist are mounted")
	pool := flag.String("pool", "", "static volumes, as 12x10Gi,3x20Gi")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if err := run(ctx, *node, *kubeconfig, *directory, *mounted, *pool); err != nil {
		klog.ErrorS(err, "cannot look after the volumes")
		os.Exit(1)
	}
}

func run(ctx context.Context, node, kubeconfig, directory, mounted, poolText string) error {
	sizes, err := parsePool(poolText)
	if err != nil {
		return err
	}
	disk, err := openDisk(directory)
	if err != nil {
		return err
	}
	// The kubelet waits for this: a pod must not find the empty folder below the mount.
	if err := disk.mountAll(); err != nil {
		return err
	}
	if err := os.WriteFile(mounted, nil, 0o644); err != nil {
		return err
	}
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	return newKeeper(node, client, disk, sizes).run(ctx)
}
