import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'

import { rewrite } from '../src/injection/rewrite.ts'
import { atlasHcl } from '../src/atlas/atlas-hcl.ts'
import { secretManifest } from '../src/secrets/secret-manifest.ts'
import { requestOf } from './request.ts'

interface Action {
  readonly inputs: Readonly<Record<string, { readonly required?: boolean }>>
  readonly outputs: Readonly<Record<string, unknown>>
}

interface Step {
  readonly id?: string
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Job {
  readonly permissions: unknown
  readonly steps: readonly Step[]
}

interface Workflow {
  readonly permissions: unknown
  readonly jobs: Readonly<Record<string, Job>>
}

const ROOT = new URL('../', import.meta.url)
const ACTION = 'OWNER/atlas-init-container@v1'
const WORKFLOWS = 'examples/workflows/'

/** What the token of each example's job may do, and which secrets the example reads: no more than it needs. */
const NEEDS: Readonly<Record<string, { readonly permissions: unknown; readonly secrets: readonly string[] }>> = {
  'check.yml': { permissions: { contents: 'read' }, secrets: [] },
  'commit.yml': { permissions: { contents: 'write' }, secrets: [] },
  'gitops.yml': { permissions: {}, secrets: ['GITOPS_APP_PRIVATE_KEY'] },
  'output.yml': { permissions: { contents: 'read' }, secrets: ['DATABASE_URL', 'KUBECONFIG'] },
  'pull-request.yml': {
    permissions: { contents: 'write', 'pull-requests': 'write', issues: 'write' },
    secrets: [],
  },
}

function read(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8')
}

const action = parse(read('action.yml')) as Action
const readme = read('README.md')

/** The code blocks of README.md in a language. */
function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text)
}

/** Steps, and the text that may refer to their outputs. */
interface Example {
  readonly text: string
  readonly steps: readonly Step[]
}

function workflow(name: string): Workflow {
  return parse(read(WORKFLOWS + name)) as Workflow
}

function workflowExample(name: string): Example {
  return { text: read(WORKFLOWS + name), steps: Object.values(workflow(name).jobs).flatMap(({ steps }) => steps) }
}

/** README shows steps alone, or a part of a job with them. */
function readmeExamples(): Example[] {
  return blocks('yaml')
    .filter((block) => block.includes('uses:'))
    .map((text) => {
      const shown = parse(text) as readonly Step[] | Job
      return { text, steps: 'steps' in shown ? shown.steps : shown }
    })
}

const names = readdirSync(new URL(WORKFLOWS, ROOT)).sort()
const examples = [
  ...names.map((name) => ({ name, ...workflowExample(name) })),
  ...readmeExamples().map((example, index) => ({ name: `README's step ${index + 1}`, ...example })),
]

describe.each(examples)('$name', ({ text, steps }) => {
  const ours = steps.filter(({ uses }) => uses === ACTION)

  test('runs this action once', () => {
    expect(ours).toHaveLength(1)
  })

  test('gives inputs that there are, and all that are required', () => {
    const given = Object.keys(ours[0]?.with ?? {})
    const required = Object.keys(action.inputs).filter((input) => action.inputs[input]?.required)

    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(given))
    expect(given).toEqual(expect.arrayContaining(required))
  })

  test('takes outputs that there are, from a step that there is', () => {
    for (const [, id, output] of text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)) {
      const step = steps.find((step) => step.id === id)

      expect(step).toBeDefined()
      if (step === ours[0]) expect(Object.keys(action.outputs)).toContain(output)
    }
  })

  test('puts no expression into a script', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${{')
  })
})

test('the table says what each example needs', () => {
  expect(Object.keys(NEEDS)).toEqual(names)
})

describe.each(Object.entries(NEEDS))('%s', (name, needs) => {
  const { text, steps } = workflowExample(name)

  test('has the permissions that it needs, job by job', () => {
    expect(workflow(name).permissions).toEqual({})
    for (const { permissions } of Object.values(workflow(name).jobs)) expect(permissions).toEqual(needs.permissions)
  })

  test('reads the secrets that it needs', () => {
    expect([...text.matchAll(/secrets\.(\w+)/g)].map(([, secret]) => secret)).toEqual(needs.secrets)
  })

  test('leaves no credentials in a checkout', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))

    expect(checkouts).not.toHaveLength(0)
    for (const checkout of checkouts) expect(checkout.with?.['persist-credentials']).toBe(false)
  })

  test('is one that README names', () => {
    expect(readme).toContain(`(${WORKFLOWS}${name})`)
  })
})

test("the token of gitops.yml's app is for one repository, and may do what a pull request needs", () => {
  const [app] = workflowExample('gitops.yml').steps

  expect(app?.uses).toMatch(/^actions\/create-github-app-token@/)
  expect(app?.with).toMatchObject({ repositories: 'gitops' })
  expect(Object.entries(app?.with ?? {}).filter(([input]) => input.startsWith('permission-'))).toEqual([
    ['permission-contents', 'write'],
    ['permission-pull-requests', 'write'],
  ])
})

describe('what README shows', () => {
  const [diff = ''] = blocks('diff')
  const lines = diff.match(/^.*\n/gm) ?? []
  const before = lines.filter((line) => !line.startsWith('+')).map((line) => line.slice(1))
  const after = lines.map((line) => line.slice(1))

  test('before is the example', () => {
    expect(before.join('')).toBe(read('examples/k8s/web.yaml'))
  })

  test('after is what the action makes of it', () => {
    expect(rewrite(before.join(''), requestOf()).text).toBe(after.join(''))
  })

  test('the Secret is what the action makes of the URL', () => {
    const [content = ''] = blocks('hcl')
    const url = /"(\w+:.*)"/.exec(content)?.[1] ?? ''

    expect(content).toBe(atlasHcl('k8s', url))
    expect(blocks('yaml')).toContain(
      secretManifest({ name: 'atlas-project', key: 'atlas.hcl', content, namespaces: [''] }),
    )
  })
})

test('the example with init containers gets ours after them, and loses nothing', () => {
  const input = read('examples/k8s/worker.yaml')
  const { text, results } = rewrite(input, requestOf())

  expect(results.map(({ action, namespace, startOrder }) => ({ action, namespace, startOrder }))).toEqual([
    {
      action: 'injected',
      namespace: 'shop',
      startOrder: {
        initContainers: [
          { name: 'log-shipper', sidecar: true },
          { name: 'wait-for-database', sidecar: false },
          { name: 'migrate', sidecar: false },
        ],
        containers: ['worker'],
      },
    },
  ])
  const left = text.split('\n')
  for (const line of input.split('\n')) expect(left.splice(0, left.indexOf(line) + 1).at(-1)).toBe(line)
})
