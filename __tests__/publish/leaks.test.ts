import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'

import { redactorOf } from '../../src/secrets/redactor.ts'
import type { Texts } from '../action/job.ts'
import { deployment } from '../action/manifests.ts'
import type { NewFiles } from '../github/bare-repository.ts'
import { afterEffect, failure, type Fault } from '../github/faults.ts'
import { readObject } from '../github/git-objects.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import type { RequestName } from '../github/router.ts'
import { TOKEN } from '../github/temporary-github.ts'
import type { CheckoutOptions, WorkflowCheckout } from '../github/workflow-checkout.ts'
import { objectsOf } from './history.ts'
import { play, WEB, type Outcome, type Scene } from './scene.ts'
import { leaksIn, shownBy, tracesOf, type Traces } from './traces.ts'

const PASSWORD = 's3cr37-p455'
const DATABASE_URL = `postgres://app:${PASSWORD}@db.example.com:5432/shop?sslmode=disable`
const CREDENTIALS = { 'database-url': DATABASE_URL }

/** Everything by which the token or the URL could be recognised. */
const FORMS = redactorOf({ databaseUrl: DATABASE_URL, config: '', token: TOKEN, env: 'k8s' }).masks

const MODES = ['commit', 'pull-request']

const DEBUG = { RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true', ACTIONS_RUNNER_DEBUG: 'true' }
/** All that git tells of itself. */
const TRACE = {
  GIT_TRACE: '1',
  GIT_TRACE_SETUP: '1',
  GIT_TRACE_CURL: '1',
  GIT_TRACE2: '1',
  GIT_TRACE2_CONFIG_PARAMS: '*',
  GIT_TRACE2_ENV_VARS: 'INPUT_TOKEN,INPUT_DATABASE-URL',
  GIT_CURL_VERBOSE: '1',
}

interface Scenery extends Outcome {
  /** What GitHub has now and did not have before the run. */
  readonly made: readonly string[]
}

async function playWithSecrets(scene: Scene): Promise<Scenery> {
  const branch = scene.options?.branch ?? 'main'
  let before: readonly string[] = []
  const outcome = await play({
    ...scene,
    settings: { defaultBranch: branch, labels: ['migrations'] },
    options: { branch, ...scene.options },
    inputs: { ...CREDENTIALS, ...scene.inputs },
    meanwhile: async (github, checkout) => {
      await scene.meanwhile?.(github, checkout)
      before = await itemsOf(github)
    },
  })
  const made = (await itemsOf(outcome.github)).filter((item) => !before.includes(item))
  return { ...outcome, made }
}

/** Every object, every branch and every pull request that GitHub has. */
async function itemsOf({ repository, pulls }: LoopbackGithub): Promise<readonly string[]> {
  const branches = Object.entries(repository.branches()).map(([name, head]) => `${name} ${head}`)
  return [...(await objectsOf(repository)), ...branches, ...pulls.map((pull) => JSON.stringify(pull))]
}

function expectNoLeak({ run, github }: Outcome, more: Traces = {}, forms = FORMS): void {
  expect(leaksIn({ ...tracesOf(run, github), ...more }, forms)).toEqual([])
}

/** That a run stopped with an error, made nothing on GitHub or in the work tree, and shows no secret. */
function expectStop(scenery: Scenery): void {
  const { run, made } = scenery
  expect(run.exitCode).toBe(1)
  expect(run.annotations.map(({ level }) => level)).toContain('error')
  expect(made).toEqual([])
  expect(run.gitStatus).toEqual([])
  expect(run.secretManifest).toBe('')
  expect(run.outputs).not.toMatchObject({ changed: 'true' })
  expectNoLeak(scenery)
}

describe.each(MODES)('in mode %s, a secret', (mode) => {
  test.each<[string, NewFiles]>([
    ['in a comment of a manifest', { 'web.yaml': `# ${TOKEN}\n${deployment()}` }],
    [
      'in an encoding',
      { 'web.yaml': `# ${Buffer.from(`x-access-token:${TOKEN}`).toString('base64')}\n${deployment()}` },
    ],
    ['as the name of a workload', { 'web.yaml': deployment(PASSWORD) }],
    ['as a namespace', { 'web.yaml': deployment('web', PASSWORD) }],
    [
      'as a label of a workload',
      { 'web.yaml': deployment().replace('  name: web\n', `  name: web\n  labels:\n    app: ${PASSWORD}\n`) },
    ],
    ['as the name of a file', { [`k8s/${TOKEN}.yaml`]: deployment() }],
    ['as the name of a folder', { [`${PASSWORD}/web.yaml`]: deployment() }],
  ])('%s stops the run before any request', async (_, files) => {
    const scenery = await playWithSecrets({ files: { ...WEB, ...files }, inputs: { mode } })

    expectStop(scenery)
    expect(scenery.github.requests).toEqual([])
  })

  test('in an input with a text stops the run, which names every such input', async () => {
    const names = ['repository', 'branch', 'base', 'commit-message', 'pull-request-title', 'pull-request-body']
    names.push('labels', 'reviewers')
    for (const form of [PASSWORD, TOKEN, Buffer.from(DATABASE_URL).toString('base64')]) {
      const inputs = Object.fromEntries(names.map((name) => [name, `fix/${form}`]))

      const scenery = await playWithSecrets({ inputs: { mode, ...inputs } })

      expectStop(scenery)
      expect(scenery.run.annotations.map(({ title }) => title)).toEqual(names.map((name) => `Input ${name}`))
      expect(scenery.github.requests).toEqual([])
    }
  })

  test.each<[string, string]>([
    ['in a comment', `# ${PASSWORD}\n${deployment()}`],
    ['as the name of a workload', deployment(PASSWORD)],
    ['of a workload that is refused', deployment(TOKEN).replace('    spec:\n', '    spec:\n      volumes: data\n')],
    ['in a text that cannot be read', `${deployment()}<<<<<<< ${PASSWORD}\n`],
  ])('that came into a file on the branch, %s, stops the run', async (_, theirs) => {
    const scenery = await playWithSecrets({
      inputs: { mode },
      theirs: { 'k8s/web.yaml': theirs },
    })

    expectStop(scenery)
    expect(scenery.run.annotations).toContainEqual(expect.objectContaining({ file: 'k8s/web.yaml' }))
  })

  test('in a file on the branch that is not for us is left there', async () => {
    const outcome = await playWithSecrets({
      inputs: { mode },
      theirs: { [`notes/${PASSWORD}.txt`]: PASSWORD },
    })

    expect(outcome.run.exitCode).toBe(0)
    expectNoLeak(outcome)
  })

  test.each<[string, CheckoutOptions]>([
    ['checked out', { branch: `fix-${PASSWORD}` }],
    ['of a pull request', { branch: 'main', event: { name: 'pull_request', head: `fix-${TOKEN}`, files: {} } }],
  ])('in the name of the branch %s stops the run', async (_, options) => {
    // In mode pull-request, the branch of a pull request of the event is the base.
    const outcome = await playWithSecrets({ options, inputs: { mode } })

    expect(outcome.run.exitCode).toBe(1)
    expect(outcome.made).toEqual([])
    expect(outcome.github.requests).toEqual([])
    // Where it stood before.
    expectNoLeak(outcome, { branches: '' })
    expect(outcome.run.log).toContain('A request to GitHub was not sent, because it contains the value of')
  })
})

test('a secret that comes into a file while the run commits stops it', async () => {
  const files = { 'k8s/web.yaml': `# ${PASSWORD}\n${deployment()}` }
  const outcome = await playWithSecrets({
    fault: ['git/update-ref', { kind: 'move-head', branch: 'main', files }],
  })

  expect(outcome.run.exitCode).toBe(1)
  const messages = outcome.github.repository.log('main').map(({ message }) => message)
  expect(messages).toEqual(['Change k8s/web.yaml', 'Change k8s/web.yaml'])
  expect(outcome.run.gitStatus).toEqual([])
  expectNoLeak(outcome)
})

describe('an error of GitHub that says a secret', () => {
  const ECHO = `Refused ${TOKEN}, ${Buffer.from(TOKEN).toString('base64')} and ${DATABASE_URL}`
  const ERRORS = { ...failure(422, ECHO), errors: [{ resource: ECHO, field: ECHO, code: 'custom', message: ECHO }] }

  test.each<[string, RequestName, Fault, number?]>([
    ['commit', 'git/get-ref', failure(404, ECHO)],
    ['commit', 'git/create-tree', ERRORS],
    ['commit', 'git/update-ref', failure(422, ECHO)],
    ['commit', 'git/create-commit', { ...failure(429, ECHO, { 'retry-after': '9999' }) }],
    ['pull-request', 'graphql updateRefs', { kind: 'graphql-errors', errors: [{ type: 'FORBIDDEN', message: ECHO }] }],
    ['pull-request', 'pulls/create', ERRORS],
    ['pull-request', 'pulls/create', failure(403, ECHO)],
    ['pull-request', 'issues/add-labels', afterEffect(failure(410, ECHO)), 0],
  ])('in mode %s, at %s, is shown without it', async (mode, place, fault, exitCode = 1) => {
    const outcome = await playWithSecrets({
      inputs: { mode, labels: 'migrations' },
      environment: { RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true' },
      fault: [place, fault],
    })

    expect(outcome.run.exitCode).toBe(exitCode)
    expect(outcome.run.log).toContain('Refused ***, *** and ***')
    expectNoLeak(outcome)
  })
})

describe('what a run prints to be debugged', () => {
  test('has the stack of an error, and nothing of the request that failed', async () => {
    const outcome = await playWithSecrets({
      environment: DEBUG,
      fault: ['git/create-tree', failure(422, 'Invalid tree info')],
    })

    const debugged = outcome.run.rawLog.split('\n').filter((line) => line.startsWith('::debug::'))
    expect(debugged.join('\n')).toContain('    at ')
    expect(outcome.run.rawLog).not.toMatch(/authorization|bearer|base_tree|apiVersion/i)
    expectNoLeak(outcome)
  })

  test.each(MODES)('holds no secret in mode %s, though git traces all it does', async (mode) => {
    const outcome = await playWithSecrets({ inputs: { mode }, environment: { ...DEBUG, ...TRACE } })

    expect(outcome.run.exitCode).toBe(0)
    expectNoLeak(outcome)
  })
})

describe('a credential in the URL of the remote', () => {
  const CREDENTIAL = 'ghp_0fAnother5tep'
  const CREDENTIAL_FORMS = redactorOf({ databaseUrl: '', config: '', token: CREDENTIAL, env: '' }).masks

  test.each<[string, number]>([
    [`https://x-access-token:${CREDENTIAL}@github.com/octo/shop`, 0],
    [`https://${CREDENTIAL}@github.com/octo/shop.git`, 0],
    [`ssh://git:${CREDENTIAL}@github.com/octo/shop`, 0],
    [`https://github.com/octo/shop?token=${CREDENTIAL}#${CREDENTIAL}`, 0],
    [`https://x-access-token:${CREDENTIAL}@git.example.com/octo/shop`, 1],
    [`https://${CREDENTIAL}:x-oauth-basic@git.example.com/octo/shop`, 1],
    [`x-access-token:${CREDENTIAL}@git.example.com:octo/shop`, 1],
    [`https://x-access-token:${CREDENTIAL}@github.com/octo`, 1],
    [`https://x-access-token:${CREDENTIAL}@github.com:port/octo/shop`, 1],
    [`https://x-access-token:${CREDENTIAL}@[github.com/octo/shop`, 1],
    [`https:x-access-token:${CREDENTIAL}@git.example.com/octo/shop`, 1],
    [`x-access-token:${CREDENTIAL}@github.com/octo/shop`, 1],
    [`file:///srv/${CREDENTIAL}/octo/shop`, 1],
    [`/srv/${CREDENTIAL}/octo/shop`, 1],
  ])('is neither shown nor sent: %s', async (origin, exitCode) => {
    const outcome = await playWithSecrets({
      environment: { RUNNER_DEBUG: '1' },
      meanwhile: (_, checkout) => checkout.git('remote', 'set-url', 'origin', origin),
    })

    const { run, github } = outcome
    expect(run.exitCode).toBe(exitCode)
    if (exitCode !== 0) {
      expect(run.log).toMatch(/remote `origin` is .*not .*github\.com/)
      expect(github.requests).toEqual([])
    }
    expectNoLeak(outcome, {}, [...FORMS, ...CREDENTIAL_FORMS])
  })

  test('is not shown, and no other secret, when git fails while it traces all it does', async () => {
    const outcome = await playWithSecrets({
      environment: { ...DEBUG, ...TRACE },
      // A branch without a commit, which is no place to publish from.
      meanwhile: (_, checkout) => {
        checkout.git('remote', 'set-url', 'origin', `https://x-access-token:${CREDENTIAL}@github.com/octo/shop`)
        checkout.git('symbolic-ref', 'HEAD', 'refs/heads/unborn')
      },
    })

    expect(outcome.run.exitCode).toBe(1)
    expect(outcome.run.log).toContain('is not in a checkout with a commit')
    expectNoLeak(outcome, {}, [...FORMS, ...CREDENTIAL_FORMS])
  })
})

test.each(MODES)('in mode %s, git and what it starts do not get the inputs', async (mode) => {
  const { run, checkout } = await playWithSecrets({
    files: { ...WEB, '.gitattributes': '*.yaml filter=spy\n' },
    inputs: { mode },
    meanwhile: (_, spied) => spied.git('config', 'filter.spy.clean', `env >> "${spied.temp}/spied"; cat`),
  })

  expect(run.exitCode).toBe(0)
  const spied = readFileSync(join(checkout.temp, 'spied'), 'utf8')
  expect(spied).toContain(`GITHUB_WORKSPACE=${checkout.workspace}\n`)
  expect(spied).not.toMatch(/^INPUT_/im)
  expect(leaksIn({ spied }, FORMS)).toEqual([])
})

describe('the Secret', () => {
  test.each(MODES)('in mode %s, is beside the workspace, and in nothing that was made on GitHub', async (mode) => {
    const outcome = await playWithSecrets({
      files: { ...WEB, 'k8s/api.yaml': deployment('api'), 'README.md': 'Shop\n' },
      inputs: { mode },
      edits: { 'left.txt': 'over\n', 'tmp/secret.yaml': 'kind: Secret\n' },
    })

    const { run, github, made } = outcome
    expect(run.secretManifest).not.toBe('')
    const trees = github.requests.filter(({ name }) => name === 'git/create-tree')
    expect(trees.map(({ body }) => (body as { tree: { path: string }[] }).tree.map(({ path }) => path))).toEqual([
      ['k8s/api.yaml', 'k8s/web.yaml'],
    ])
    const objects = made.flatMap((item) => readObject(github.repository.folder, item) ?? [])
    expect(objects.map(({ type }) => type).sort()).toEqual(['blob', 'blob', 'commit', 'tree', 'tree'])
    expectNoLeak(outcome, { objects: objects.map(({ content }) => content.toString()).join('\n') })
  })

  test.each<[string, string, (checkout: WorkflowCheckout) => Texts]>([
    ['commit', 'in the workspace', (checkout) => ({ RUNNER_TEMP: checkout.path('tmp') })],
    ['pull-request', 'in the workspace', (checkout) => ({ RUNNER_TEMP: checkout.path('tmp') })],
    ['commit', 'the workspace', (checkout) => ({ RUNNER_TEMP: checkout.workspace })],
    ['commit', 'in the workspace by a relative path', () => ({ RUNNER_TEMP: 'tmp' })],
    ['commit', 'a link into the workspace', (checkout) => ({ RUNNER_TEMP: join(checkout.temp, 'link') })],
    [
      'pull-request',
      'below a link into the workspace',
      (checkout) => ({ RUNNER_TEMP: join(checkout.temp, 'top', 'tmp') }),
    ],
    [
      'commit',
      'not set, and that of the system in it',
      (checkout) => ({ RUNNER_TEMP: '', TMPDIR: checkout.path('tmp') }),
    ],
  ])('is not written in mode %s when the temp folder is %s', async (mode, _, environmentOf) => {
    const environment: Record<string, string> = {}

    const outcome = await playWithSecrets({
      files: { ...WEB, 'tmp/.gitkeep': '' },
      inputs: { mode },
      environment,
      meanwhile: (_, checkout) => {
        symlinkSync(checkout.path('tmp'), join(checkout.temp, 'link'))
        symlinkSync(checkout.workspace, join(checkout.temp, 'top'))
        Object.assign(environment, environmentOf(checkout))
      },
    })

    const { run, github } = outcome
    expect(run.exitCode).toBe(1)
    expect(run.log).toContain('is inside the workspace')
    expect(github.requests).toEqual([])
    expect(run.gitStatus).toEqual([])
    expect(run.outputs).toEqual({})
    expectNoLeak(outcome, run.files)
  })
})

test.each<[string, string, NewFiles, string]>([
  [
    'commit',
    'a workload, of its file and of the branch',
    { 'storefront.yaml': deployment('storefront') },
    'storefront',
  ],
  ['pull-request', 'a workload and of its file', { 'storefront.yaml': deployment('storefront') }, 'main'],
  ['pull-request', 'a namespace', { 'web.yaml': deployment('web', 'storefront') }, 'main'],
])(
  'in mode %s, a password that is the plain word for the name of %s is no error, and shown to nobody',
  async (mode, _, files, branch) => {
    const { run, github } = await playWithSecrets({
      files,
      options: { branch },
      inputs: { mode, 'database-url': 'postgres://app:storefront@db.example.com/shop' },
    })

    expect(run.exitCode).toBe(0)
    const { title, body } = github.pulls[0] ?? {}
    const [commit] = github.repository.log(run.outputs.branch ?? '')
    const said = { ...shownBy(run), title: title ?? '', body: body ?? '', message: commit?.message ?? '' }
    expect(said.message).toContain('injected into Deployment')
    expect(leaksIn(said, ['storefront'])).toEqual([])
  },
)
