import type { SearchResult } from '../files/find.ts'
import { isChange } from '../injection/result.ts'
import { matchesName } from '../kubernetes/selection.ts'
import { hasErrors, type Diagnostic, type DiagnosticData, type Severity } from '../outcome/diagnostic.ts'
import type { Plan } from '../outcome/outcome.ts'
import type { ReportedWorkload } from '../outcome/workload.ts'
import type { Settings } from '../settings/settings.ts'
import { ALL_MANIFESTS } from '../settings/manifest-patterns.ts'
import { doubtDiagnostics } from './diagnostics.ts'
import type { FilePlan } from './plan.ts'
import { tellingPatterns } from './unmatched-patterns.ts'

/** What the repository has besides the files of a plan. */
export interface Surroundings {
  readonly search: SearchResult
  /** The patterns that match only files that a sparse checkout leaves out. */
  readonly sparse: readonly string[]
  /** The signatures and checksums of files that change, by file: names relative to the workspace. */
  readonly companions: ReadonlyMap<string, readonly string[]>
}

/**
 * What the settings make of the plans of files and the findings about their rollout: which of what was found a person has to
 * know of, and whether anything may be written.
 */
export function checked(
  files: FilePlan,
  findings: readonly Diagnostic[],
  surroundings: Surroundings,
  settings: Settings,
): Plan {
  const { mode, operation } = settings
  const { filesRead, workloads } = files
  const diagnostics: Diagnostic[] = [
    ...doubtDiagnostics(settings.doubts),
    ...searchDiagnostics(surroundings),
    ...files.diagnostics,
    ...onceEach(workloads.flatMap((workload) => refusal(workload, settings))),
    ...noWorkload(files, surroundings.search, settings),
    ...idlePatterns(files, settings).map((pattern) => warning({ code: 'unmatched-workload-pattern', pattern })),
    ...workloads.flatMap(additions),
    ...workloads.flatMap((workload) => otherMigrations(workload, settings)),
    ...findings,
    ...files.changes.flatMap(({ path }) => staleCompanions(path, surroundings)),
  ]
  const isBlocked = hasErrors(diagnostics)
  const outdated = mode === 'check' ? workloads.flatMap(outdatedWorkload) : []
  return {
    operation,
    mode,
    filesRead,
    workloads,
    changes: isBlocked && mode !== 'check' ? [] : files.changes,
    diagnostics: [...diagnostics, ...outdated],
  }
}

function warning(data: DiagnosticData, location?: Diagnostic['location']): Diagnostic {
  return { ...data, severity: 'warning', ...(location && { location }) }
}

function searchDiagnostics({ search, sparse }: Surroundings): Diagnostic[] {
  const unmatched = (pattern: string): Diagnostic =>
    warning({
      code: 'unmatched-pattern',
      pattern,
      isFolder: search.folders.includes(pattern),
      isSparse: sparse.includes(pattern),
    })
  return [
    ...search.leaving.map((file) => warning({ code: 'link-out-of-workspace' }, { file })),
    ...search.unmatched
      .filter((pattern) => !ALL_MANIFESTS.includes(pattern) && !sparse.includes(pattern))
      .map(unmatched),
    ...tellingPatterns(search)
      .filter((pattern) => sparse.includes(pattern))
      .map(unmatched),
  ]
}

/** One of each place: a text that cannot be read has one fault, however many workloads seem to stand in it. */
function onceEach(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const byPlace = diagnostics.toReversed().map((diagnostic): [string, Diagnostic] => {
    const { file, line, column } = diagnostic.location ?? { file: '' }
    return [JSON.stringify([file, line, column]), diagnostic]
  })
  return [...new Map(byPlace).values()].reverse()
}

function refusal(workload: ReportedWorkload, { onRefused }: Settings): Diagnostic[] {
  const { action, file, position } = workload
  if (action !== 'refused') return []
  return [{ code: 'refused', workload, severity: effectOf(onRefused), location: { file, ...position } }]
}

function effectOf(choice: 'error' | 'warn'): Severity {
  return choice === 'error' ? 'error' : 'warning'
}

/** The lines of `workloads` that no workload's name matches. */
function idlePatterns({ workloads }: FilePlan, settings: Settings): string[] {
  const names = workloads.filter(({ kind }) => settings.kinds.includes(kind)).map(({ name }) => name)
  return settings.workloads.filter((pattern) => !names.some((name) => matchesName(name, pattern.replace(/^!/, ''))))
}

function additions(workload: ReportedWorkload): Diagnostic[] {
  const { additions: added, file } = workload
  if (!added) return []
  return [warning({ code: 'additions-removed', workload, names: added.names }, { file, ...added.position })]
}

function otherMigrations(workload: ReportedWorkload, { containerName }: Settings): Diagnostic[] {
  const { otherMigrations: names = [], file, line } = workload
  return names.map((container) =>
    warning({ code: 'other-migration', workload, container, containerName }, { file, line }),
  )
}

function staleCompanions(file: string, { companions }: Surroundings): Diagnostic[] {
  const names = companions.get(file) ?? []
  return names.length === 0 ? [] : [warning({ code: 'stale-companions', names }, { file })]
}

function noWorkload(
  { filesRead, workloads }: FilePlan,
  { isEmpty }: SearchResult,
  { onNoMatch, kinds }: Settings,
): Diagnostic[] {
  if (onNoMatch === 'ignore' || workloads.some(({ action }) => action !== 'skipped')) return []
  const severity = effectOf(onNoMatch)
  return isEmpty
    ? [{ code: 'empty-workspace', severity }]
    : [{ code: 'no-workload', severity, kinds, skipped: workloads.length, filesRead }]
}

function outdatedWorkload(workload: ReportedWorkload): Diagnostic[] {
  const { action, file, line } = workload
  return isChange(action) ? [{ code: 'outdated', workload, severity: 'error', location: { file, line } }] : []
}
