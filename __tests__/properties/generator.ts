import fc from 'fast-check'

import { KINDS, podSpecPath } from '../../src/kubernetes/kinds.ts'
import { textOf, type Value, type YamlMap } from '../../src/yaml/value.ts'
import { Dice } from './dice.ts'
import { print, type Style } from './printer.ts'

/** A made file with one workload that is asked for. */
export interface MadeFile {
  readonly text: string
  /** The document of the workload. */
  readonly document: number
  /** From the document's root to the pod spec. */
  readonly podSpec: readonly (string | number)[]
  readonly initContainers: readonly string[]
  /** The keys of lists that are there without a value. */
  readonly nullKeys: readonly string[]
}

const WORDS = ['a', 'web', 'yes', 'no', '0755', '1e3', '~', '1:30', '2020-01-01', 'a: b', 'a #b', '- a', '{{ a }}']
const TEXTS = [
  ...WORDS,
  '',
  ' blank ',
  'ünïcode',
  '日本',
  '🚀',
  'x'.repeat(300),
  '"',
  "'",
  '\\',
  '@a',
  '*a',
  '!a',
  '%a',
  '&a',
]

const text = fc.constantFrom(...TEXTS)
const scalar = fc.oneof(text, fc.integer({ min: -1, max: 9999 }), fc.boolean())
const name = fc.stringMatching(/^[b-l][a-z]{2,6}$/)

const env = fc.array(fc.record({ name, value: text }), { maxLength: 3 })
const labels = fc.dictionary(name, text, { maxKeys: 3 })
const probe = fc.record({ httpGet: fc.record({ path: fc.constant('/'), port: fc.integer({ min: 1, max: 9999 }) }) })

const container = fc.record(
  {
    name,
    image: fc.constantFrom('web:1', 'ghcr.io/a/b@sha256:0123', 'a'),
    restartPolicy: fc.constantFrom('Always'),
    args: fc.array(text, { maxLength: 3 }),
    env,
    readinessProbe: probe,
    resources: fc.constantFrom<Value>({}, { limits: { cpu: 1, memory: '1Gi' } }),
    volumeMounts: fc.array(fc.record({ name, mountPath: fc.constant('/data') }), { maxLength: 2 }),
  },
  { requiredKeys: ['name'] },
)

const containers = fc.uniqueArray(container, { minLength: 1, maxLength: 3, selector: (one) => one.name })

const volume = fc.oneof(
  fc.record({ name, emptyDir: fc.constant({}) }),
  fc.record({ name, configMap: fc.record({ name, items: fc.constant([{ key: 'a', path: 'b' }]) }) }),
)

const volumes = fc.uniqueArray(volume, { minLength: 1, maxLength: 3, selector: (one) => one.name })

/** A list that is absent, without a value, empty, or has something in it. */
function list<T>(filled: fc.Arbitrary<T[]>): fc.Arbitrary<T[] | null | undefined> {
  return fc.oneof(
    { weight: 4, arbitrary: filled },
    fc.constantFrom<T[] | null | undefined>(undefined, undefined, null, []),
  )
}

const podSpec = fc
  .record({
    shuffle: fc.nat(),
    containers,
    initContainers: list(containers),
    volumes: list(volumes),
    others: fc.record(
      { restartPolicy: fc.constant('Always'), nodeSelector: labels, hostNetwork: fc.boolean(), x: scalar },
      { requiredKeys: [] },
    ),
  })
  .map(({ shuffle, others, ...lists }) => {
    const entries = Object.entries({ ...others, ...lists }).filter(([, value]) => value !== undefined)
    const dice = new Dice(shuffle)
    const keys = dice.chance(0.6)
      ? entries
      : entries
          .map((entry) => ({ entry, at: dice.next() }))
          .sort((a, b) => a.at - b.at)
          .map(({ entry }) => entry)
    return Object.fromEntries(keys) as YamlMap
  })

const style: fc.Arbitrary<Style> = fc.record({
  step: fc.constantFrom(2, 2, 2, 3, 4, 8),
  dashes: fc.boolean(),
  gap: fc.constantFrom(1, 1, 1, 3),
  quote: fc.constantFrom('' as const, '' as const, "'" as const, '"' as const),
  flow: fc.constantFrom(0, 0, 0.2, 0.4, 0.4, 1),
  padding: fc.constantFrom('' as const, ' ' as const),
  comments: fc.constantFrom(0, 0.1, 0.4),
  blankLines: fc.constantFrom(0, 0.1, 0.3),
  json: fc.constantFrom<Style['json'][]>(undefined, undefined, undefined, undefined, 0, 2, 4, '\t'),
})

const OTHERS = [
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: |\n    kind: Deployment\n    # no comment\n',
  '# nothing\n',
  '',
  '{"apiVersion": "v1", "kind": "Service"}\n',
  'apiVersion: v1\nkind: Secret\nstringData: {a: "b" } # c\n...\n# behind\n',
]

interface Around {
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly lineEnd: string
  readonly isOpen: boolean
  readonly mark: string
  readonly directive: boolean
}

const around: fc.Arbitrary<Around> = fc.record({
  before: fc.array(fc.constantFrom(...OTHERS), { maxLength: 2 }),
  after: fc.array(fc.constantFrom(...OTHERS), { maxLength: 2 }),
  lineEnd: fc.constantFrom('\n', '\n', '\r\n'),
  isOpen: fc.boolean(),
  mark: fc.constantFrom('', '', '\ufeff'),
  directive: fc.boolean(),
})

/** Files of every form that people write, with one workload of a kind that is known or is a member of a list. */
export const madeFile: fc.Arbitrary<MadeFile> = fc
  .record({
    kind: fc.constantFrom(...Object.keys(KINDS)),
    isMember: fc.constantFrom(false, false, false, true),
    podSpec,
    labels,
    style,
    around,
    seed: fc.nat(),
  })
  .map(({ kind, isMember, podSpec: spec, labels: some, style: written, around: rest, seed }) => {
    const [group] = KINDS[kind]?.groups ?? []
    const head = { apiVersion: group ? `${group}/v1` : 'v1', kind, metadata: { name: 'shop', labels: some } }
    const path = podSpecPath(kind)
    const inner = path.reduceRight<Value>((value, key) => ({ [key]: value }), spec)
    const workload: YamlMap = { ...head, ...(inner as YamlMap) }
    const root: YamlMap = isMember
      ? { apiVersion: 'v1', kind: 'List', items: [{ kind: 'Service' }, workload] }
      : workload
    const lines = print(root, written, new Dice(seed))
    return {
      text: streamOf(lines, rest),
      document: rest.before.length,
      podSpec: [...(isMember ? ['items', 1] : []), ...path],
      initContainers: Array.isArray(spec.initContainers)
        ? spec.initContainers.map((one: Value) => textOf((one as YamlMap).name))
        : [],
      nullKeys: ['volumes', 'initContainers'].filter((key) => spec[key] === null),
    }
  })

/** The document among others, with the ends that the file has. */
function streamOf(lines: readonly string[], { before, after, lineEnd, isOpen, mark, directive }: Around): string {
  const parts = [
    ...before.map((other) => `---\n${other}`),
    `${before.length > 0 || directive ? '---\n' : ''}${lines.join('\n')}\n`,
  ]
  const head = directive && before.length === 0 ? '%YAML 1.1\n' : ''
  const whole = mark + head + [...parts, ...after.map((other) => `---\n${other}`)].join('')
  const closed = isOpen ? whole.replace(/\n$/, '') : whole
  return closed.replaceAll('\n', lineEnd)
}

/** Settings as the action's inputs; `position` names an init container of the file, if it has one. */
export interface Settings {
  readonly inputs: Readonly<Record<string, string>>
  /** Which of the file's init containers the position names. */
  readonly beside: number
}

const optional = { requiredKeys: [] }

export const madeSettings: fc.Arbitrary<Settings> = fc.record({
  beside: fc.nat(),
  inputs: fc.record(
    {
      image: fc.constantFrom('ghcr.io/repo/migrations:v2', 'yes:0755', `a@sha256:${'0'.repeat(64)}`),
      env: fc.constantFrom('k8s', 'yes', '1e3', '0755'),
      args: fc.constantFrom('--dry-run', '--baseline\n20240101000000\n--var=a: b #c'),
      command: fc.constantFrom('/atlas', 'on'),
      'secret-name': fc.constantFrom('shop-db', '1e3'),
      'mount-path': fc.constantFrom('/atlas', '/etc/ä b'),
      'image-pull-policy': fc.constantFrom('Never', 'IfNotPresent'),
      position: fc.constantFrom('first', 'last', 'before', 'after'),
      resources: fc.constantFrom('limits: {cpu: 1, memory: 64Mi}', 'requests:\n  cpu: "1e3"\n'),
      'security-context': fc.constantFrom('restricted', 'runAsUser: 1000'),
    },
    optional,
  ),
})

/** The inputs for a file: a position beside an init container needs one. */
export function inputsFor({ inputs, beside }: Settings, { initContainers }: MadeFile): Record<string, string> {
  const { position = 'last', ...others } = inputs
  const neighbour = initContainers[beside % Math.max(1, initContainers.length)]
  if (position !== 'before' && position !== 'after') return { ...others, position }
  return { ...others, position: neighbour === undefined ? 'first' : `${position}:${neighbour}` }
}
