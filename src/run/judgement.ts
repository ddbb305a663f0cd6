import type { SearchResult } from '../files/find.ts'
import type { Inputs } from '../settings/inputs.ts'
import { ALL_MANIFESTS } from '../settings/manifest-patterns.ts'
import { matchesName } from '../kubernetes/workload.ts'
import { patternHint } from '../messages/pattern-hint.ts'
import type { Plan } from './plan.ts'
import { doubtProblem } from './problems.ts'
import { counted } from '../messages/log.ts'
import { additionsFinding, findingProblem } from '../messages/findings.ts'
import {
  describe,
  hasErrors,
  isChange,
  placeOf,
  type Outcome,
  type Problem,
  type ReportedWorkload,
} from '../outcome/outcome.ts'
import type { Finding } from '../outcome/finding.ts'

/** What the disk has besides the files of a plan. */
export interface OnDisk {
  readonly search: SearchResult
  /** The patterns that match only files that a sparse checkout leaves out. */
  readonly sparse: readonly string[]
  /** The signatures and checksums of files that change, by file: names relative to the workspace. */
  readonly companions: ReadonlyMap<string, readonly string[]>
}

/** The unmatched patterns that a person wrote; where no file was found, the default ones, too. */
export function tellingPatterns({ unmatched, files }: Pick<SearchResult, 'unmatched' | 'files'>): readonly string[] {
  return files.length === 0 ? unmatched : unmatched.filter((pattern) => !ALL_MANIFESTS.includes(pattern))
}

/**
 * What the inputs make of a plan and the findings about its rollout: which of what was found is a problem, and whether
 * anything may be written.
 */
export function judge(
  plan: Plan,
  findings: readonly Finding[],
  { search, sparse, companions }: OnDisk,
  inputs: Inputs,
): Outcome {
  const { mode, operation } = inputs
  const problems: Problem[] = [
    ...inputs.doubts.map(doubtProblem),
    ...search.leaving.map(leavingProblem),
    ...search.unmatched
      .filter((pattern) => !ALL_MANIFESTS.includes(pattern) && !sparse.includes(pattern))
      .map((pattern) => unmatchedProblem(pattern, search)),
    ...tellingPatterns(search)
      .filter((pattern) => sparse.includes(pattern))
      .map(sparseProblem),
    ...plan.problems,
    ...distinct(plan.workloads.flatMap((workload) => refusalProblem(workload, inputs))),
    ...noMatchProblem(plan, search, inputs),
    ...idlePatterns(plan, inputs).map(idleProblem),
    ...plan.workloads.flatMap(additionsProblem),
    ...plan.workloads.flatMap((workload) => otherNameProblem(workload, inputs)),
    ...findings.map((finding) => rolloutProblem(finding, inputs)),
    ...plan.changes.flatMap(({ file }) => staleProblem(file, companions)),
  ]
  const isBlocked = hasErrors({ problems })
  const outdated = mode === 'check' ? plan.workloads.flatMap(checkProblem) : []
  return {
    operation,
    mode,
    filesRead: plan.filesRead,
    workloads: plan.workloads,
    findings,
    changes: isBlocked && mode !== 'check' ? [] : plan.changes,
    secretNamespaces: [],
    editedEarlier: [],
    publication: undefined,
    problems: [...problems, ...outdated],
  }
}

function leavingProblem(file: string): Problem {
  return {
    severity: 'warning',
    title: 'A link leads out of the workspace',
    message:
      'This symbolic link was not followed. Take it out with a `!` line in the input `manifests`, or check out what it leads to.',
    file,
  }
}

function sparseProblem(pattern: string): Problem {
  return {
    severity: 'warning',
    title: 'A pattern matches nothing',
    message: `\`${pattern}\` of the input \`manifests\` matches only files that the sparse checkout leaves out. Add their folders to \`sparse-checkout\` of \`actions/checkout\`.`,
  }
}

function unmatchedProblem(pattern: string, search: SearchResult): Problem {
  const hint = patternHint(pattern, search.folders)
  return {
    severity: 'warning',
    title: 'A pattern matches nothing',
    message:
      hint ??
      (pattern.startsWith('!')
        ? `The line \`${pattern}\` of the input \`manifests\` takes no file away. Patterns start at \`working-directory\`.`
        : `No file matches \`${pattern}\` of the input \`manifests\`, or lines with \`!\` take all of them away. Patterns start at \`working-directory\`.`),
  }
}

/** One of each place: a text that cannot be read has one fault, however many workloads seem to stand in it. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.toReversed().map((problem) => [placeOf(problem), problem])).values()].reverse()
}

function refusalProblem(workload: ReportedWorkload, { onRefused }: Inputs): Problem[] {
  if (workload.action !== 'refused') return []
  const { file, reason, position } = workload
  return [
    {
      severity: onRefused === 'error' ? 'error' : 'warning',
      title: 'Refused',
      message: `${describe(workload)} cannot be edited safely: ${reason}`,
      file,
      ...position,
    },
  ]
}

/** The lines of `workloads` that no workload's name matches. */
function idlePatterns({ workloads }: Plan, inputs: Inputs): string[] {
  const names = workloads.filter(({ kind }) => inputs.kinds.includes(kind)).map(({ name }) => name)
  return inputs.workloads.filter((pattern) => !names.some((name) => matchesName(name, pattern.replace(/^!/, ''))))
}

function idleProblem(pattern: string): Problem {
  return {
    severity: 'warning',
    title: 'A pattern matches nothing',
    message: `No workload of the input \`kinds\` is named as \`${pattern}\` of the input \`workloads\` says. Correct it, or take it out.`,
  }
}

function additionsProblem(workload: ReportedWorkload): Problem[] {
  const finding = additionsFinding(workload)
  return finding ? [findingProblem('Additions go, too', finding)] : []
}

function otherNameProblem(workload: ReportedWorkload, { containerName }: Inputs): Problem[] {
  const { otherMigrations = [], file, line } = workload
  return otherMigrations.map((name) => ({
    severity: 'warning',
    title: 'Another migration stays',
    message: `${describe(workload)} has no init container \`${containerName}\`, but \`${name}\` runs \`migrate apply\`. To remove it, set the input \`container-name\` to \`${name}\`.`,
    file,
    line,
  }))
}

/** An error fails the run, and nothing else does: `fail-on` says which findings are errors. */
function rolloutProblem(finding: Finding, { failOn }: Inputs): Problem {
  const isError = finding.severity === 'error' ? failOn !== 'never' : finding.severity === failOn
  const severity = isError ? 'error' : finding.severity === 'notice' ? 'notice' : 'warning'
  return { ...findingProblem(finding.rule, finding), severity }
}

function staleProblem(file: string, companions: OnDisk['companions']): Problem[] {
  const names = companions.get(file) ?? []
  if (names.length === 0) return []
  const list = names.map((name) => `\`${name}\``).join(', ')
  return [
    {
      severity: 'warning',
      title: 'A signature or checksum goes stale',
      message: `This file changes, so these no longer match it: ${list}. After this step, sign it or compute its checksum again.`,
      file,
    },
  ]
}

function noMatchProblem(
  { filesRead, workloads }: Plan,
  { isEmpty }: SearchResult,
  { onNoMatch, kinds }: Inputs,
): Problem[] {
  if (onNoMatch === 'ignore' || workloads.some(({ action }) => action !== 'skipped')) return []
  const seen =
    workloads.length === 0
      ? `no ${kinds.join(' or ')} was found`
      : `all that was found is skipped (${counted(workloads.length, 'workload')})`
  return [
    {
      severity: onNoMatch === 'error' ? 'error' : 'warning',
      title: 'Nothing to rewrite',
      message: isEmpty
        ? 'The workspace has no files. Run `actions/checkout` before this step.'
        : `${seen}, in ${counted(filesRead, 'file')} that could hold one. Look at the inputs \`working-directory\`, \`manifests\`, \`kinds\`, \`workloads\` and \`selector\`, or set \`on-no-match\`.`,
    },
  ]
}

function checkProblem(workload: ReportedWorkload): Problem[] {
  const { action, file, line } = workload
  if (!isChange(action)) return []
  const what = action === 'removed' ? 'would lose the init container' : `would be ${action}`
  const message = `${describe(workload)} ${what}. Run with \`mode: output\` and commit the result.`
  return [{ severity: 'error', title: 'Not up to date', message, file, line, outdated: workload }]
}
