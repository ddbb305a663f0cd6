import { expect, test } from '@jest/globals'

import { readInputs, type Inputs } from '../../src/settings/inputs.ts'
import { neededSecret, type SecretSource } from '../../src/run/needed-secret.ts'
import type { Outcome } from '../../src/outcome/outcome.ts'
import { outcome, workload } from '../messages/outcomes.ts'

const SOURCE: SecretSource = { event: 'push', actor: 'ann', repository: 'o/r', pullRequest: undefined }
const FORK = { ...SOURCE, event: 'pull_request', pullRequest: { headRepository: 'fork/r' } }
const URL = { 'database-url': 'mysql://db' }

function inputsOf(given: Readonly<Record<string, string>> = {}): Inputs {
  const values: Readonly<Record<string, string>> = { image: 'a:1', env: 'k8s', ...given }
  return readInputs((name) => values[name] ?? '', { heldBy: () => false, firstIn: () => -1 })
}

const WORKLOADS = [workload(), workload({ namespace: '' }), workload({ namespace: 'gone', action: 'skipped' })]
const PLAN = outcome({ workloads: WORKLOADS })

test('is for each namespace with a workload of ours', () => {
  expect(neededSecret(PLAN, inputsOf(URL), SOURCE)).toEqual({
    secret: {
      name: 'atlas-project',
      key: 'atlas.hcl',
      content: 'env "k8s" {\n  url = "mysql://db"\n}\n',
      namespaces: ['shop', ''],
    },
    problems: [],
  })
})

test('is a whole configuration, to the letter', () => {
  const config = ' env "k8s" {\n}\n'

  expect(neededSecret(PLAN, inputsOf({ config }), SOURCE).secret?.content).toBe(config)
})

test.each<[string, SecretSource, string, string]>([
  ['nothing is given', SOURCE, 'notice', 'If you gave one, its secret has no value here'],
  ['a fork starts the run', FORK, 'warning', 'a pull request from a fork'],
  [
    'its repository is gone',
    { ...FORK, pullRequest: { headRepository: undefined } },
    'warning',
    'a pull request from a fork',
  ],
  ['Dependabot starts the run', { ...SOURCE, actor: 'dependabot[bot]' }, 'warning', 'stored for Dependabot'],
  ['its own branch starts it', { ...FORK, pullRequest: { headRepository: 'o/r' } }, 'notice', 'If you gave one'],
  [
    'its own branch starts it, in another case',
    { ...FORK, pullRequest: { headRepository: 'O/R' } },
    'notice',
    'If you gave one',
  ],
  ['a fork starts one with secrets', { ...FORK, event: 'pull_request_target' }, 'notice', 'If you gave one'],
])('says that none is made: %s', (_when, source, severity, reason) => {
  const { secret, problems } = neededSecret(PLAN, inputsOf({ 'secret-name': 'mine', 'secret-key': 'a.hcl' }), source)

  expect(secret).toBeUndefined()
  expect(problems).toEqual([{ severity, title: 'No Secret is made', message: expect.stringContaining(reason) }])
  expect(problems[0]?.message).toContain(
    "expect the Secret `mine` with the key `a.hcl` for `shop` and for `kubectl`'s current namespace; new pods wait",
  )
})

test.each<[string, Outcome, Readonly<Record<string, string>>]>([
  ['a removal', PLAN, { operation: 'remove' }],
  ['a check', outcome({ mode: 'check', workloads: WORKLOADS }), {}],
  ['an error', outcome({ workloads: WORKLOADS, problems: [{ severity: 'error', title: '', message: '' }] }), {}],
  ['no workload', outcome({ workloads: [workload({ action: 'refused' })] }), {}],
])('is not needed by %s', (_what, plan, given) => {
  expect(neededSecret(plan, inputsOf(given), SOURCE)).toEqual({ secret: undefined, problems: [] })
})

test.each([
  [{ namespace: 'n|x' }, 'namespace'],
  [{ namespace: 'Shop' }, 'namespace'],
  [{ namespace: 'a.b' }, 'namespace'],
  [{ namespace: '${NAMESPACE}' }, 'namespace'],
  [{ name: 'n|x' }, 'name'],
  [{ name: 'Web' }, 'name'],
  [{ name: 'a'.repeat(254) }, 'name'],
])('is not made where Kubernetes takes no such name: %j', (part, what) => {
  const plan = outcome({ workloads: [workload({ namespace: 'other' }), workload(part)] })
  const { secret, problems } = neededSecret(plan, inputsOf(URL), SOURCE)

  expect(secret?.namespaces).toEqual(['other'])
  expect(problems).toEqual([
    {
      severity: 'warning',
      title: 'No Secret for a workload',
      message: expect.stringContaining(`Kubernetes takes no such ${what}`),
      file: 'k8s/web.yaml',
      line: 2,
    },
  ])
})

test.each([{ name: '' }, { name: 'a.b' }, { name: '${NAME}-web' }, { namespace: 'a'.repeat(63) }])(
  'is made where it takes them: %j',
  (part) => {
    const plan = outcome({ workloads: [workload(part)] })

    expect(neededSecret(plan, inputsOf(URL), SOURCE)).toMatchObject({ secret: expect.anything(), problems: [] })
  },
)

test('is none where Kubernetes takes no workload', () => {
  const { secret, problems } = neededSecret(
    outcome({ workloads: [workload({ namespace: 'n|x' })] }),
    inputsOf(URL),
    SOURCE,
  )

  expect(secret).toBeUndefined()
  expect(problems).toHaveLength(1)
})
