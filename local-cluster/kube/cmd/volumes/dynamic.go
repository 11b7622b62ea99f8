package main

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/klog/v2"
)

// provision makes the volume for a claim whose pod was scheduled on this node.
func (k *keeper) provision(ctx context.Context, claim *corev1.PersistentVolumeClaim) error {
	if claim.Spec.StorageClassName == nil || claim.Annotations[selectedNode] != k.node || claim.DeletionTimestamp != nil {
		return nil
	}
	class, err := k.classes.Get(*claim.Spec.StorageClassName)
	if apierrors.IsNotFound(err) {
		return nil
	}
	if err != nil || class.Provisioner != provisioner {
		return err
	}
	name := "pvc-" + string(claim.UID)
	if _, err := k.volumes.Get(name); err == nil {
		// Kubernetes is about to bind it.
		return nil
	}
	size := claim.Spec.Resources.Requests[corev1.ResourceStorage]
	path, err := k.disk.create(name, size.Value())
	if err != nil {
		return err
	}
	policy := corev1.PersistentVolumeReclaimDelete
	if class.ReclaimPolicy != nil {
		policy = *class.ReclaimPolicy
	}
	volume := k.volume(name, path, size, class.Name, policy)
	volume.Spec.ClaimRef = &corev1.ObjectReference{
		APIVersion: "v1", Kind: "PersistentVolumeClaim", Namespace: claim.Namespace, Name: claim.Name, UID: claim.UID,
	}
	_, err = k.client.CoreV1().PersistentVolumes().Create(ctx, volume, metav1.CreateOptions{})
	if apierrors.IsAlreadyExists(err) {
		return nil
	}
	if err == nil {
		klog.InfoS("provisioned", "volume", name, "claim", klog.KObj(claim), "size", size.String())
		k.events.Eventf(claim, corev1.EventTypeNormal, "ProvisioningSucceeded", "made volume %s of %s on %s", name, size.String(), k.node)
	}
	return err
}

// delete removes a dynamic volume that nobody claims any more.
func (k *keeper) delete(ctx context.Context, volume *corev1.PersistentVolume) error {
	if volume.DeletionTimestamp == nil {
		if err := k.disk.remove(volume.Name); err != nil {
			return err
		}
	}
	err := k.client.CoreV1().PersistentVolumes().Delete(ctx, volume.Name, metav1.DeleteOptions{})
	if apierrors.IsNotFound(err) {
		return nil
	}
	if err == nil {
		klog.InfoS("deleted", "volume", volume.Name)
	}
	return err
}

// grow makes a claim's volume as large as the claim asks for, while pods use it.
func (k *keeper) grow(ctx context.Context, claim *corev1.PersistentVolumeClaim) error {
	volume, err := k.volumes.Get(claim.Spec.VolumeName)
	if apierrors.IsNotFound(err) {
		return nil
	}
	if err != nil || volume.Annotations[provisionedBy] != provisioner || volume.Spec.StorageClassName == staticClass || !k.isHere(volume) {
		return err
	}
	wanted := claim.Spec.Resources.Requests[corev1.ResourceStorage]
	has := volume.Spec.Capacity[corev1.ResourceStorage]
	if wanted.Cmp(has) > 0 {
		if err := k.disk.grow(volume.Name, wanted.Value()); err != nil {
			return err
		}
		patch := fmt.Sprintf(`{"spec":{"capacity":{"storage":%q}}}`, wanted.String())
		if _, err := k.client.CoreV1().PersistentVolumes().Patch(ctx, volume.Name, types.MergePatchType, []byte(patch), metav1.PatchOptions{}); err != nil {
			return err
		}
		klog.InfoS("grown", "volume", volume.Name, "from", has.String(), "to", wanted.String())
		k.events.Eventf(claim, corev1.EventTypeNormal, "VolumeResizeSuccessful", "volume %s has grown from %s to %s", volume.Name, has.String(), wanted.String())
		has = wanted
	}
	reported, known := claim.Status.Capacity[corev1.ResourceStorage]
	if claim.Status.Phase != corev1.ClaimBound || !known || reported.Cmp(has) >= 0 {
		return nil
	}
	patch := fmt.Sprintf(`{"status":{"capacity":{"storage":%q},"conditions":null}}`, has.String())
	_, err = k.client.CoreV1().PersistentVolumeClaims(claim.Namespace).Patch(ctx, claim.Name, types.MergePatchType, []byte(patch), metav1.PatchOptions{}, "status")
	return err
}
