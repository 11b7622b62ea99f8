package main

import (
	"context"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/scheme"
	typedcorev1 "k8s.io/client-go/kubernetes/typed/core/v1"
	corelisters "k8s.io/client-go/listers/core/v1"
	storagelisters "k8s.io/client-go/listers/storage/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/record"
	"k8s.io/klog/v2"
)

const (
	// provisioner is what the dynamic class names. On static volumes too it keeps Kubernetes from looking for a plugin
	// that could delete them, and from calling them Failed because there is none.
	provisioner = "mysqlha.dev/local-volumes"
	// staticClass is the class of the pool's volumes.
	staticClass = "local"

	provisionedBy = "pv.kubernetes.io/provisioned-by"
	selectedNode  = "volume.kubernetes.io/selected-node"
)

// What went wrong is tried again after this long, if nothing happens before.
const retryAfter = 5 * time.Second

// keeper makes the node's volumes what the API server says they should be.
type keeper struct {
	node    string
	client  kubernetes.Interface
	disk    *disk
	pool    []poolVolume
	events  record.EventRecorder
	volumes corelisters.PersistentVolumeLister
	claims  corelisters.PersistentVolumeClaimLister
	classes storagelisters.StorageClassLister
	wake    chan struct{}
	factory informers.SharedInformerFactory
}

func newKeeper(node string, client kubernetes.Interface, disk *disk, pool []poolVolume) *keeper {
	factory := informers.NewSharedInformerFactory(client, 0)
	k := &keeper{
		node:    node,
		client:  client,
		disk:    disk,
		pool:    pool,
		volumes: factory.Core().V1().PersistentVolumes().Lister(),
		claims:  factory.Core().V1().PersistentVolumeClaims().Lister(),
		classes: factory.Storage().V1().StorageClasses().Lister(),
		wake:    make(chan struct{}, 1),
		factory: factory,
	}
	changed := cache.ResourceEventHandlerFuncs{
		AddFunc:    func(any) { k.look() },
		UpdateFunc: func(any, any) { k.look() },
		DeleteFunc: func(any) { k.look() },
	}
	for _, informer := range []cache.SharedIndexInformer{
		factory.Core().V1().PersistentVolumes().Informer(),
		factory.Core().V1().PersistentVolumeClaims().Informer(),
		factory.Storage().V1().StorageClasses().Informer(),
	} {
		// It fails only for an informer that has stopped, and none has started.
		_, _ = informer.AddEventHandler(changed)
	}
	return k
}

func (k *keeper) look() {
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

func (k *keeper) run(ctx context.Context) error {
	broadcaster := record.NewBroadcaster()
	defer broadcaster.Shutdown()
	broadcaster.StartRecordingToSink(&typedcorev1.EventSinkImpl{Interface: k.client.CoreV1().Events("")})
	k.events = broadcaster.NewRecorder(scheme.Scheme, corev1.EventSource{Component: "local-volumes", Host: k.node})
	k.factory.Start(ctx.Done())
	for kind, synced := range k.factory.WaitForCacheSync(ctx.Done()) {
		if !synced {
			return fmt.Errorf("no list of %v", kind)
		}
	}
	retry := time.NewTimer(0)
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-k.wake:
		case <-retry.C:
		}
		// A cluster here has tens of volumes: to look at all of them costs nothing, and forgets none.
		if k.pass(ctx) {
			retry.Reset(retryAfter)
		}
	}
}

// pass looks at everything once and says whether something is left to be tried again.
func (k *keeper) pass(ctx context.Context) (failed bool) {
	check := func(object runtime.Object, reason string, err error) {
		if err == nil {
			return
		}
		failed = true
		klog.ErrorS(err, reason)
		if object != nil {
			k.events.Event(object, corev1.EventTypeWarning, reason, err.Error())
		}
	}
	volumes, err := k.volumes.List(labels.Everything())
	check(nil, "ListFailed", err)
	claims, err := k.claims.List(labels.Everything())
	check(nil, "ListFailed", err)
	check(nil, "PoolFailed", k.fillPool(ctx, volumes))
	for _, volume := range volumes {
		if volume.Annotations[provisionedBy] != provisioner || !k.isHere(volume) {
			continue
		}
		if volume.Status.Phase == corev1.VolumeReleased && volume.Spec.PersistentVolumeReclaimPolicy == corev1.PersistentVolumeReclaimDelete {
			if volume.Spec.StorageClassName == staticClass {
				check(volume, "RecycleFailed", k.recycle(ctx, volume))
			} else {
				check(volume, "VolumeFailedDelete", k.delete(ctx, volume))
			}
		}
	}
	for _, claim := range claims {
		if claim.Spec.VolumeName == "" {
			check(claim, "ProvisioningFailed", k.provision(ctx, claim))
		} else {
			check(claim, "VolumeResizeFailed", k.grow(ctx, claim))
		}
	}
	return failed
}

// isHere says whether the volume lies on this node's disk.
func (k *keeper) isHere(volume *corev1.PersistentVolume) bool {
	affinity := volume.Spec.NodeAffinity
	if affinity == nil || affinity.Required == nil {
		return false
	}
	for _, term := range affinity.Required.NodeSelectorTerms {
		for _, want := range term.MatchExpressions {
			if want.Key == corev1.LabelHostname && len(want.Values) == 1 && want.Values[0] == k.node {
				return true
			}
		}
	}
	return false
}
