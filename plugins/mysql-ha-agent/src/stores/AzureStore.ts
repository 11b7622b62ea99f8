import { Agent } from 'node:https';
import { Readable } from 'node:stream';
import { rootCertificates } from 'node:tls';
import {
  BlockBlobClient,
  ContainerClient,
  Pipeline,
  RestError,
  StorageSharedKeyCredential,
  newPipeline,
} from '@azure/storage-blob';
import { ByteRange, ObjectStore, StoredObject } from './ObjectStore';
import { Prefix } from './Prefix';
import { StoreAction, StoreError } from './StoreError';
import { answered } from './answered';
import { guarded } from './guarded';
import { resumed } from './resumed';
import { AzureAccess } from './storeAccess';
import {
  azureFirstPauseMs,
  mostPauseMs,
  parallelParts,
  partBytes,
  patienceMs,
  triesWithin,
} from './uploadLimits';

/** How many blobs are deleted side by side: Azure’s batch request doesn’t work with all firewalls, nor with Azurite. */
const deletedAtOnce = 16;

/** A container of Azure Blob. @public */
export class AzureStore implements ObjectStore {
  readonly where: string;
  private readonly container: ContainerClient;
  private readonly prefix: Prefix;

  /** @param forMs - so long a store that is gone is waited for */
  constructor(
    access: AzureAccess,
    private readonly forMs: number = patienceMs,
  ) {
    const endpoint =
      access.endpoint ?? `https://${access.accountName}.blob.core.windows.net`;
    this.prefix = new Prefix(access.prefix);
    this.where = `container "${access.container}" at ${endpoint}`;
    this.container = new ContainerClient(
      `${endpoint.replace(/\/+$/, '')}/${access.container}`,
      pipeline(access, forMs),
    );
  }

  put(
    key: string,
    body: Readable | Buffer,
    signal?: AbortSignal,
  ): Promise<void> {
    // Blocks that were uploaded and not committed are no blob, and Azure drops them by itself.
    return this.guarded('write', key, async () => {
      signal?.throwIfAborted();
      const options = { abortSignal: signal };
      if (Buffer.isBuffer(body))
        await this.blob(key).upload(body, body.length, options);
      else
        await this.blob(key).uploadStream(
          body,
          partBytes,
          parallelParts,
          options,
        );
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
        const found = await this.blob(key).getProperties();
        return {
          key,
          bytes: found.contentLength ?? 0,
          modifiedAt: found.lastModified ?? new Date(0),
        };
      } catch (error) {
        if (!isNotFound(error)) throw error;
        // An answer to HEAD has no body, so a missing container looks like a missing blob.
        await this.container.getProperties().catch(missing => {
          if (!isNotFound(missing)) throw missing;
          throw new StoreError('container', 'read', this.where, key, missing);
        });
        return undefined;
      }
    });
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    const below = { prefix: this.prefix.add(prefix) };
    const pages = this.pages(prefix, continuationToken =>
      this.container.listBlobsFlat(below).byPage({ continuationToken }),
    );
    for await (const { segment } of pages) {
      for (const { name, properties } of segment.blobItems) {
        yield {
          key: this.prefix.strip(name),
          bytes: properties.contentLength ?? 0,
          modifiedAt: properties.lastModified,
        };
      }
    }
  }

  async *folders(prefix: string): AsyncIterable<string> {
    const below = { prefix: this.prefix.add(prefix) };
    const pages = this.pages(prefix, continuationToken =>
      this.container
        .listBlobsByHierarchy('/', below)
        .byPage({ continuationToken }),
    );
    for await (const { segment } of pages) {
      for (const { name } of segment.blobPrefixes ?? [])
        yield this.prefix.strip(name);
    }
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (let from = 0; from < keys.length; from += deletedAtOnce) {
      await Promise.all(
        keys.slice(from, from + deletedAtOnce).map(key =>
          this.guarded('delete', key, async () => {
            await this.blob(key)
              .delete()
              .catch(error => {
                if (!(isNotFound(error) && error.code === 'BlobNotFound'))
                  throw error;
              });
          }),
        ),
      );
    }
  }

  async dropUnfinished(): Promise<number> {
    return 0; // Azure drops blocks that nobody committed after a week, and there is no call for it.
  }

  close(): void {}

  /** The pages of a listing, each asked for by the mark that the one before ended with. */
  private async *pages<P extends { readonly continuationToken?: string }>(
    prefix: string,
    from: (mark: string | undefined) => AsyncIterator<P>,
  ): AsyncIterable<P> {
    let mark: string | undefined;
    do {
      const at = mark;
      const page = await this.guarded('list', prefix, () =>
        answered(this.forMs, () => from(at).next()),
      );
      if (page.done) return;
      yield page.value;
      mark = page.value.continuationToken || undefined;
    } while (mark !== undefined);
  }

  private async open(
    key: string,
    { start, end }: ByteRange,
    version: string | undefined,
  ) {
    const count = end === undefined ? undefined : end - start + 1;
    const { readableStreamBody: body, etag } = await this.blob(key).download(
      ...([start, count] as const),
      // What breaks in between goes on in one way for all stores.
      { maxRetryRequests: 0, conditions: { ifMatch: version } },
    );
    if (!(body instanceof Readable)) throw new Error('the answer has no body');
    return { body, version: etag };
  }

  private blob(key: string): BlockBlobClient {
    return this.container.getBlockBlobClient(this.prefix.add(key));
  }

  private guarded<T>(action: StoreAction, key: string, work: () => Promise<T>) {
    return guarded(this.where, action, key, work);
  }
}

function pipeline(access: AzureAccess, forMs: number): Pipeline {
  const made = newPipeline(
    new StorageSharedKeyCredential(access.accountName, access.accountKey),
    {
      retryOptions: {
        maxTries: triesWithin(forMs),
        retryDelayInMs: azureFirstPauseMs,
        maxRetryDelayInMs: mostPauseMs,
      },
      keepAliveOptions: { enable: true },
    },
  );
  if (!access.ca) return made;
  const agent = new Agent({
    keepAlive: true,
    ca: [...rootCertificates, access.ca],
  });
  made.factories.unshift({
    create: next => ({
      sendRequest: request =>
        next.sendRequest(Object.assign(request, { agent })),
    }),
  });
  return made;
}

function isNotFound(error: unknown): error is RestError {
  return error instanceof RestError && error.statusCode === 404;
}
