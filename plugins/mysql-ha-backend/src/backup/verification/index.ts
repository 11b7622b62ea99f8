/** Can a backup be had back? The newest one is restored into a throw-away instance, again and again; and any that somebody asks for. */
export { AskedProof } from './AskedProof';
export { ProofSchedule } from './ProofSchedule';
export { VerificationReconciler } from './VerificationReconciler';
