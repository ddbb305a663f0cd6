import { parseArguments } from './arguments.ts'
import { parseChoice } from './choice.ts'
import type { Fault, Verdict } from './fault.ts'
import {
  parseBoolean,
  parseBranch,
  parseLabelName,
  parseMessage,
  parseRepository,
  parseReviewer,
  parseTitle,
} from './github-names.ts'
import { parseImageReference } from './image-reference.ts'
import { parseKind } from './kinds.ts'
import { parseLabel, parseSecretKey, parseSubdomain } from './kubernetes-names.ts'
import { ALL_MANIFESTS, parseManifestPattern, withDefaultManifests } from './manifest-patterns.ts'
import { parseMountPath } from './mount-path.ts'
import { parseCommandWord, parseEnv, parseToken, parseWorkingDirectory } from './plain-text.ts'
import { parsePosition } from './position.ts'
import { parseResources } from './resources.ts'
import { parseSecurityContext } from './security-context.ts'
import { parseSelector } from './selector.ts'
import { parseWorkloadPattern } from './workload-patterns.ts'

/** How a setting is read, whatever its text comes from. */
export interface Definition<T> {
  /** As action.yml has it. */
  readonly name: string
  /** The text that stands for a blank one. */
  readonly default?: string
  /**
   * What its text may hold of a secret: all of it, or a word that is a password by chance. By default nothing, since it ends up in
   * a manifest or in a commit.
   */
  readonly mayHold?: 'secrets' | 'words'
  /** Whether white space around it counts. */
  readonly isVerbatim?: true
  /** Reads its text, which is blank where it is not given and has no default. */
  readonly read: (text: string) => Reading<T>
}

/** What the text of a setting comes to, and what may be wrong with it all the same. */
export type Reading<T> = ({ readonly value: T } | { readonly faults: readonly Fault[] }) & {
  readonly doubts?: readonly Fault[]
}

/** The settings, in the order of action.yml. What one asks of another, `settings.ts` checks. */
export const DEFINITIONS = {
  image: { name: 'image', read: one(orBlank(parseImageReference)) },
  env: { name: 'env', read: one(orBlank(parseEnv)) },
  args: { name: 'args', read: (text) => parseArguments(linesOf(text)) },
  command: { name: 'command', read: lines(parseCommandWord) },
  databaseUrl: { name: 'database-url', mayHold: 'secrets', read: (text) => ({ value: text }) },
  config: { name: 'config', mayHold: 'secrets', isVerbatim: true, read: (text) => ({ value: text }) },
  secretName: { name: 'secret-name', default: 'atlas-project', read: one(parseSubdomain) },
  secretKey: { name: 'secret-key', default: 'atlas.hcl', read: one(parseSecretKey) },
  secretFormat: { name: 'secret-format', default: 'manifest', mayHold: 'words', read: choice(['manifest']) },
  namespace: { name: 'namespace', read: one(optional(parseLabel)) },
  workingDirectory: { name: 'working-directory', default: '.', mayHold: 'words', read: one(parseWorkingDirectory) },
  manifests: {
    name: 'manifests',
    default: ALL_MANIFESTS.join('\n'),
    mayHold: 'words',
    read: lines(parseManifestPattern, withDefaultManifests),
  },
  kinds: {
    name: 'kinds',
    default: 'Deployment',
    mayHold: 'words',
    read: lines(parseKind, (kinds) => [...new Set(kinds)]),
  },
  workloads: { name: 'workloads', mayHold: 'words', read: lines(parseWorkloadPattern) },
  selector: { name: 'selector', mayHold: 'words', read: one(parseSelector) },
  onNoMatch: { name: 'on-no-match', default: 'error', mayHold: 'words', read: choice(['error', 'warn', 'ignore']) },
  onRefused: { name: 'on-refused', default: 'error', mayHold: 'words', read: choice(['error', 'warn']) },
  containerName: { name: 'container-name', default: 'migrate', read: one(parseLabel) },
  volumeName: { name: 'volume-name', read: one(orBlank(parseLabel)) },
  mountPath: { name: 'mount-path', default: '/etc/atlas', read: one(parseMountPath) },
  imagePullPolicy: {
    name: 'image-pull-policy',
    default: 'Always',
    mayHold: 'words',
    read: choice(['Always', 'IfNotPresent', 'Never']),
  },
  position: { name: 'position', default: 'last', mayHold: 'words', read: one(parsePosition) },
  resources: { name: 'resources', read: one(optional(parseResources)) },
  securityContext: { name: 'security-context', read: one(optional(parseSecurityContext)) },
  operation: { name: 'operation', default: 'inject', mayHold: 'words', read: choice(['inject', 'remove']) },
  mode: {
    name: 'mode',
    default: 'output',
    mayHold: 'words',
    read: choice(['output', 'check', 'commit', 'pull-request']),
  },
  token: { name: 'token', mayHold: 'secrets', read: one(parseToken) },
  repository: { name: 'repository', mayHold: 'words', read: one(optional(parseRepository)) },
  branch: { name: 'branch', mayHold: 'words', read: one(optional(parseBranch)) },
  base: { name: 'base', mayHold: 'words', read: one(optional(parseBranch)) },
  commitMessage: { name: 'commit-message', read: one(optional(parseMessage)) },
  pullRequestTitle: { name: 'pull-request-title', read: one(optional(parseTitle)) },
  pullRequestBody: { name: 'pull-request-body', read: one(optional(parseMessage)) },
  labels: { name: 'labels', mayHold: 'words', read: lines(parseLabelName) },
  reviewers: { name: 'reviewers', mayHold: 'words', read: lines(parseReviewer) },
  draft: { name: 'draft', default: 'false', mayHold: 'words', read: one(parseBoolean) },
  failOn: { name: 'fail-on', default: 'error', mayHold: 'words', read: choice(['error', 'warning', 'never']) },
} as const satisfies Readonly<Record<string, Definition<unknown>>>

/** The value of each setting. */
export type Values = {
  readonly [Key in keyof typeof DEFINITIONS]: (typeof DEFINITIONS)[Key] extends Definition<infer T> ? T : never
}

type Parser<T> = (text: string) => Verdict<T>

function one<T>(parse: Parser<T>): (text: string) => Reading<T> {
  return (text) => {
    const verdict = parse(text)
    return 'fault' in verdict ? { faults: [verdict.fault] } : { value: verdict.value }
  }
}

/** One value a line; blank lines are dropped. */
function lines(
  parse: (line: string, index: number) => Verdict<string>,
  completed: (values: readonly string[]) => readonly string[] = (values) => values,
): (text: string) => Reading<readonly string[]> {
  return (text) => {
    const verdicts = linesOf(text).map(parse)
    const faults = verdicts.flatMap((verdict) => ('fault' in verdict ? [verdict.fault] : []))
    const accepted = verdicts.flatMap((verdict) => ('value' in verdict ? [verdict] : []))
    const doubts = accepted.flatMap(({ doubt }) => doubt ?? [])
    return faults.length > 0 ? { faults, doubts } : { value: completed(accepted.map(({ value }) => value)), doubts }
  }
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function choice<const T extends string>(choices: readonly T[]): (text: string) => Reading<T> {
  return one((text) => parseChoice(text, choices))
}

function optional<T>(parse: Parser<T>): Parser<T | undefined> {
  return (text) => (text === '' ? { value: undefined } : parse(text))
}

function orBlank(parse: Parser<string>): Parser<string> {
  return (text) => (text === '' ? { value: '' } : parse(text))
}
