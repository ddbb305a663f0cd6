import type { Placement } from '../injection/placement.ts'
import { isName } from '../kubernetes/names.ts'
import type { Requirement } from '../kubernetes/selector.ts'
import type { YamlMap } from '../yaml/value.ts'
import { credentialFaults, credentialsOf, type Credentials } from './credentials.ts'
import { DEFINITIONS, type Definition, type Reading, type Values } from './definitions.ts'
import type { Fault, SettingFault } from './fault.ts'
import type { Mode } from './mode.ts'
import { unknownNames } from './unknown-names.ts'

/** A setting's name → its text; '' when it is not given. Not trimmed. */
export type SettingReader = (name: string) => string

/** Finds secrets in the texts of settings. */
export interface SecretFinder {
  /** Whether a text holds a secret, be it an ordinary word. */
  isIn(text: string): boolean
  /** Where a secret that is no ordinary word starts in a text, or -1. */
  indexIn(text: string): number
}

/** Thrown with everything that is wrong with the settings. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
  /** Never empty; in the order of action.yml, and within a list in that of its lines. */
  readonly faults: readonly SettingFault[]
  /** What may be wrong, too, and often is the reason. */
  readonly doubts: readonly SettingFault[]

  constructor(faults: readonly SettingFault[], doubts: readonly SettingFault[] = []) {
    super(faults.map(({ setting, fault }) => `${setting}: ${fault.code}`).join('\n'))
    this.faults = faults
    this.doubts = doubts
  }
}

/** Every setting, validated, with its default where it was not given. */
export interface Settings {
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
  /** What may be wrong: names that are not settings, and flags that the action does not know. */
  readonly doubts: readonly SettingFault[]
}

/** The names of all settings, in the order of action.yml. */
export const SETTING_NAMES: readonly string[] = Object.values(DEFINITIONS).map(({ name }) => name)

/**
 * Reads and validates every setting.
 *
 * @param given the names of all settings that were given, known or not, in lower case, with `_` where blanks were
 * @throws SettingsError with everything that is wrong
 */
export function readSettings(readText: SettingReader, secrets: SecretFinder, given: readonly string[] = []): Settings {
  const { values, faults, doubts } = readEach(readText, secrets)
  const unreadable = credentialFaults(values.databaseUrl ?? '', values.config ?? '', readText('env').trim())
  const allFaults = [...faults, ...unreadable, ...faultsBetween(values)]
  const allDoubts = [...unknownNames(given, SETTING_NAMES), ...doubts]
  if (allFaults.length > 0) throw new SettingsError(inOrder(allFaults), allDoubts)
  // Without faults, every value is there.
  return { ...settingsOf(values as Values), doubts: allDoubts }
}

function settingsOf(values: Values): Omit<Settings, 'doubts'> {
  // There is one format of the Secret, so nobody needs to know it.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  const { databaseUrl, config, secretFormat, volumeName, ...others } = values
  return {
    ...others,
    volumeName: volumeName === '' ? others.secretName : volumeName,
    credentials: credentialsOf(databaseUrl, config),
  }
}

interface Readings {
  /** Without those that are wrong. */
  readonly values: Partial<Values>
  readonly faults: readonly SettingFault[]
  readonly doubts: readonly SettingFault[]
}

/** Each setting by itself. */
function readEach(readText: SettingReader, secrets: SecretFinder): Readings {
  const values: Record<string, unknown> = {}
  const faults: SettingFault[] = []
  const doubts: SettingFault[] = []
  for (const [key, definition] of Object.entries<Definition<unknown>>(DEFINITIONS)) {
    const setting = definition.name
    const reading = read(definition, readText(setting), secrets)
    if ('faults' in reading) faults.push(...reading.faults.map((fault) => ({ setting, fault })))
    else values[key] = reading.value
    doubts.push(...(reading.doubts ?? []).map((fault) => ({ setting, fault })))
  }
  return { values, faults, doubts }
}

function read<T>(definition: Definition<T>, given: string, secrets: SecretFinder): Reading<T> {
  const { default: fallback = '', isVerbatim } = definition
  const text = given.trim() === '' ? fallback : isVerbatim ? given : given.trim()
  // The default is no secret, even if a password is the same word.
  if (text !== fallback && holdsSecret(definition, text, secrets)) return { faults: [{ code: 'secret' }] }
  return definition.read(text)
}

function holdsSecret({ mayHold }: Definition<unknown>, text: string, secrets: SecretFinder): boolean {
  if (mayHold === 'secrets') return false
  return mayHold === 'words' ? secrets.indexIn(text) !== -1 : secrets.isIn(text)
}

/** What settings ask of each other; one that is wrong by itself asks nothing. */
function faultsBetween(values: Partial<Values>): SettingFault[] {
  const { operation, image, env, secretName, volumeName, containerName, position, mode, token, branch, base } = values
  const faults: SettingFault[] = []
  function add(setting: string, fault: Fault): void {
    faults.push({ setting, fault })
  }
  if (operation !== 'remove' && image === '') add('image', { code: 'missing-image' })
  if (operation !== 'remove' && env === '') add('env', { code: 'missing-env' })
  if (volumeName === '' && secretName !== undefined && !isName(secretName, 'label'))
    add('volume-name', { code: 'secret-name-for-volume', found: secretName })
  if (position && 'name' in position && position.name === containerName)
    add('position', { code: 'own-position', found: position.name })
  if (token === '' && (mode === 'commit' || mode === 'pull-request')) add('token', { code: 'missing-token', mode })
  if (base !== undefined && base === branch) add('base', { code: 'same-branch', found: base })
  return faults
}

function inOrder(faults: readonly SettingFault[]): SettingFault[] {
  return faults.toSorted((a, b) => SETTING_NAMES.indexOf(a.setting) - SETTING_NAMES.indexOf(b.setting))
}
