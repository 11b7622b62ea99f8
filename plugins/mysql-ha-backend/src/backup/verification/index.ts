/** Can the newest backup be had back? It is restored into a throw-away instance, again and again. */
export { ProofSchedule } from './ProofSchedule';
export { VerificationReconciler } from './VerificationReconciler';
