package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/klog/v2"
)

// poolVolume is one static volume that each node offers.
type poolVolume struct {
	number int
	size   resource.Quantity
}

// parsePool reads "12x10Gi,3x20Gi".
func parsePool(text string) ([]poolVolume, error) {
	var pool []poolVolume
	if text == "" {
		return pool, nil
	}
	for _, part := range strings.Split(text, ",") {
		count, size, found := strings.Cut(part, "x")
		n, err := strconv.Atoi(count)
		if !found || err != nil {
			return nil, fmt.Errorf("pool %q: want COUNTxSIZE, such as 12x10Gi", part)
		}
		quantity, err := resource.ParseQuantity(size)
		if err != nil {
			return nil, fmt.Errorf("pool %q: %w", part, err)
		}
		for range n {
			pool = append(pool, poolVolume{number: len(pool) + 1, size: quantity})
		}
	}
	return pool, nil
}

// fillPool offers each static volume that isn't there.
func (k *keeper) fillPool(ctx context.Context, volumes []*corev1.PersistentVolume) error {
	present := map[string]bool{}
	for _, volume := range volumes {
		present[volume.Name] = true
	}
	for _, wanted := range k.pool {
		name := fmt.Sprintf("local-%s-%02d", k.node, wanted.number)
		if present[name] {
			continue
		}
		path, err := k.disk.renewFolder(name)
		if err != nil {
			return err
		}
		volume := k.volume(name, path, wanted.size, staticClass, corev1.PersistentVolumeReclaimDelete)
		if _, err := k.client.CoreV1().PersistentVolumes().Create(ctx, volume, metav1.CreateOptions{}); err != nil && !apierrors.IsAlreadyExists(err) {
			return fmt.Errorf("offer volume %s: %w", name, err)
		}
	}
	return nil
}

// recycle empties a static volume that nobody claims any more and offers it again.
func (k *keeper) recycle(ctx context.Context, volume *corev1.PersistentVolume) error {
	if _, err := k.disk.renewFolder(volume.Name); err != nil {
		return err
	}
	// The version guards against emptying what has found a new owner meanwhile: then the patch fails, and so it should.
	patch := fmt.Sprintf(`{"metadata":{"resourceVersion":%q},"spec":{"claimRef":null}}`, volume.ResourceVersion)
	_, err := k.client.CoreV1().PersistentVolumes().Patch(ctx, volume.Name, types.MergePatchType, []byte(patch), metav1.PatchOptions{})
	if err == nil {
		klog.InfoS("recycled", "volume", volume.Name)
	}
	if apierrors.IsConflict(err) || apierrors.IsNotFound(err) {
		return nil
	}
	return err
}

// volume describes a volume on this node.
func (k *keeper) volume(name, path string, size resource.Quantity, class string, policy corev1.PersistentVolumeReclaimPolicy) *corev1.PersistentVolume {
	filesystem := corev1.PersistentVolumeFilesystem
	return &corev1.PersistentVolume{
		ObjectMeta: metav1.ObjectMeta{
			Name:        name,
			Labels:      map[string]string{corev1.LabelHostname: k.node},
			Annotations: map[string]string{provisionedBy: provisioner},
		},
		Spec: corev1.PersistentVolumeSpec{
			Capacity:                      corev1.ResourceList{corev1.ResourceStorage: size},
			AccessModes:                   []corev1.PersistentVolumeAccessMode{corev1.ReadWriteOnce},
			PersistentVolumeReclaimPolicy: policy,
			StorageClassName:              class,
			VolumeMode:                    &filesystem,
			PersistentVolumeSource:        corev1.PersistentVolumeSource{Local: &corev1.LocalVolumeSource{Path: path}},
			NodeAffinity: &corev1.VolumeNodeAffinity{Required: &corev1.NodeSelector{
				NodeSelectorTerms: []corev1.NodeSelectorTerm{{MatchExpressions: []corev1.NodeSelectorRequirement{{
					Key: corev1.LabelHostname, Operator: corev1.NodeSelectorOpIn, Values: []string{k.node},
				}}}},
			}},
		},
	}
}
