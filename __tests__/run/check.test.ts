import { describe, expect, test } from '@jest/globals'

import type { SearchResult } from '../../src/files/find.ts'
import { readSettings } from '../../src/settings/settings.ts'
import { checked } from '../../src/run/check.ts'
import type { FilePlan } from '../../src/run/plan.ts'
import type { Diagnostic } from '../../src/outcome/diagnostic.ts'
import type { Plan } from '../../src/outcome/outcome.ts'
import { change, workload } from '../messages/outcomes.ts'
import { NO_SECRETS } from '../request.ts'
import { told, type Told } from '../messages/told.ts'

interface Given {
  readonly plan?: Partial<FilePlan>
  readonly findings?: readonly Diagnostic[]
  readonly sparse?: readonly string[]
  readonly search?: Partial<SearchResult>
  readonly inputs?: Readonly<Record<string, string>>
  readonly companions?: Readonly<Record<string, readonly string[]>>
}

const INJECTED = workload()
const REFUSED = workload({
  file: 'k8s/api.yaml',
  name: 'api',
  action: 'refused',
  reason: { code: 'key-without-value' },
  position: { line: 8, column: 16 },
})
const SKIPPED = workload({ action: 'skipped', reason: { code: 'no-containers' } })

function judged({ plan, findings = [], search, sparse = [], inputs, companions = {} }: Given): Judged {
  const values: Readonly<Record<string, string>> = { image: 'migrations:1', env: 'k8s', ...inputs }
  const planned = {
    filesRead: 2,
    workloads: [INJECTED],
    changes: [change()],
    diagnostics: [],
    injected: [],
    objects: [],
    ...plan,
  }
  const result = checked(
    planned,
    findings,
    {
      search: { files: [], leaving: [], unmatched: [], folders: [], isEmpty: false, ...search },
      sparse,
      companions: new Map(Object.entries(companions)),
    },
    readSettings((name) => values[name] ?? '', NO_SECRETS),
  )
  return { ...result, problems: told(result.diagnostics) }
}

/** A plan, and its diagnostics as a person is told of them. */
interface Judged extends Plan {
  readonly problems: readonly Told[]
}

function shortProblems({ problems }: Judged): string[] {
  return problems.map(({ severity, title }) => `${severity}: ${title}`)
}

test('a plan without a fault stays what it is', () => {
  expect(judged({})).toEqual({
    operation: 'inject',
    mode: 'output',
    filesRead: 2,
    workloads: [INJECTED],
    changes: [change()],
    diagnostics: [],
    problems: [],
  })
})

describe('a refused workload', () => {
  const plan = { workloads: [INJECTED, REFUSED] }

  test('is an error where its reason shows, and nothing is changed', () => {
    const outcome = judged({ plan })

    expect(outcome.problems).toEqual([
      {
        severity: 'error',
        title: 'Workload refused',
        message: 'Deployment shop/api cannot be edited safely: this key has no value. Remove the key or add a value.',
        file: 'k8s/api.yaml',
        line: 8,
        column: 16,
      },
    ])
    expect(outcome.changes).toEqual([])
  })

  test('is a warning with on-refused: warn, and the others are changed', () => {
    const outcome = judged({ plan, inputs: { 'on-refused': 'warn' } })

    expect(shortProblems(outcome)).toEqual(['warning: Workload refused'])
    expect(outcome.changes).toEqual([change()])
  })

  test('is no "nothing to rewrite", even alone', () => {
    const outcome = judged({ plan: { workloads: [REFUSED], changes: [] }, inputs: { 'on-refused': 'warn' } })

    expect(shortProblems(outcome)).toEqual(['warning: Workload refused'])
  })
})

describe('nothing to rewrite', () => {
  test.each([
    ['error', ['error: No matching workload']],
    ['warn', ['warning: No matching workload']],
    ['ignore', []],
  ])('on-no-match: %s', (choice, problems) => {
    const inputs = { 'on-no-match': choice }

    expect(shortProblems(judged({ plan: { workloads: [], changes: [] }, inputs }))).toEqual(problems)
    expect(shortProblems(judged({ plan: { workloads: [SKIPPED, SKIPPED], changes: [] }, inputs }))).toEqual(problems)
  })

  test('says what was looked for, and what was found', () => {
    const none = judged({ plan: { workloads: [], changes: [] }, inputs: { kinds: 'Deployment\nStatefulSet' } })
    const skipped = judged({ plan: { workloads: [SKIPPED, SKIPPED], changes: [] } })

    expect(none.problems[0]?.message).toContain('read 2 files and found no Deployment or StatefulSet')
    expect(skipped.problems[0]?.message).toContain('read 2 files and skipped every workload it found (2)')
  })

  test('is not said when a workload is up to date', () => {
    expect(judged({ plan: { workloads: [SKIPPED, workload({ action: 'unchanged' })] } }).problems).toEqual([])
  })
})

describe('a check', () => {
  test('has an error for each workload that would change, on the line of its kind', () => {
    const updated = workload({ file: 'b.yaml', line: 30, action: 'updated' })
    const plan = { workloads: [INJECTED, workload({ action: 'unchanged' }), updated, SKIPPED] }

    const { problems, changes, diagnostics } = judged({ plan, inputs: { mode: 'check' } })

    expect(problems).toEqual([
      {
        severity: 'error',
        title: 'Manifest out of date',
        message: 'Deployment shop/web would be injected. Run with `mode: output` and commit the result.',
        file: 'k8s/web.yaml',
        line: 2,
      },
      {
        severity: 'error',
        title: 'Manifest out of date',
        message: 'Deployment shop/web would be updated. Run with `mode: output` and commit the result.',
        file: 'b.yaml',
        line: 30,
      },
    ])
    expect(changes).toEqual([change()])
    expect(diagnostics).toMatchObject([{ workload: INJECTED }, { workload: updated }])
  })

  test('has none when all is up to date', () => {
    const plan = { workloads: [workload({ action: 'unchanged' })], changes: [] }

    expect(judged({ plan, inputs: { mode: 'check' } }).problems).toEqual([])
  })
})

describe('the search', () => {
  test('a link out of the workspace is a warning on it, and stops nothing', () => {
    const outcome = judged({ search: { leaving: ['k8s/link.yaml'] } })

    expect(outcome.problems).toMatchObject([{ severity: 'warning', file: 'k8s/link.yaml' }])
    expect(outcome.changes).toEqual([change()])
  })

  test('a pattern that matches nothing is a warning, but for the default ones', () => {
    const outcome = judged({ search: { unmatched: ['**/*.yml', 'kubernetes/*.yaml', '**/*.json'] } })

    expect(shortProblems(outcome)).toEqual(['warning: Pattern matches nothing'])
    expect(outcome.problems[0]?.message).toContain('`kubernetes/*.yaml`')
  })
})

test('a line of `manifests` that takes nothing away is a warning', () => {
  const outcome = judged({ search: { unmatched: ['!vendor/**'] } })

  expect(outcome.problems.map(({ message }) => message)).toEqual([
    '`manifests`: `!vendor/**` excludes no file. Correct or remove it. Patterns are relative to `working-directory`.',
  ])
})

test.each([
  ['k8s', '`manifests`: `k8s` is a folder. Use `k8s/**/*.yaml`.', ['k8s']],
  ['!k8s/old', '`manifests`: `k8s/old` is a folder. Use `!k8s/old/**/*.yaml`.', ['!k8s/old']],
  ['a.yaml, b.yaml', 'one pattern per line, without brackets, quotes or commas: `a.yaml`, then `b.yaml`.', []],
  ['a.yaml,b.yaml', ': `a.yaml`, then `b.yaml`.', []],
  ['a.yaml b/*.yml', ': `a.yaml`, then `b/*.yml`.', []],
  ['"a.yaml"', ': `a.yaml`.', []],
  ["!'a.yaml'", ': `!a.yaml`.', []],
  ['["a.yaml", b.yaml]', ': `a.yaml`, then `b.yaml`.', []],
  ['{a,b}.yaml', '`manifests`: `{a,b}.yaml` matches no file, or', []],
  ['nope/*.yaml', '`manifests`: `nope/*.yaml` matches no file, or', []],
])('the line %s of `manifests` that matches nothing says what to write', (pattern, words, folders) => {
  const { problems } = judged({ search: { unmatched: [pattern], folders } })

  expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(words)])
})

test('a pattern that matches only what a sparse checkout leaves out says so', () => {
  const { problems } = judged({ search: { unmatched: ['k8s/*.yaml', '**/*.yml'] }, sparse: ['k8s/*.yaml', '**/*.yml'] })

  expect(problems.map(({ message }) => message)).toEqual(
    ['k8s/*.yaml', '**/*.yml'].map(
      (pattern) =>
        `\`manifests\`: \`${pattern}\` matches only files that the sparse checkout omits. Add their folders to \`sparse-checkout\` of \`actions/checkout\`.`,
    ),
  )
})

test('an empty workspace is told to be checked out', () => {
  const { problems } = judged({ plan: { workloads: [], changes: [] }, search: { isEmpty: true } })

  expect(problems.map(({ message }) => message)).toEqual([
    'The workspace has no files. Run `actions/checkout` before this step.',
  ])
})

test('a removal that finds nothing of ours beside another migration names it', () => {
  const left = workload({ action: 'unchanged', otherMigrations: ['db-migrate'] })
  const { problems } = judged({ plan: { workloads: [left], changes: [] }, inputs: { operation: 'remove' } })

  expect(problems).toEqual([
    {
      severity: 'warning',
      title: 'Other migration kept',
      message:
        'Deployment shop/web has no init container `migrate`, but `db-migrate` runs `migrate apply`. To remove that one, set `container-name` to `db-migrate`.',
      file: 'k8s/web.yaml',
      line: 2,
    },
  ])
})

test('a line of `workloads` that no name matches is a warning', () => {
  const outcome = judged({
    plan: {
      workloads: [
        INJECTED,
        workload({
          kind: 'Job',
          name: 'report',
          action: 'skipped',
          reason: { code: 'kind-not-selected', kind: 'Job' },
        }),
      ],
    },
    inputs: { workloads: 'web\nw*\nwbe\n!w-*\n!web-canary\n!*b\nreport' },
  })

  expect(
    outcome.problems.map(({ severity, message }) => [severity, /^`workloads`: `[^`]*`/.exec(message)?.[0]]),
  ).toEqual(['wbe', '!w-*', '!web-canary', 'report'].map((pattern) => ['warning', `\`workloads\`: \`${pattern}\``]))
  expect(outcome.changes).toEqual([change()])
})

test('what a person had added to what is removed is a warning on it', () => {
  const additions = { names: ['env', 'comments'], position: { line: 12, column: 9 } }
  const outcome = judged({ plan: { workloads: [workload({ action: 'removed', additions })] } })

  expect(outcome.problems).toEqual([
    {
      severity: 'warning',
      title: 'Manual changes deleted',
      message:
        'Deployment shop/web: `remove` also deletes manual changes to the init container or its volume: `env`, `comments`. If you still need them, move them elsewhere first.',
      file: 'k8s/web.yaml',
      line: 12,
      column: 9,
    },
  ])
})

test('a check fails for a workload that would lose the init container', () => {
  const outcome = judged({ plan: { workloads: [workload({ action: 'removed' })] }, inputs: { mode: 'check' } })

  expect(outcome.problems.map(({ message }) => message)).toEqual([
    'Deployment shop/web would lose the init container. Run with `mode: output` and commit the result.',
  ])
})

test('problems come in the order of the run: the search, the files, the workloads, the whole', () => {
  const outcome = judged({
    search: { leaving: ['link.yaml'], unmatched: ['x/*.yaml'] },
    plan: {
      workloads: [REFUSED, INJECTED],
      diagnostics: [{ code: 'secret-in-file', severity: 'error' }],
    },
    inputs: { mode: 'check' },
  })

  expect(shortProblems(outcome)).toEqual([
    'warning: Link leaves the workspace',
    'warning: Pattern matches nothing',
    'error: Secret found in the repository',
    'error: Workload refused',
    'error: Manifest out of date',
  ])
})

test('an error of a file leaves nothing changed', () => {
  expect(judged({ plan: { diagnostics: [{ code: 'secret-in-file', severity: 'error' }] } }).changes).toEqual([])
})

test('a finding that fails the run leaves nothing to write', () => {
  const finding = { code: 'finding', rule: 'r', workload: INJECTED, message: 'M.', fix: 'H.' } as const
  const ofRule = { ...finding, ruleSeverity: 'error' } as const

  expect(judged({ findings: [{ ...ofRule, severity: 'error' }] }).changes).toEqual([])
  expect(judged({ findings: [{ ...ofRule, severity: 'warning' }] })).toMatchObject({
    changes: [change()],
    problems: [{ severity: 'warning', title: 'r', message: 'Deployment shop/web: M. H.' }],
  })
})

test('what was made of the old text of a file that changes is a warning, in whichever mode and operation', () => {
  const companions = { [change().path]: ['k8s/web.yaml.sig', 'SHA256SUMS'], 'k8s/other.yaml': ['k8s/other.yaml.sig'] }

  for (const inputs of [{}, { mode: 'check' }, { operation: 'remove' }, { 'fail-on': 'warning' }]) {
    expect(judged({ companions, inputs }).problems).toContainEqual({
      severity: 'warning',
      title: 'Stale signature or checksum',
      message:
        'This file changes and no longer matches `k8s/web.yaml.sig`, `SHA256SUMS`. Sign it or compute its checksum again after this step.',
      file: change().path,
    })
  }
})
