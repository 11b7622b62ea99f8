import { KubernetesObject } from '../../kubernetes';
import { readWords } from './agentWords';
import { judgeRun } from './judgeRun';

function job(
  outcome?: 'Complete' | 'Failed',
  message?: string,
): KubernetesObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'backup-a' },
    status: {
      conditions: outcome ? [{ type: outcome, status: 'True', message }] : [],
    },
  };
}
function pod(status: object): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, status };
}
const agent = (state: object) => ({
  containerStatuses: [{ name: 'agent', state }],
});
const running = pod(agent({ running: { startedAt: 'now' } }));
const said = (...lines: object[]) =>
  readWords(lines.map(line => JSON.stringify(line)));

describe('what became of a Job', () => {
  it.each([
    [
      'it runs, and nothing was said yet',
      judgeRun(job(), running, {}),
      { state: 'running' },
    ],
    [
      'it runs, and the newest progress counts',
      judgeRun(
        job(),
        running,
        said({ step: 'copy', doneBytes: 9 }, { step: 'upload', doneBytes: 1 }),
      ),
      { state: 'running', progress: { step: 'upload', doneBytes: 1 } },
    ],
    [
      'it waits for the next try after one that failed',
      judgeRun(job(), pod(agent({ terminated: { exitCode: 1 } })), {}),
      { state: 'waiting' },
    ],
    [
      'it waits for the next try, and the agent said why',
      judgeRun(
        job(),
        pod(agent({ terminated: { exitCode: 1 } })),
        said({ error: 'The store can’t be reached.' }),
      ),
      {
        state: 'waiting',
        message:
          'It is tried again, for it failed: The store can’t be reached.',
      },
    ],
    [
      'it waits for the next try after one that had too little memory',
      judgeRun(
        job(),
        pod(agent({ terminated: { exitCode: 137, reason: 'OOMKilled' } })),
        {},
      ),
      {
        state: 'waiting',
        message: expect.stringContaining('more memory than it may (OOMKilled)'),
      },
    ],
    [
      'it had too little memory each time',
      judgeRun(
        job('Failed', 'too often'),
        pod(agent({ terminated: { exitCode: 137, reason: 'OOMKilled' } })),
        said({ step: 'upload', doneBytes: 1 }),
      ),
      {
        state: 'failed',
        message: expect.stringContaining('more memory than it may (OOMKilled)'),
        inOrder: false,
      },
    ],
    ['it has no pod yet', judgeRun(job(), undefined, {}), { state: 'waiting' }],
    [
      'its pod is only being made',
      judgeRun(
        job(),
        pod(agent({ waiting: { reason: 'ContainerCreating' } })),
        {},
      ),
      { state: 'waiting' },
    ],
    [
      'its image is not there',
      judgeRun(
        job(),
        pod({
          initContainerStatuses: [
            {
              name: 'copy',
              state: { waiting: { reason: 'ErrImagePull', message: 'none.' } },
            },
          ],
        }),
        {},
      ),
      {
        state: 'waiting',
        message:
          'The container copy of the agent’s pod can’t start (ErrImagePull): none. Make the image available, or correct mysqlHa.agentImage of the operator.',
      },
    ],
    [
      'it is through',
      judgeRun(job('Complete'), undefined, said({ result: { path: 'a' } })),
      { state: 'succeeded', result: { path: 'a' } },
    ],
    [
      'it is through and its words are lost',
      judgeRun(job('Complete'), undefined, {}),
      { state: 'none' },
    ],
    [
      'it failed in order',
      judgeRun(job('Failed'), undefined, said({ error: 'Full.' })),
      { state: 'failed', message: 'Full.', inOrder: true },
    ],
    [
      'its pod was evicted',
      judgeRun(
        job('Failed', 'too often'),
        pod({ reason: 'Evicted', message: 'The node was low on memory.' }),
        {},
      ),
      {
        state: 'failed',
        message:
          'Kubernetes ended the agent’s pod (Evicted): The node was low on memory.',
        inOrder: false,
      },
    ],
    [
      'it was killed',
      judgeRun(
        job('Failed', 'too often'),
        pod(agent({ terminated: { exitCode: 137, reason: 'Error' } })),
        said({ step: 'upload', doneBytes: 1 }),
      ),
      {
        state: 'failed',
        message: 'The agent was killed (exit code 137): too often',
        inOrder: false,
      },
    ],
    [
      'its time was over and its pod is gone',
      judgeRun(job('Failed', 'Job was active longer'), undefined, {}),
      {
        state: 'failed',
        message: 'The agent did not end by itself: Job was active longer',
        inOrder: false,
      },
    ],
  ])('when %s', (_, run, expected) => {
    expect(run).toEqual(expected);
  });

  it('is not hidden by what Node itself writes', () => {
    expect(
      readWords(['{"result":{"a":1}}', '(node:7) Warning: something', '17']),
    ).toEqual({ result: { a: 1 } });
  });
});
