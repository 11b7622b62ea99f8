import { Agent } from 'node:https';
import { Readable, addAbortSignal } from 'node:stream';
import { rootCertificates } from 'node:tls';
import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { ByteRange, ObjectStore, StoredObject } from './ObjectStore';
import { Prefix } from './Prefix';
import { StoreAction, StoreError, codeOf } from './StoreError';
import { guarded } from './guarded';
import { S3Access } from './storeAccess';
import { Patience } from './Patience';
import { multipartUpload } from './multipartUpload';
import { resumed } from './resumed';
import { connectMs, idleMs, partBytes, patienceMs } from './uploadLimits';

/** S3 deletes so many objects in one request. */
const deletedAtOnce = 1000;

/** A bucket of any store that speaks S3. @public */
export class S3Store implements ObjectStore {
  readonly where: string;
  private readonly client: S3Client;
  private readonly prefix: Prefix;
  private readonly bucket: string;

  /** @param forMs - so long a store that is gone is waited for */
  constructor(access: S3Access, private readonly forMs: number = patienceMs) {
    this.bucket = access.bucket;
    this.prefix = new Prefix(access.prefix);
    this.where = `bucket "${access.bucket}" at ${
      access.endpoint ?? `S3 in ${access.region ?? 'us-east-1'}`
    }`;
    this.client = new S3Client({
      region: access.region ?? 'us-east-1',
      endpoint: access.endpoint,
      forcePathStyle: access.forcePathStyle,
      credentials: {
        accessKeyId: access.accessKeyId,
        secretAccessKey: access.secretAccessKey,
      },
      retryStrategy: new Patience(forMs),
      // The SDK’s newer checksums are unknown to many stores that speak S3; our own sha256 goes with each object.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: new NodeHttpHandler({
        connectionTimeout: connectMs,
        socketTimeout: idleMs,
        httpsAgent: new Agent({
          keepAlive: true,
          ...(access.ca && { ca: [...rootCertificates, access.ca] }),
        }),
      }),
    });
  }

  put(
    key: string,
    body: Readable | Buffer,
    signal?: AbortSignal,
  ): Promise<void> {
    return this.guarded('write', key, async () => {
      signal?.throwIfAborted();
      if (Buffer.isBuffer(body) && body.length <= partBytes) {
        await this.client.send(
          new PutObjectCommand({ ...this.object(key), Body: body }),
          { abortSignal: signal },
        );
        return;
      }
      const source = Buffer.isBuffer(body) ? Readable.from([body]) : body;
      if (signal) addAbortSignal(signal, source);
      await multipartUpload(this.client, this.object(key), source);
    });
  }

  get(key: string, range?: ByteRange): Promise<Readable> {
    return resumed(
      (start, version) =>
        this.guarded('read', key, () =>
          this.open(key, { ...range, start }, version),
        ),
      range?.start ?? 0,
      { forMs: this.forMs, where: this.where, key },
    );
  }

  find(key: string): Promise<StoredObject | undefined> {
    return this.guarded('read', key, async () => {
      try {
        const head = await this.client.send(
          new HeadObjectCommand(this.object(key)),
        );
        return {
          key,
          bytes: head.ContentLength ?? 0,
          modifiedAt: head.LastModified ?? new Date(0),
        };
      } catch (error) {
        if (!isNotFound(error)) throw error;
        // An answer to HEAD has no body, so a missing bucket looks like a missing object.
        await this.client
          .send(new HeadBucketCommand({ Bucket: this.bucket }))
          .catch(missing => {
            if (!isNotFound(missing)) throw missing;
            throw new StoreError('container', 'read', this.where, key, missing);
          });
        return undefined;
      }
    });
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    let token: string | undefined;
    do {
      const page = await this.page(prefix, token);
      for (const { Key, Size, LastModified } of page.Contents ?? []) {
        yield {
          key: this.prefix.strip(Key ?? ''),
          bytes: Size ?? 0,
          modifiedAt: LastModified ?? new Date(0),
        };
      }
      token = page.NextContinuationToken;
    } while (token);
  }

  async *folders(prefix: string): AsyncIterable<string> {
    let token: string | undefined;
    do {
      const page = await this.page(prefix, token, '/');
      for (const { Prefix: folder } of page.CommonPrefixes ?? []) {
        if (folder !== undefined) yield this.prefix.strip(folder);
      }
      token = page.NextContinuationToken;
    } while (token);
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (let from = 0; from < keys.length; from += deletedAtOnce) {
      const batch = keys.slice(from, from + deletedAtOnce);
      await this.guarded('delete', batch[0] ?? '', async () => {
        const { Errors } = await this.client.send(
          new DeleteObjectsCommand({
            Bucket: this.bucket,
            Delete: {
              Quiet: true,
              Objects: batch.map(key => ({ Key: this.prefix.add(key) })),
            },
          }),
        );
        const refused = Errors?.find(({ Code }) => Code !== 'NoSuchKey');
        if (!refused) return;
        throw Object.assign(new Error(refused.Message ?? refused.Code), {
          code: refused.Code,
        });
      });
    }
  }

  dropUnfinished(prefix: string): Promise<number> {
    return this.guarded('delete', prefix, async () => {
      const { Uploads } = await this.client.send(
        new ListMultipartUploadsCommand({
          Bucket: this.bucket,
          Prefix: this.prefix.add(prefix),
        }),
      );
      let dropped = 0;
      for (const { Key, UploadId } of Uploads ?? []) {
        const parts = { Bucket: this.bucket, Key, UploadId };
        dropped += await this.client
          .send(new AbortMultipartUploadCommand(parts))
          .then(() => 1)
          .catch(error => {
            if (codeOf(error) !== 'NoSuchUpload') throw error;
            return 0; // whoever began it has ended it meanwhile
          });
      }
      return dropped;
    });
  }

  close(): void {
    this.client.destroy();
  }

  private page(prefix: string, token: string | undefined, delimiter?: string) {
    return this.guarded('list', prefix, () =>
      this.client.send(
        new ListObjectsV2Command({
          Bucket: this.bucket,
          Prefix: this.prefix.add(prefix),
          ContinuationToken: token,
          Delimiter: delimiter,
        }),
      ),
    );
  }

  private async open(
    key: string,
    { start, end }: ByteRange,
    version: string | undefined,
  ) {
    const whole = start === 0 && end === undefined;
    const { Body, ETag } = await this.client.send(
      new GetObjectCommand({
        ...this.object(key),
        ...(!whole && { Range: `bytes=${start}-${end ?? ''}` }),
        ...(version !== undefined && { IfMatch: version }),
      }),
    );
    if (!(Body instanceof Readable)) throw new Error('the answer has no body');
    return { body: Body, version: ETag };
  }

  private object(key: string) {
    return { Bucket: this.bucket, Key: this.prefix.add(key) };
  }

  private guarded<T>(action: StoreAction, key: string, work: () => Promise<T>) {
    return guarded(this.where, action, key, work);
  }
}

function isNotFound(error: unknown): boolean {
  return (
    error instanceof Error && ['NotFound', 'NoSuchKey'].includes(error.name)
  );
}
