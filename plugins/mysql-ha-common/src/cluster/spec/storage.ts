import { z } from 'zod';
import { objectName, quantity } from './fields';

/** The volume of each instance. */
export const storageSchema = z
  .object({
    size: quantity
      .describe(
        'Size of each instance’s volume. It may grow at any time if the class allows it; it can never shrink.',
      )
      .default('10Gi'),
    storageClassName: objectName
      .optional()
      .describe(
        'StorageClass of the volumes. Left out: the default class of the Kubernetes cluster. It can’t be changed later.',
      ),
  })
  .describe('The volume of each instance.')
  .meta({
    'x-kubernetes-validations': [
      {
        // A default is checked before what is inside it is filled in: there the size is missing.
        rule: '!has(self.size) || !has(oldSelf.size) || quantity(self.size).compareTo(quantity(oldSelf.size)) >= 0',
        message:
          'storage.size can’t shrink: MySQL volumes only grow. Put the old size back, or create a smaller cluster and move the data.',
      },
      {
        rule: 'has(self.storageClassName) == has(oldSelf.storageClassName) && (!has(self.storageClassName) || self.storageClassName == oldSelf.storageClassName)',
        message:
          'storage.storageClassName can’t be changed: a volume stays in its class. Put the old class back, or create a new cluster and move the data.',
      },
    ],
  });
