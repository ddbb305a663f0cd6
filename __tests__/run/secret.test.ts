import { expect, test } from '@jest/globals'

import { readSettings, type Settings } from '../../src/settings/settings.ts'
import { secretFor, type Withholder } from '../../src/run/secret.ts'
import type { Plan } from '../../src/outcome/outcome.ts'
import { plan, workload } from '../messages/outcomes.ts'
import { told } from '../messages/told.ts'

const URL = { 'database-url': 'mysql://db' }

function inputsOf(given: Readonly<Record<string, string>> = {}): Settings {
  const values: Readonly<Record<string, string>> = { image: 'a:1', env: 'k8s', ...given }
  return readSettings((name) => values[name] ?? '', { isIn: () => false, indexIn: () => -1 })
}

const WORKLOADS = [workload(), workload({ namespace: '' }), workload({ namespace: 'gone', action: 'skipped' })]
const PLAN = plan({ workloads: WORKLOADS })

test('is for each namespace with a workload of ours', () => {
  expect(secretFor(PLAN, inputsOf(URL), undefined)).toEqual({
    secret: {
      name: 'atlas-project',
      key: 'atlas.hcl',
      content: 'env "k8s" {\n  url = "mysql://db"\n}\n',
      namespaces: ['shop', ''],
    },
    diagnostics: [],
  })
})

test('is a whole configuration, to the letter', () => {
  const config = ' env "k8s" {\n}\n'

  expect(secretFor(PLAN, inputsOf({ config }), undefined).secret?.content).toBe(config)
})

test.each<[Withholder, string, string]>([
  [undefined, 'notice', 'If you set one, its secret is empty in this job'],
  ['fork', 'warning', 'a pull request from a fork'],
  ['dependabot', 'warning', 'Store the secret for Dependabot'],
])('says that none is made: %s', (withholder, severity, reason) => {
  const { secret, diagnostics } = secretFor(
    PLAN,
    inputsOf({ 'secret-name': 'mine', 'secret-key': 'a.hcl' }),
    withholder,
  )

  expect(secret).toBeUndefined()
  expect(told(diagnostics)).toEqual([
    { severity, title: 'No Secret created', message: expect.stringContaining(reason) },
  ])
  expect(told(diagnostics)[0]?.message).toContain(
    'need the Secret `mine` with the key `a.hcl` in the namespace `shop` and the current namespace of `kubectl`. New pods wait',
  )
})

test.each<[string, Plan, Readonly<Record<string, string>>]>([
  ['a removal', PLAN, { operation: 'remove' }],
  ['a check', plan({ mode: 'check', workloads: WORKLOADS }), {}],
  ['an error', plan({ workloads: WORKLOADS, diagnostics: [{ code: 'failed', severity: 'error', message: '' }] }), {}],
  ['no workload', plan({ workloads: [workload({ action: 'refused' })] }), {}],
])('is not needed by %s', (_what, given, inputs) => {
  expect(secretFor(given, inputsOf(inputs), undefined)).toEqual({ secret: undefined, diagnostics: [] })
})

test.each([
  [{ namespace: 'n|x' }, 'namespace'],
  [{ namespace: 'Shop' }, 'namespace'],
  [{ namespace: 'a.b' }, 'namespace'],
  [{ namespace: '${NAMESPACE}' }, 'namespace'],
  [{ name: 'n|x' }, 'name'],
  [{ name: 'Web' }, 'name'],
  [{ name: 'a'.repeat(254) }, 'name'],
])('is not made where Kubernetes rejects such a name: %j', (part, what) => {
  const given = plan({ workloads: [workload({ namespace: 'other' }), workload(part)] })
  const { secret, diagnostics } = secretFor(given, inputsOf(URL), undefined)

  expect(secret?.namespaces).toEqual(['other'])
  expect(told(diagnostics)).toEqual([
    {
      severity: 'warning',
      title: 'No Secret for this workload',
      message: expect.stringContaining(`rejects its \`metadata.${what}\``),
      file: 'k8s/web.yaml',
      line: 2,
    },
  ])
})

test.each([{ name: '' }, { name: 'a.b' }, { name: '${NAME}-web' }, { namespace: 'a'.repeat(63) }])(
  'is made where it takes them: %j',
  (part) => {
    const given = plan({ workloads: [workload(part)] })

    expect(secretFor(given, inputsOf(URL), undefined)).toMatchObject({ secret: expect.anything(), diagnostics: [] })
  },
)

test('is none where Kubernetes takes no workload', () => {
  const { secret, diagnostics } = secretFor(
    plan({ workloads: [workload({ namespace: 'n|x' })] }),
    inputsOf(URL),
    undefined,
  )

  expect(secret).toBeUndefined()
  expect(diagnostics).toHaveLength(1)
})
