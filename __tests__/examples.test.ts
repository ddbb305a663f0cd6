import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'

import { rewrite } from '../src/manifest/rewrite.ts'
import { atlasHcl } from '../src/secret/atlas-hcl.ts'
import { secretManifest } from '../src/secret/secret-manifest.ts'
import { requestOf } from './request.ts'

interface Action {
  readonly inputs: Readonly<Record<string, { readonly required?: boolean }>>
  readonly outputs: Readonly<Record<string, unknown>>
}

interface Step {
  readonly id?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, string>>
}

interface Workflow {
  readonly permissions: unknown
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>
}

const ROOT = new URL('../', import.meta.url)
const ACTION = 'OWNER/atlas-init-container@v1'
const WORKFLOWS = 'examples/workflows/'

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

function workflowExample(name: string): Example {
  const text = read(WORKFLOWS + name)
  return { text, steps: Object.values((parse(text) as Workflow).jobs).flatMap(({ steps }) => steps) }
}

function readmeExample(): Example {
  const text = blocks('yaml').find((block) => block.includes('uses:')) ?? ''
  return { text, steps: parse(text) as Step[] }
}

const names = readdirSync(new URL(WORKFLOWS, ROOT))
const examples = [
  ...names.map((name) => ({ name, ...workflowExample(name) })),
  { name: "README's step", ...readmeExample() },
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
      expect(ours[0]?.id).toBe(id)
      expect(Object.keys(action.outputs)).toContain(output)
    }
  })
})

test.each(names)('%s may only read the repository', (name) => {
  expect((parse(read(WORKFLOWS + name)) as Workflow).permissions).toEqual({ contents: 'read' })
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
