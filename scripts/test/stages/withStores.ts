import { s3Server } from '../../../local-cluster/index.ts';
import type { Surroundings } from './playwright.ts';

/** An S3 server's program for the tests to start; Azurite is one of their packages. */
export const withStores: Surroundings = async (_, work) =>
  work({ VERSITYGW: await s3Server() });
