import { describe, expect, test } from '@jest/globals'

import { changeOf } from '../../src/run/request.ts'
import { readSettings } from '../../src/settings/settings.ts'
import type { Injection } from '../../src/injection/inject.ts'
import { NO_SECRETS } from '../request.ts'

const REQUIRED = { image: 'ghcr.io/repo/migrations:v0.1.2', env: 'k8s' }

function injection(given: Readonly<Record<string, string>> = {}): Injection {
  const values: Readonly<Record<string, string>> = { ...REQUIRED, ...given }
  const change = changeOf(readSettings((name) => values[name] ?? '', NO_SECRETS))
  if (change.operation !== 'inject') throw new Error('no injection')
  return change
}

const REMOVAL: Readonly<Record<string, string>> = {
  operation: 'remove',
  'secret-name': 'shop.db',
  'volume-name': 'shop',
}

const SEED: Injection = {
  operation: 'inject',
  volume: { name: 'atlas-project', secret: { secretName: 'atlas-project' } },
  container: {
    name: 'migrate',
    image: 'ghcr.io/repo/migrations:v0.1.2',
    imagePullPolicy: 'Always',
    args: ['migrate', 'apply', '-c', 'file:///etc/atlas/atlas.hcl', '--env', 'k8s'],
    volumeMounts: [{ name: 'atlas-project', mountPath: '/etc/atlas' }],
  },
  secretKey: 'atlas.hcl',
  position: { at: 'last' },
}

const { container } = SEED

const CASES: readonly { what: string; inputs: Record<string, string>; expected: Injection }[] = [
  { what: 'the image and the env alone', inputs: {}, expected: SEED },
  {
    what: 'another image and env',
    inputs: { image: 'localhost:5000/m@sha256:' + 'a'.repeat(64), env: 'prod' },
    expected: {
      ...SEED,
      container: {
        ...container,
        image: 'localhost:5000/m@sha256:' + 'a'.repeat(64),
        args: [...container.args.slice(0, -1), 'prod'],
      },
    },
  },
  {
    what: 'args, after ours',
    inputs: { args: '--tx-mode\nnone\n\n--var=a b\n' },
    expected: { ...SEED, container: { ...container, args: [...container.args, '--tx-mode', 'none', '--var=a b'] } },
  },
  {
    what: 'a command',
    inputs: { command: '/atlas\n--debug' },
    expected: { ...SEED, container: { ...container, command: ['/atlas', '--debug'] } },
  },
  {
    what: 'a Secret of another name, after which the volume is named, too',
    inputs: { 'secret-name': 'shop-db' },
    expected: {
      ...SEED,
      volume: { name: 'shop-db', secret: { secretName: 'shop-db' } },
      container: { ...container, volumeMounts: [{ name: 'shop-db', mountPath: '/etc/atlas' }] },
    },
  },
  {
    what: 'a volume of another name than its Secret',
    inputs: { 'secret-name': 'shop.db', 'volume-name': 'db' },
    expected: {
      ...SEED,
      volume: { name: 'db', secret: { secretName: 'shop.db' } },
      container: { ...container, volumeMounts: [{ name: 'db', mountPath: '/etc/atlas' }] },
    },
  },
  {
    what: 'another key and mount path, as the URL that Atlas decodes',
    inputs: { 'secret-key': 'project.hcl', 'mount-path': '/etc/my atlas/' },
    expected: {
      ...SEED,
      container: {
        ...container,
        args: ['migrate', 'apply', '-c', 'file:///etc/my%20atlas/project.hcl', '--env', 'k8s'],
        volumeMounts: [{ name: 'atlas-project', mountPath: '/etc/my atlas' }],
      },
      secretKey: 'project.hcl',
    },
  },
  {
    what: 'another name of the container and pull policy',
    inputs: { 'container-name': 'migrate-shop', 'image-pull-policy': 'IfNotPresent' },
    expected: { ...SEED, container: { ...container, name: 'migrate-shop', imagePullPolicy: 'IfNotPresent' } },
  },
  {
    what: 'a place among the init containers',
    inputs: { position: 'after:proxy' },
    expected: { ...SEED, position: { at: 'after', name: 'proxy' } },
  },
  {
    what: 'resources and a security context',
    inputs: { resources: 'limits:\n  cpu: 1\n', 'security-context': 'restricted' },
    expected: {
      ...SEED,
      container: {
        ...container,
        resources: { limits: { cpu: 1 } },
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          runAsNonRoot: true,
          seccompProfile: { type: 'RuntimeDefault' },
        },
      },
    },
  },
  {
    what: 'nothing of the secret',
    inputs: { 'database-url': 'mysql://root:s3cr37p455@db/shop' },
    expected: SEED,
  },
]

describe('changeOf', () => {
  test.each(CASES)('$what', ({ inputs, expected }) => {
    expect(injection(inputs)).toEqual(expected)
  })

  test('has the fields of the container in the order in which they are written', () => {
    const given = { command: '/atlas', resources: '{limits: {cpu: 1}}', 'security-context': 'restricted' }
    expect(Object.keys(injection(given).container)).toEqual([
      'name',
      'image',
      'imagePullPolicy',
      'command',
      'args',
      'volumeMounts',
      'resources',
      'securityContext',
    ])
    expect(Object.keys(injection().container)).not.toContain('command')
  })

  test('of a removal is what ours is called, and needs neither an image nor an env', () => {
    const inputs = readSettings((name) => REMOVAL[name] ?? '', NO_SECRETS)

    expect(changeOf(inputs)).toEqual({
      operation: 'remove',
      containerName: 'migrate',
      volumeName: 'shop',
      secretName: 'shop.db',
      asked: { args: [] },
    })
  })
})
