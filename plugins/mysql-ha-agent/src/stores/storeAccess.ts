/** An S3 bucket and the keys to it. @public */
export interface S3Access {
  readonly kind: 's3';
  readonly bucket: string;
  /** Objects lie below it. */
  readonly prefix?: string;
  readonly region?: string;
  /** Of a store that isn’t Amazon’s. */
  readonly endpoint?: string;
  /** `endpoint/bucket/key` instead of `bucket.endpoint/key`. */
  readonly forcePathStyle?: boolean;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Certificate authorities, PEM, besides the well-known ones. */
  readonly ca?: string;
}

/** An Azure Blob container and the keys to it. @public */
export interface AzureAccess {
  readonly kind: 'azure';
  readonly container: string;
  /** Blobs lie below it. */
  readonly prefix?: string;
  /** With the account’s name where it belongs to the path, as in Azurite. */
  readonly endpoint?: string;
  readonly accountName: string;
  readonly accountKey: string;
  /** Certificate authorities, PEM, besides the well-known ones. */
  readonly ca?: string;
}

/** A place for backups with the keys to it; never to be logged. @public */
export type StoreAccess = S3Access | AzureAccess;
