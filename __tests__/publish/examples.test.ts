import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'

import { deployment, injected } from '../action/manifests.ts'
import { temporaryGithub, TOKEN } from '../github/temporary-github.ts'
import { checkoutOf, type WorkflowCheckout } from '../github/workflow-checkout.ts'
import { textAt } from './scene.ts'

/** What the expressions of the examples stand for. */
const EXPRESSIONS: Readonly<Record<string, string>> = {
  'github.event.release.tag_name': 'v1.2.3',
  'steps.app.outputs.token': TOKEN,
  'vars.MIGRATIONS_IMAGE': 'ghcr.io/repo/migrations:v1.2.3',
}

const RELEASE = { name: 'release', tag: 'v1.2.3' } as const
const NEWER = injected(deployment()).replace('v0.1.2', 'v1.2.3').replace('"k8s"]', '"k8s", "--lock-timeout=10m"]')

interface Workflow {
  readonly jobs: Readonly<Record<string, Job>>
}

interface Job {
  readonly permissions: Readonly<Record<string, string>>
  readonly steps: readonly { uses?: string; with?: Record<string, string> }[]
}

/** The jobs of an example. */
function jobsOf(example: string): readonly Job[] {
  const text = readFileSync(new URL(`../../examples/workflows/${example}`, import.meta.url), 'utf8')
  return Object.values((parse(text) as Workflow).jobs)
}

/** The inputs that an example gives to this action, as a runner would fill them in. */
function inputsOf(example: string): Readonly<Record<string, string>> {
  const steps = jobsOf(example).flatMap((job) => job.steps)
  const given = steps.find(({ uses }) => uses?.startsWith('OWNER/atlas-init-container@'))?.with ?? {}
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, filledIn(value)]))
}

function filledIn(text: string): string {
  return text.replace(/\$\{\{ (\S+) \}\}/g, (_, expression: string) => {
    const value = EXPRESSIONS[expression]
    if (value === undefined) throw new Error(`The test does not know what ${expression} is.`)
    return value
  })
}

async function runExample(example: string, checkout: WorkflowCheckout, environment = {}): Promise<void> {
  const run = await checkout.run(inputsOf(example), environment)
  expect({ exitCode: run.exitCode, log: run.log }).toEqual({ exitCode: 0, log: expect.any(String) })
}

test('commit.yml commits to main what a release brings', async () => {
  const github = await temporaryGithub({ 'k8s/web.yaml': deployment() })

  await runExample('commit.yml', await checkoutOf(github, { event: RELEASE, ref: 'main' }))

  expect(textAt(github, 'k8s/web.yaml', 'main')).toBe(NEWER)
  expect(github.repository.log('main')[0]?.message).toBe('Run the migrations of v1.2.3')
})

test('pull-request.yml proposes each night what is missing', async () => {
  const mayCreateLabels = jobsOf('pull-request.yml').every(({ permissions }) => permissions.issues === 'write')
  const github = await temporaryGithub({ 'k8s/web.yaml': deployment() }, { mayCreateLabels })

  for (let night = 0; night < 2; night++)
    await runExample('pull-request.yml', await checkoutOf(github, { event: { name: 'schedule' } }))

  expect(textAt(github, 'k8s/web.yaml', 'atlas-init-container/main')).toBe(NEWER)
  expect(github.pulls).toMatchObject([{ base: 'main', labels: ['database'], state: 'open' }])
})

test('gitops.yml proposes it in another repository', async () => {
  const github = await temporaryGithub({ 'apps/shop/web.yaml': deployment() }, { name: 'gitops' })
  const checkout = await checkoutOf(github, { event: RELEASE })
  const path = checkout.path('gitops')
  checkout.git('clone', '--quiet', '--branch=main', github.repository.folder, path)
  checkout.git('-C', path, 'remote', 'set-url', 'origin', 'https://github.com/octo/gitops')

  await runExample('gitops.yml', checkout, { GITHUB_REPOSITORY: 'octo/shop', GITHUB_REPOSITORY_ID: '2' })

  expect(textAt(github, 'apps/shop/web.yaml', 'atlas-init-container/shop')).toBe(NEWER)
  expect(github.pulls).toMatchObject([{ base: 'main', title: 'Run the migrations of shop v1.2.3' }])
})
