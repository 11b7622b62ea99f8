package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/tools/record"
)

// keeperOf makes the keeper of node-1 whose API server knows these objects and whose disk has no loop devices.
func keeperOf(t *testing.T, pool string, objects ...runtime.Object) *keeper {
	t.Helper()
	sizes, err := parsePool(pool)
	if err != nil {
		t.Fatal(err)
	}
	disk, err := openDisk(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	disk.limits = false
	k := newKeeper("node-1", fake.NewClientset(objects...), disk, sizes)
	k.events = record.NewFakeRecorder(100)
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	k.factory.Start(ctx.Done())
	k.factory.WaitForCacheSync(ctx.Done())
	return k
}

func volumeNamed(k *keeper, name, class string, policy corev1.PersistentVolumeReclaimPolicy, phase corev1.PersistentVolumePhase) *corev1.PersistentVolume {
	volume := k.volume(name, "/volumes/"+name, resource.MustParse("1Gi"), class, policy)
	volume.Status.Phase = phase
	if phase == corev1.VolumeReleased {
		volume.Spec.ClaimRef = &corev1.ObjectReference{Namespace: "shop", Name: "gone"}
	}
	return volume
}

func (k *keeper) read(t *testing.T, name string) *corev1.PersistentVolume {
	t.Helper()
	volume, err := k.client.CoreV1().PersistentVolumes().Get(context.Background(), name, metav1.GetOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return volume
}

func (k *keeper) passes(t *testing.T) {
	t.Helper()
	if k.pass(context.Background()) {
		t.Fatal("the pass failed")
	}
}

func claimOn(node, size string) *corev1.PersistentVolumeClaim {
	class := "local-dynamic"
	return &corev1.PersistentVolumeClaim{
		ObjectMeta: metav1.ObjectMeta{Name: "data", Namespace: "shop", UID: "1234", Annotations: map[string]string{selectedNode: node}},
		Spec: corev1.PersistentVolumeClaimSpec{
			StorageClassName: &class,
			Resources:        corev1.VolumeResourceRequirements{Requests: corev1.ResourceList{corev1.ResourceStorage: resource.MustParse(size)}},
		},
	}
}

var dynamicStorage = &storagev1.StorageClass{ObjectMeta: metav1.ObjectMeta{Name: "local-dynamic"}, Provisioner: provisioner}

func TestOffersThePoolOnce(t *testing.T) {
	k := keeperOf(t, "2x10Gi,1x20Gi")
	k.passes(t)
	k.passes(t)
	volumes, _ := k.client.CoreV1().PersistentVolumes().List(context.Background(), metav1.ListOptions{})
	if len(volumes.Items) != 3 {
		t.Fatalf("offered %d volumes", len(volumes.Items))
	}
	size := k.read(t, "local-node-1-03").Spec.Capacity[corev1.ResourceStorage]
	if size.String() != "20Gi" {
		t.Fatalf("the third is of %s", size.String())
	}
}

func TestEmptiesAReleasedVolumeAndOffersItAgain(t *testing.T) {
	blank := keeperOf(t, "")
	k := keeperOf(t, "", volumeNamed(blank, "local-node-1-01", staticClass, corev1.PersistentVolumeReclaimDelete, corev1.VolumeReleased))
	path, err := k.disk.renewFolder("local-node-1-01")
	if err != nil {
		t.Fatal(err)
	}
	old := filepath.Join(path, "ibdata1")
	if err := os.WriteFile(old, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	k.passes(t)
	if _, err := os.Stat(old); !os.IsNotExist(err) {
		t.Fatal("the former owner's file is still there")
	}
	if claim := k.read(t, "local-node-1-01").Spec.ClaimRef; claim != nil {
		t.Fatalf("still claimed by %s", claim.Name)
	}
}

func TestLeavesAloneWhatIsRetainedAndWhatIsElsewhere(t *testing.T) {
	blank := keeperOf(t, "")
	retained := volumeNamed(blank, "local-node-1-01", staticClass, corev1.PersistentVolumeReclaimRetain, corev1.VolumeReleased)
	elsewhere := volumeNamed(blank, "local-node-2-01", staticClass, corev1.PersistentVolumeReclaimDelete, corev1.VolumeReleased)
	elsewhere.Spec.NodeAffinity.Required.NodeSelectorTerms[0].MatchExpressions[0].Values = []string{"node-2"}
	foreign := volumeNamed(blank, "somebody-elses", "fast", corev1.PersistentVolumeReclaimDelete, corev1.VolumeReleased)
	foreign.Annotations = nil
	k := keeperOf(t, "", retained, elsewhere, foreign)
	k.passes(t)
	for _, name := range []string{retained.Name, elsewhere.Name, foreign.Name} {
		if k.read(t, name).Spec.ClaimRef == nil {
			t.Errorf("%s was touched", name)
		}
	}
}

func TestDeletesAReleasedDynamicVolume(t *testing.T) {
	blank := keeperOf(t, "")
	k := keeperOf(t, "", volumeNamed(blank, "pvc-1", "local-dynamic", corev1.PersistentVolumeReclaimDelete, corev1.VolumeReleased))
	k.passes(t)
	volumes, _ := k.client.CoreV1().PersistentVolumes().List(context.Background(), metav1.ListOptions{})
	if len(volumes.Items) != 0 {
		t.Fatal("it is still there")
	}
}

func TestMakesAVolumeOnTheScheduledNodeAlone(t *testing.T) {
	for node, wanted := range map[string]int{"node-1": 1, "node-2": 0, "": 0} {
		k := keeperOf(t, "", dynamicStorage, claimOn(node, "5Gi"))
		k.passes(t)
		volumes, _ := k.client.CoreV1().PersistentVolumes().List(context.Background(), metav1.ListOptions{})
		if len(volumes.Items) != wanted {
			t.Errorf("pod on %q: made %d volumes", node, len(volumes.Items))
		}
		if wanted == 1 {
			made := volumes.Items[0]
			if made.Spec.ClaimRef.UID != "1234" || made.Spec.PersistentVolumeReclaimPolicy != corev1.PersistentVolumeReclaimDelete {
				t.Errorf("made %+v", made.Spec)
			}
		}
	}
}

func TestGrowsAVolumeAndSaysSoOnTheClaim(t *testing.T) {
	blank := keeperOf(t, "")
	claim := claimOn("node-1", "5Gi")
	claim.Spec.VolumeName = "pvc-1234"
	claim.Status = corev1.PersistentVolumeClaimStatus{
		Phase:    corev1.ClaimBound,
		Capacity: corev1.ResourceList{corev1.ResourceStorage: resource.MustParse("1Gi")},
	}
	k := keeperOf(t, "", dynamicStorage, claim, volumeNamed(blank, "pvc-1234", "local-dynamic", corev1.PersistentVolumeReclaimDelete, corev1.VolumeBound))
	k.passes(t)
	size := k.read(t, "pvc-1234").Spec.Capacity[corev1.ResourceStorage]
	told, err := k.client.CoreV1().PersistentVolumeClaims("shop").Get(context.Background(), "data", metav1.GetOptions{})
	if err != nil {
		t.Fatal(err)
	}
	reported := told.Status.Capacity[corev1.ResourceStorage]
	if size.String() != "5Gi" || reported.String() != "5Gi" {
		t.Fatalf("volume %s, claim %s", size.String(), reported.String())
	}
}

func TestRefusesWhatTheDiskCouldNeverHold(t *testing.T) {
	k := keeperOf(t, "", dynamicStorage, claimOn("node-1", "900Pi"))
	k.disk.limits = true
	if !k.pass(context.Background()) {
		t.Fatal("no failure")
	}
	select {
	case event := <-k.events.(*record.FakeRecorder).Events:
		if want := "Warning ProvisioningFailed"; event[:len(want)] != want {
			t.Fatalf("event %q", event)
		}
	default:
		t.Fatal("nobody was told")
	}
}

func TestReadsAPool(t *testing.T) {
	if pool, err := parsePool("12x10Gi,3x20Gi"); err != nil || len(pool) != 15 || pool[14].number != 15 {
		t.Fatalf("%v, %v", pool, err)
	}
	for _, wrong := range []string{"10Gi", "xGi", "2x", "2x10Q"} {
		if _, err := parsePool(wrong); err == nil {
			t.Errorf("%q was taken", wrong)
		}
	}
}
