import { judgeArguments } from './arguments.ts'
import { parseChoice } from './choice.ts'
import { parseImageReference } from './image-reference.ts'
import {
  parseBoolean,
  parseBranch,
  parseLabelName,
  parseMessage,
  parseRepository,
  parseReviewer,
  parseTitle,
} from './github-names.ts'
import { unknownNames } from './unknown-names.ts'
import { parseKind } from './kinds.ts'
import { parseLabel, parseSecretKey, parseSubdomain, volumeNameFromSecretName } from './kubernetes-names.ts'
import { parseManifestPattern, withDefaultManifests } from './manifest-patterns.ts'
import { parseMountPath } from './mount-path.ts'
import { parseCommandWord, parseEnv, parseWorkingDirectory } from './plain-text.ts'
import { parsePosition } from './position.ts'
import { parseResources } from './resources.ts'
import { parseSecurityContext } from './security-context.ts'
import { parseSelector } from './selector.ts'
import type { Accepted, Fault, SettingFault, Verdict } from './fault.ts'
import { parseWorkloadPattern } from './workload-patterns.ts'
import type { Placement } from '../injection/placement.ts'
import type { Requirement } from '../kubernetes/selector.ts'
import type { YamlMap } from '../yaml/value.ts'
import { readableCredentials, type Credentials } from './credentials.ts'
import type { Mode } from './mode.ts'

/** An input's name → its text as the runner passes it; '' when it is not given. Not trimmed. */
export type InputReader = (name: string) => string

/** Every encoding of every secret value. */
export interface SecretForms {
  /** Whether a text that is not secret holds one of them, be it an ordinary word. */
  heldBy(text: string): boolean
  /** Where one that is no ordinary word starts in a text, or -1. */
  firstIn(text: string): number
}

/** Thrown with everything that is wrong with the inputs. */
export class InputError extends Error {
  override readonly name = 'InputError'
  /** Never empty; in action.yml's order, and within a list in the list's. */
  readonly faults: readonly SettingFault[]
  /** What may be wrong, too, and often is the reason. */
  readonly doubts: readonly SettingFault[]

  constructor(faults: readonly SettingFault[], doubts: readonly SettingFault[] = []) {
    super(faults.map(({ setting, fault }) => `${setting}: ${fault.code}`).join('\n'))
    this.faults = faults
    this.doubts = doubts
  }
}

/** Every input, validated, with its default where it was not given. */
export interface Inputs {
  /** An image reference with a tag, a digest or both. Empty where it is not given and the operation is `remove`. */
  readonly image: string
  /** Empty where it is not given and the operation is `remove`. */
  readonly env: string
  readonly args: readonly string[]
  /** Empty: the image's own entry point. */
  readonly command: readonly string[]
  /** Undefined: the Secret is only referred to. */
  readonly credentials: Credentials | undefined
  readonly secretName: string
  readonly secretKey: string
  readonly secretFormat: 'manifest'
  readonly namespace: string | undefined
  /** Relative to the workspace, or absolute. */
  readonly workingDirectory: string
  /** Globs relative to `workingDirectory`, at least one without `!` in front. */
  readonly manifests: readonly string[]
  /** Each one once. */
  readonly kinds: readonly string[]
  /** Patterns of names, some with `!` in front. Empty: every name. */
  readonly workloads: readonly string[]
  /** What a workload's own labels have to meet. Empty: any. */
  readonly selector: readonly Requirement[]
  readonly onNoMatch: 'error' | 'warn' | 'ignore'
  readonly onRefused: 'error' | 'warn'
  readonly containerName: string
  readonly volumeName: string
  /** Absolute, without a `/` at its end. */
  readonly mountPath: string
  readonly imagePullPolicy: 'Always' | 'IfNotPresent' | 'Never'
  readonly position: Placement
  /** The container's `resources`: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
  readonly resources: YamlMap | undefined
  /** The container's `securityContext`: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ */
  readonly securityContext: YamlMap | undefined
  readonly operation: 'inject' | 'remove'
  readonly mode: Mode
  /** Empty where it is not given; never so where the mode publishes. A secret. */
  readonly token: string
  /** `OWNER/NAME`. Undefined: the checkout's. */
  readonly repository: string | undefined
  /** Undefined: what the mode, the event and the checkout make of it. */
  readonly branch: string | undefined
  /** The branch that a pull request is to be merged into. Undefined: the one checked out. */
  readonly base: string | undefined
  /** Undefined, as the next two: made from the results. */
  readonly commitMessage: string | undefined
  readonly pullRequestTitle: string | undefined
  readonly pullRequestBody: string | undefined
  readonly labels: readonly string[]
  /** Logins, and teams as `ORGANIZATION/TEAM`. */
  readonly reviewers: readonly string[]
  readonly draft: boolean
  /** The least severity of a finding about the rollout that fails the run. */
  readonly failOn: 'error' | 'warning' | 'never'
  /** What may be wrong: inputs that there are not, and flags that the action does not know. */
  readonly doubts: readonly SettingFault[]
}

interface Wrong {
  readonly faults: readonly SettingFault[]
}

type Field<T> = Accepted<T> | Wrong

type Fields = { readonly [Name in keyof Inputs]: Field<Inputs[Name]> }

type Parser<T> = (text: string) => Verdict<T>

/** As {@link Parser}, of an item of a list, with its place from 0. */
type ItemParser = (text: string, index: number) => Verdict<string>

/** Inputs that end up in no manifest: an ordinary word in one of them is no leak, though it be a password too. */
const KEPT_OUT: readonly string[] = [
  'secret-format',
  'working-directory',
  'manifests',
  'kinds',
  'workloads',
  'selector',
  'on-no-match',
  'on-refused',
  'image-pull-policy',
  'position',
  'operation',
  'mode',
  'repository',
  'branch',
  'base',
  'labels',
  'reviewers',
  'draft',
  'fail-on',
]

/**
 * Reads and validates every input of action.yml.
 *
 * An empty text is "not given", and the default stands, as it does when the runner passes it. Texts are trimmed, but
 * for `config`. Lists have one item a line; blank lines are dropped.
 *
 * @param given the names of all inputs of the step, in lower case, with `_` where blanks were
 * @throws InputError with everything that is wrong
 */
export function readInputs(readRaw: InputReader, secretForms: SecretForms, given: readonly string[] = []): Inputs {
  const names = new Set<string>()
  const doubts: SettingFault[] = []

  function read(input: string): string {
    names.add(input)
    return readRaw(input)
  }

  function holdsSecret(input: string, text: string): boolean {
    if (text === '') return false
    return KEPT_OUT.includes(input) ? secretForms.firstIn(text) !== -1 : secretForms.heldBy(text)
  }

  /** An input of one value. The default is no secret, even if a password is the same word. */
  function one<T>(input: string, parse: Parser<T>, fallback = ''): Field<T> {
    const text = read(input).trim() || fallback
    if (text !== fallback && holdsSecret(input, text)) return wrong(input, [{ code: 'secret' }])
    return toField(input, parse(text))
  }

  /** An input of one value a line. */
  function list(input: string, parseItem: ItemParser): Field<readonly string[]> {
    const raw = read(input)
    if (holdsSecret(input, raw)) return wrong(input, [{ code: 'secret' }])
    const verdicts = linesOf(raw).map(parseItem)
    const itemDoubts = verdicts.flatMap((verdict) => ('value' in verdict ? (verdict.doubt ?? []) : []))
    doubts.push(...wrong(input, itemDoubts).faults)
    return toListField(input, verdicts)
  }

  function args(): Field<readonly string[]> {
    const raw = read('args')
    if (holdsSecret('args', raw)) return wrong('args', [{ code: 'secret' }])
    const lines = linesOf(raw)
    const verdict = judgeArguments(lines)
    doubts.push(...wrong('args', verdict.doubts).faults)
    return verdict.faults.length > 0 ? wrong('args', verdict.faults) : { value: lines }
  }

  const secretName = one('secret-name', parseSubdomain, 'atlas-project')

  function volumeName(): Field<string> {
    if (read('volume-name').trim() !== '') return one('volume-name', parseLabel)
    // Without a secret-name there is no default to judge; the problem is secret-name's alone.
    if ('faults' in secretName) return { faults: [] }
    return toField('volume-name', volumeNameFromSecretName(secretName.value))
  }

  const containerName = one('container-name', parseLabel, 'migrate')

  function position(): Field<Placement> {
    const field = one('position', parsePosition, 'last')
    const isOwn =
      'value' in field && 'name' in field.value && 'value' in containerName && field.value.name === containerName.value
    return isOwn ? wrong('position', [{ code: 'own-position', found: containerName.value }]) : field
  }

  const operation = one('operation', choice(['inject', 'remove']), 'inject')
  const isRemoval = 'value' in operation && operation.value === 'remove'

  const mode = one('mode', choice(['output', 'check', 'commit', 'pull-request']), 'output')
  const branch = one('branch', optional(parseBranch))

  function base(): Field<string | undefined> {
    const field = one('base', optional(parseBranch))
    const isOwn = 'value' in field && field.value !== undefined && 'value' in branch && branch.value === field.value
    return isOwn ? wrong('base', [{ code: 'same-branch', found: branch.value }]) : field
  }

  function credentials(): Field<Credentials | undefined> {
    const readable = readableCredentials(read('database-url').trim(), read('config'), read('env').trim())
    return readable && 'faults' in readable ? readable : { value: readable }
  }

  /** An input that an injection cannot do without; a removal can. */
  function injected(input: string, missing: 'missing-image' | 'missing-env', parse: Parser<string>): Field<string> {
    if (read(input).trim() !== '') return one(input, parse)
    return isRemoval ? { value: '' } : wrong(input, [{ code: missing }])
  }

  const fields: Omit<Fields, 'doubts'> = {
    image: injected('image', 'missing-image', parseImageReference),
    env: injected('env', 'missing-env', parseEnv),
    args: args(),
    command: list('command', parseCommandWord),
    credentials: credentials(),
    secretName,
    secretKey: one('secret-key', parseSecretKey, 'atlas.hcl'),
    secretFormat: one('secret-format', choice(['manifest']), 'manifest'),
    namespace: one('namespace', optional(parseLabel)),
    workingDirectory: one('working-directory', parseWorkingDirectory, '.'),
    manifests: map(list('manifests', parseManifestPattern), withDefaultManifests),
    kinds: map(list('kinds', parseKind), (kinds) => (kinds.length === 0 ? ['Deployment'] : [...new Set(kinds)])),
    workloads: list('workloads', parseWorkloadPattern),
    selector: one('selector', parseSelector),
    onNoMatch: one('on-no-match', choice(['error', 'warn', 'ignore']), 'error'),
    onRefused: one('on-refused', choice(['error', 'warn']), 'error'),
    containerName,
    volumeName: volumeName(),
    mountPath: one('mount-path', parseMountPath, '/etc/atlas'),
    imagePullPolicy: one('image-pull-policy', choice(['Always', 'IfNotPresent', 'Never']), 'Always'),
    position: position(),
    resources: one('resources', optional(parseResources)),
    securityContext: one('security-context', optional(parseSecurityContext)),
    operation,
    mode,
    token: toToken(read('token').trim(), 'value' in mode ? mode.value : 'output'),
    repository: one('repository', optional(parseRepository)),
    branch,
    base: base(),
    commitMessage: one('commit-message', optional(parseMessage)),
    pullRequestTitle: one('pull-request-title', optional(parseTitle)),
    pullRequestBody: one('pull-request-body', optional(parseMessage)),
    labels: list('labels', parseLabelName),
    reviewers: list('reviewers', parseReviewer),
    draft: one('draft', parseBoolean, 'false'),
    failOn: one('fail-on', choice(['error', 'warning', 'never']), 'error'),
  }
  return settle(fields, [...unknownNames(given, [...names]), ...doubts])
}

/** No fault has any part of it. */
function toToken(token: string, mode: Mode): Field<string> {
  if (/[\s\p{Cc}]/u.test(token)) return wrong('token', [{ code: 'token-with-blank' }])
  const isNeeded = mode === 'commit' || mode === 'pull-request'
  return token === '' && isNeeded ? wrong('token', [{ code: 'missing-token', mode }]) : { value: token }
}

function optional<T>(parse: Parser<T>): Parser<T | undefined> {
  return (text) => (text === '' ? { value: undefined } : parse(text))
}

function choice<const T extends string>(choices: readonly T[]): Parser<T> {
  return (text) => parseChoice(text, choices)
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function wrong(setting: string, faults: readonly Fault[]): Wrong {
  return { faults: faults.map((fault) => ({ setting, fault })) }
}

function toField<T>(input: string, verdict: Verdict<T>): Field<T> {
  return 'value' in verdict ? { value: verdict.value } : wrong(input, [verdict.fault])
}

function toListField(input: string, verdicts: readonly Verdict<string>[]): Field<readonly string[]> {
  const faults = verdicts.flatMap((verdict) => ('value' in verdict ? [] : [verdict.fault]))
  if (faults.length > 0) return wrong(input, faults)
  return { value: verdicts.flatMap((verdict) => ('value' in verdict ? [verdict.value] : [])) }
}

function map<T>(field: Field<T>, change: (value: T) => T): Field<T> {
  return 'faults' in field ? field : { value: change(field.value) }
}

/** @throws InputError when any field is wrong */
function settle(fields: Omit<Fields, 'doubts'>, doubts: readonly SettingFault[]): Inputs {
  const faults: SettingFault[] = []
  const values: [string, unknown][] = [['doubts', doubts]]
  for (const [name, field] of Object.entries<Field<unknown>>(fields)) {
    if ('faults' in field) faults.push(...field.faults)
    else values.push([name, field.value])
  }
  if (faults.length > 0) throw new InputError(faults, doubts)
  // `Fields` has every name of `Inputs` with its type, which Object.fromEntries forgets.
  return Object.fromEntries(values) as unknown as Inputs
}
