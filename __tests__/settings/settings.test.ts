import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import type { SettingFault } from '../../src/settings/fault.ts'
import {
  readSettings,
  SETTING_NAMES,
  SettingsError,
  type SecretFinder,
  type SettingReader,
} from '../../src/settings/settings.ts'
import { NO_SECRETS } from '../request.ts'

type Given = Readonly<Record<string, string>>

interface ActionInput {
  readonly description: string
  readonly default?: string | boolean
}

interface Action {
  readonly inputs: Readonly<Record<string, ActionInput>>
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
}

const ACTION = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')) as Action
const REQUIRED: Given = { image: 'ghcr.io/repo/migrations:v0.1.2', env: 'k8s' }

function reader(given: Given): SettingReader {
  return (name) => given[name] ?? ''
}

function settingsOf(given: Given) {
  return readSettings(reader({ ...REQUIRED, ...given }), NO_SECRETS)
}

function faultsOf(given: Given, secrets: SecretFinder = NO_SECRETS): readonly SettingFault[] {
  try {
    readSettings(reader({ ...REQUIRED, ...given }), secrets)
  } catch (error) {
    if (error instanceof SettingsError) return error.faults
    throw error
  }
  return []
}

describe('what is read', () => {
  test('defaults where nothing is given', () => {
    expect(settingsOf({})).toEqual({
      image: 'ghcr.io/repo/migrations:v0.1.2',
      env: 'k8s',
      args: [],
      command: [],
      credentials: undefined,
      secretName: 'atlas-project',
      secretKey: 'atlas.hcl',
      namespace: undefined,
      workingDirectory: '.',
      manifests: ['**/*.yaml', '**/*.yml', '**/*.json'],
      kinds: ['Deployment'],
      workloads: [],
      selector: [],
      onNoMatch: 'error',
      onRefused: 'error',
      containerName: 'migrate',
      volumeName: 'atlas-project',
      mountPath: '/etc/atlas',
      imagePullPolicy: 'Always',
      position: { at: 'last' },
      resources: undefined,
      securityContext: undefined,
      operation: 'inject',
      mode: 'output',
      token: '',
      repository: undefined,
      branch: undefined,
      base: undefined,
      commitMessage: undefined,
      pullRequestTitle: undefined,
      pullRequestBody: undefined,
      labels: [],
      reviewers: [],
      draft: false,
      failOn: 'error',
      doubts: [],
    })
  })

  test('every input', () => {
    const given = {
      image: ' ghcr.io/repo/migrations:v2\n',
      env: ' prod ',
      args: '--baseline\n\n  20240101000000  \r\n--lock-timeout=10s\n',
      command: '/atlas',
      'database-url': '\nmysql://u:p@h/db \n',
      'secret-name': 'db.atlas',
      'secret-key': 'project.hcl',
      'secret-format': 'manifest',
      namespace: 'shop',
      'working-directory': ' deploy ',
      manifests: './k8s/*.yaml\n!k8s/vendor.yaml\n',
      kinds: 'StatefulSet\nDeployment\nStatefulSet',
      workloads: 'web-*\n!web-canary',
      selector: 'app=web, !canary',
      'on-no-match': 'ignore',
      'on-refused': 'warn',
      'container-name': 'atlas',
      'volume-name': 'project',
      'mount-path': '/atlas/',
      'image-pull-policy': 'IfNotPresent',
      position: 'before:wait',
      resources: '{limits: {memory: 64Mi}}',
      'security-context': 'runAsUser: 1000\nprivileged: false',
      operation: 'inject',
      mode: 'pull-request',
      token: ' ghs_abc\n',
      repository: 'octo/shop',
      branch: 'migrations/main',
      base: 'main',
      'commit-message': ' Migrate\n\nAs agreed.\n',
      'pull-request-title': 'Migrate',
      'pull-request-body': '## Migrate\n\n- now\n',
      labels: 'database\n  good first issue\n',
      reviewers: 'octocat\nocto/backend\ndependabot[bot]',
      draft: 'True',
      'fail-on': ' warning',
    }

    expect(settingsOf(given)).toEqual({
      image: 'ghcr.io/repo/migrations:v2',
      env: 'prod',
      args: ['--baseline', '20240101000000', '--lock-timeout=10s'],
      command: ['/atlas'],
      credentials: { from: 'database-url', url: 'mysql://u:p@h/db' },
      secretName: 'db.atlas',
      secretKey: 'project.hcl',
      namespace: 'shop',
      workingDirectory: 'deploy',
      manifests: ['k8s/*.yaml', '!k8s/vendor.yaml'],
      kinds: ['StatefulSet', 'Deployment'],
      workloads: ['web-*', '!web-canary'],
      selector: [
        { key: 'app', operator: 'in', values: ['web'] },
        { key: 'canary', operator: '!', values: [] },
      ],
      onNoMatch: 'ignore',
      onRefused: 'warn',
      containerName: 'atlas',
      volumeName: 'project',
      mountPath: '/atlas',
      imagePullPolicy: 'IfNotPresent',
      position: { at: 'before', name: 'wait' },
      resources: { limits: { memory: '64Mi' } },
      securityContext: { runAsUser: 1000, privileged: false },
      operation: 'inject',
      mode: 'pull-request',
      token: 'ghs_abc',
      repository: 'octo/shop',
      branch: 'migrations/main',
      base: 'main',
      commitMessage: 'Migrate\n\nAs agreed.',
      pullRequestTitle: 'Migrate',
      pullRequestBody: '## Migrate\n\n- now',
      labels: ['database', 'good first issue'],
      reviewers: ['octocat', 'octo/backend', 'dependabot[bot]'],
      draft: true,
      failOn: 'warning',
      doubts: [],
    })
  })

  test('config with every byte as it is', () => {
    const text = '\n  env "k8s" {}\r\n\t\n'

    expect(settingsOf({ config: text }).credentials).toEqual({ from: 'config', text })
  })

  test.each(['config', 'database-url', 'namespace', 'args', 'manifests', 'mode', 'volume-name'])(
    'white space alone in %s is not given',
    (name) => {
      expect(settingsOf({ [name]: ' \n\t ' })).toEqual(settingsOf({}))
    },
  )

  test('manifests that only take away do so from the defaults', () => {
    expect(settingsOf({ manifests: '!vendor/**' }).manifests).toEqual([
      '**/*.yaml',
      '**/*.yml',
      '**/*.json',
      '!vendor/**',
    ])
  })

  test("the Secret's name names the volume too", () => {
    expect(settingsOf({ 'secret-name': 'db' }).volumeName).toBe('db')
  })
})

describe('what is wrong', () => {
  test.each([
    ['image', '', { code: 'missing-image' }],
    ['env', ' ', { code: 'missing-env' }],
    ['secret-format', 'sops', { code: 'not-a-choice', choices: ['manifest'], nearest: undefined }],
    ['on-no-match', 'warning', { code: 'not-a-choice', choices: ['error', 'warn', 'ignore'], nearest: 'warn' }],
    ['on-refused', 'ignore', { code: 'not-a-choice', choices: ['error', 'warn'] }],
    ['operation', 'delete', { code: 'not-a-choice', choices: ['inject', 'remove'] }],
    ['image-pull-policy', 'always', { code: 'not-a-choice', nearest: 'Always' }],
    ['position', 'after:migrate', { code: 'own-position', found: 'migrate' }],
    [
      'mode',
      'Check',
      { code: 'not-a-choice', choices: ['output', 'check', 'commit', 'pull-request'], nearest: 'check' },
    ],
    ['token', 'ghs_a b', { code: 'token-with-blank' }],
    ['draft', 'yes', { code: 'not-a-choice', found: 'yes' }],
    ['fail-on', 'notice', { code: 'not-a-choice', choices: ['error', 'warning', 'never'] }],
  ])('%s %j', (setting, text, fault) => {
    expect(faultsOf({ [setting]: text })).toMatchObject([{ setting, fault }])
  })

  test('everything, reported together and in the order of action.yml', () => {
    const given = {
      image: 'Repo:v1',
      env: 'a\nb',
      args: 'a\tb',
      command: 'a\tb',
      'database-url': 'nothing',
      config: 'env "k8s" {}',
      'secret-name': 'Secret',
      'secret-key': '..',
      'secret-format': 'x',
      namespace: 'a.b',
      'working-directory': 'a\0b',
      manifests: '/a',
      kinds: 'pod',
      workloads: '!',
      selector: '=',
      'on-no-match': 'x',
      'on-refused': 'x',
      'container-name': '-',
      'volume-name': 'a_b',
      'mount-path': '/',
      'image-pull-policy': 'x',
      position: 'x',
      resources: 'x',
      'security-context': 'x',
      operation: 'x',
      mode: 'x',
      token: 'a b',
      repository: 'shop',
      branch: 'a b',
      base: 'refs/heads/main',
      'commit-message': 'a\0b',
      'pull-request-title': 'a\nb',
      'pull-request-body': 'a\0b',
      labels: 'a\tb',
      reviewers: '@octocat',
      draft: 'x',
      'fail-on': 'x',
    }

    expect(faultsOf(given).map(({ setting }) => setting)).toEqual(Object.keys(ACTION.inputs))
  })

  test('neither image nor env is needed to remove', () => {
    const settings = readSettings(reader({ operation: 'remove' }), NO_SECRETS)

    expect(settings).toMatchObject({ operation: 'remove', image: '', env: '' })
    expect(faultsOf({ operation: 'remove', image: 'Repo:v1' }).map(({ setting }) => setting)).toEqual(['image'])
  })

  test('every item of a list', () => {
    expect(faultsOf({ workloads: 'Web\nok\n!' })).toEqual([
      { setting: 'workloads', fault: { code: 'character-in-pattern', found: 'Web', character: 'W' } },
      { setting: 'workloads', fault: { code: 'empty-exclusion', found: '!' } },
    ])
  })

  test('the error names each input', () => {
    expect(() => readSettings(reader({}), NO_SECRETS)).toThrow('image: missing-image\nenv: missing-env')
  })

  test('a Secret whose name no volume can have', () => {
    expect(faultsOf({ 'secret-name': 'a.b' })).toEqual([
      { setting: 'volume-name', fault: { code: 'secret-name-for-volume', found: 'a.b' } },
    ])
  })

  test('a wrong secret-name, without blaming the volume that would follow it', () => {
    expect(faultsOf({ 'secret-name': 'A' }).map(({ setting }) => setting)).toEqual(['secret-name'])
  })

  test.each(['commit', 'pull-request'])('no token to publish with in mode %s', (mode) => {
    expect(faultsOf({ mode }).map(({ setting }) => setting)).toEqual(['token'])
    expect(faultsOf({ mode, token: 'ghs_abc' })).toEqual([])
  })

  test('a base that is the branch itself', () => {
    expect(faultsOf({ branch: 'main', base: 'main' }).map(({ setting }) => setting)).toEqual(['base'])
  })

  test('database-url together with config', () => {
    expect(faultsOf({ 'database-url': 'mysql://u:p@h/db', config: 'env "k8s" {}' })).toEqual([
      { setting: 'config', fault: { code: 'url-and-config' } },
    ])
  })
})

describe('what may be wrong', () => {
  function read(values: Given): SettingReader {
    return reader({ ...REQUIRED, ...values })
  }

  test('is an input that there is not, with the nearest one', () => {
    expect(readSettings(read({}), NO_SECRETS, ['image', 'env', 'manifest', 'databse-url']).doubts).toEqual([
      { setting: 'manifest', fault: { code: 'unknown-setting', nearest: 'manifests' } },
      { setting: 'databse-url', fault: { code: 'unknown-setting', nearest: 'database-url' } },
    ])
  })

  test('is a flag that the action does not know', () => {
    expect(settingsOf({ args: '--auto-approve' }).doubts).toMatchObject([
      { setting: 'args', fault: { code: 'unknown-flag', found: '--auto-approve' } },
    ])
  })

  test('is a label with a comma, which is asked for as it is', () => {
    expect(settingsOf({ labels: 'db, sql\nweb' })).toMatchObject({
      labels: ['db, sql', 'web'],
      doubts: [{ setting: 'labels', fault: { code: 'label-with-comma', found: 'db, sql' } }],
    })
  })

  test('goes with what is wrong, and may be the reason', () => {
    try {
      readSettings(read({ image: '' }), NO_SECRETS, ['imgae', 'env'])
      throw new Error('not reached')
    } catch (error) {
      expect(error).toMatchObject({
        faults: [{ setting: 'image' }],
        doubts: [{ setting: 'imgae', fault: { nearest: 'image' } }],
      })
    }
  })
})

describe('a secret', () => {
  const SECRET = 's3cr37'
  const secrets: SecretFinder = { isIn: (text) => text.includes(SECRET), indexIn: (text) => text.indexOf(SECRET) }
  const others = Object.keys(ACTION.inputs).filter((name) => !['database-url', 'config', 'token'].includes(name))

  test.each(others)('in %s is its only problem, and is not shown', (input) => {
    expect(faultsOf({ [input]: `A ${SECRET}\u0000\n!` }, secrets)).toEqual([
      { setting: input, fault: { code: 'secret' } },
    ])
  })

  test('that is an ordinary word is looked for in what ends up in a manifest alone', () => {
    const word: SecretFinder = { isIn: () => true, indexIn: () => -1 }

    expect(faultsOf({ workloads: 'word', 'working-directory': 'word' }, word).map(({ setting }) => setting)).toEqual([
      'image',
      'env',
    ])
    expect(faultsOf({ args: 'word' }, word).map(({ setting }) => setting)).toEqual(['image', 'env', 'args'])
  })

  test('is at home in database-url, config and token', () => {
    expect(faultsOf({ token: SECRET }, secrets)).toEqual([])
    expect(faultsOf({ 'database-url': `mysql://u:${SECRET}@h/db` }, secrets)).toEqual([])
    expect(faultsOf({ config: `env "k8s" { url = "mysql://u:${SECRET}@h/db" }` }, secrets)).toEqual([])
  })

  test('is not shown by what is wrong with it', () => {
    const faults = faultsOf({ 'database-url': `${SECRET} ${SECRET}`, config: SECRET }, secrets)

    expect(faults.map(({ setting }) => setting)).toEqual(['database-url', 'config'])
    expect(JSON.stringify(faults)).not.toContain(SECRET)
  })
})

describe('action.yml', () => {
  test('has the settings, in their order, and no others', () => {
    expect(Object.keys(ACTION.inputs)).toEqual(SETTING_NAMES)
  })

  test('has the defaults that stand for an empty text', () => {
    const defaults: Record<string, string> = {}
    for (const [name, input] of Object.entries(ACTION.inputs)) defaults[name] = String(input.default ?? '')

    // What the runner makes of this one stands in its place.
    expect(defaults.token).toBe('${{ github.token }}')
    expect(settingsOf({ ...defaults, ...REQUIRED, token: '' })).toEqual(settingsOf({}))
  })

  test('leaves a default out only where there is none, or where it follows another input', () => {
    const without = Object.keys(ACTION.inputs).filter((name) => ACTION.inputs[name]?.default === undefined)

    expect(without).toEqual([
      ...['image', 'env', 'args', 'command', 'database-url', 'config', 'namespace', 'workloads'],
      ...['selector', 'volume-name', 'resources', 'security-context', 'repository', 'branch', 'base'],
      ...['commit-message', 'pull-request-title', 'pull-request-body', 'labels', 'reviewers'],
    ])
  })

  test.each([...Object.entries(ACTION.inputs), ...Object.entries(ACTION.outputs)])(
    'describes %s in one line',
    (_name, { description }) => {
      expect(description).toMatch(/^\S.*\.$/)
    },
  )
})
