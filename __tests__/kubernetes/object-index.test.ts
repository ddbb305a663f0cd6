import { describe, expect, test } from '@jest/globals'

import { readSettings } from '../../src/settings/settings.ts'
import type { YamlMap } from '../../src/yaml/value.ts'
import type { ManifestObject } from '../../src/kubernetes/workload.ts'
import { databaseOf } from '../../src/atlas/database.ts'
import { ObjectIndex } from '../../src/kubernetes/object-index.ts'
import { checkRollout } from '../../src/rules/check.ts'
import type { RolledOutWorkload } from '../../src/rules/rule.ts'
import { RULES } from '../../src/rules/rules.ts'
import { redactorOf } from '../../src/secrets/redactor.ts'

function object(kind: string, name: string, namespace: string, value: YamlMap = {}): ManifestObject {
  return { path: [], value: { kind, ...value }, kind, name, namespace }
}

const byName = ({ name }: ManifestObject): readonly string[] => [name, name]

const OBJECTS = [
  object('Service', 'db', 'shop'),
  object('Secret', 'db', ''),
  object('Pooler', 'db', 'other'),
  object('MariaDB', 'db', 'shop'),
  object('Service', 'web', 'other'),
]

describe('the objects with a key', () => {
  const index = new ObjectIndex(OBJECTS)
  const kinds = (found: readonly ManifestObject[]): readonly string[] => found.map(({ kind }) => kind)

  test.each([
    ['shop', ['Service', 'Secret', 'MariaDB']],
    ['other', ['Secret', 'Pooler']],
    ['elsewhere', ['Secret']],
    ['', ['Service', 'Secret', 'Pooler', 'MariaDB']],
  ])('that may be in namespace "%s", in the order of the files', (namespace, found) => {
    expect(kinds(index.around(namespace, byName, 'db'))).toEqual(found)
    expect(index.around(namespace, byName, 'none')).toEqual([])
  })

  test.each([
    ['shop', ['Service', 'MariaDB']],
    ['', ['Secret']],
    ['elsewhere', []],
  ])('that name namespace "%s"', (namespace, found) => {
    expect(kinds(index.within(namespace, byName, 'db'))).toEqual(found)
  })

  test('or any key at all', () => {
    expect([index.has(byName, 'web'), index.has(byName, 'none')]).toEqual([true, false])
    expect([index.hasAny(byName), index.hasAny(() => [])]).toEqual([true, false])
  })
})

const LIMITS = { limits: { cpu: '1', memory: '1Gi' } }

function workloadAt(at: number, namespace: string): RolledOutWorkload {
  const spec = {
    initContainers: [{ name: 'migrate', image: 'migrations:1' }],
    containers: [{ name: 'web', image: 'web:1', resources: LIMITS }],
  }
  const metadata = { labels: { app: `web-${at}` } }
  const value = { metadata: { name: `web-${at}` }, spec: { template: { metadata, spec } } }
  return {
    kind: 'Deployment',
    namespace,
    name: `web-${at}`,
    isChanged: true,
    value,
    podSpec: ['spec', 'template', 'spec'],
  }
}

function objectsAt(at: number, namespace: string): readonly ManifestObject[] {
  const scaleTargetRef = { kind: 'Deployment', name: `web-${at}` }
  return [
    object('HorizontalPodAutoscaler', `web-${at}`, namespace, { spec: { scaleTargetRef, maxReplicas: 3 } }),
    object('Service', `web-${at}`, namespace, { spec: { selector: { app: `web-${at}` }, ports: [{ port: 80 }] } }),
    object('LimitRange', `web-${at}`, namespace, { spec: { limits: [{ type: 'Pod', max: { cpu: '1' } }] } }),
    object('ResourceQuota', `web-${at}`, namespace, { spec: { hard: { pods: '5' } } }),
    object('AuthProxyWorkload', `web-${at}`, namespace),
    object('Namespace', `space-${at}`, ''),
    ...['Secret', 'Pooler', 'MariaDB', 'PerconaXtraDBCluster'].map((kind) => object(kind, `web-${at}`, namespace)),
  ]
}

/** How often the kind or the value of an object is read, for so many workloads with ten objects each. */
function looksFor(count: number, url: string, namespaceAt: (at: number) => string): number {
  const numbers = Array.from({ length: count }, (_, at) => at)
  let looks = 0
  const watched = numbers.flatMap((at) =>
    objectsAt(at, namespaceAt(at)).map(
      (one) =>
        new Proxy(one, {
          get: (target, key) => {
            if (key === 'kind' || key === 'value') looks++
            return Reflect.get(target, key) as unknown
          },
        }),
    ),
  )
  const given: Readonly<Record<string, string>> = { image: 'migrations:1', env: 'k8s', 'database-url': url }
  const settings = readSettings(
    (name) => given[name] ?? '',
    redactorOf({ databaseUrl: url, config: '', token: '', env: 'k8s' }),
  )
  checkRollout(
    {
      settings,
      database: url === '' ? undefined : databaseOf(url),
      config: undefined,
      makesSecret: url !== '',
      workloads: numbers.map((at) => workloadAt(at, namespaceAt(at))),
      objects: new ObjectIndex(watched),
    },
    RULES,
  )
  return looks
}

const URLS = [
  '',
  'postgres://app:example@localhost/app',
  'postgres://app:example@db/app',
  'mysql://app:example@db.data/app',
  'sqlserver://app:example@db/app',
]

describe('the rules look at objects in proportion to the files', () => {
  describe.each([
    ['no namespace', () => ''],
    ['one namespace', () => 'shop'],
    ['a namespace each', (at: number) => `space-${at}`],
  ])('with %s', (_, namespaceAt) => {
    test.each(URLS)('for the URL "%s"', (url) => {
      const few = looksFor(20, url, namespaceAt)

      expect(few).toBeGreaterThan(0)
      expect(looksFor(80, url, namespaceAt)).toBeLessThanOrEqual(4 * few)
    })
  })
})
