import type { Place } from '../yaml/locate.ts'
import { textOf, valueAt } from '../yaml/value.ts'
import type { Fault, Rule, Run, Severity } from './rule.ts'
import type { PreflightWorkload } from '../kubernetes/pod.ts'

/** On a workload or its pod template: the names of rules, separated by commas, that are to say nothing of it. */
export const IGNORE_ANNOTATION = 'atlas-init-container/ignore'

/** Something to say of a workload. */
export interface Sighting extends Fault {
  readonly workload: PreflightWorkload
  readonly rule: string
  readonly severity: Severity
  /** What to do. */
  readonly fix: string
}

/**
 * All that the rules have to say, workload by workload: but for what its annotation switches off, which is named in one
 * notice.
 */
export function preflight(run: Run, rules: readonly Rule[]): readonly Sighting[] {
  const told = new Set<string>()
  return run.workloads.flatMap((workload) => {
    const ignore = ignoreAnnotationOf(workload)
    const found = rules
      .filter(({ name, isOncePerRun }) => !(isOncePerRun && told.has(name)))
      .flatMap((rule) => rule.find(workload, run).map((fault) => sightingOf(rule, workload, fault)))
    const heard = found.filter(({ rule }) => !ignore.names.includes(rule))
    for (const { rule } of heard) told.add(rule)
    return [...heard, ...ignoredSighting(workload, ignore, found), ...unknownSightings(workload, ignore, rules)]
  })
}

function sightingOf({ name, severity, fix }: Rule, workload: PreflightWorkload, fault: Fault): Sighting {
  return { severity, ...fault, workload, rule: name, fix }
}

interface Ignore {
  readonly names: readonly string[]
  readonly place: Place
}

/** The workload's own annotation before that of its template. */
function ignoreAnnotationOf({ value, podSpec }: PreflightWorkload): Ignore {
  const places = podSpec.map((_step, depth) => [
    ...podSpec.slice(0, depth),
    'metadata',
    'annotations',
    IGNORE_ANNOTATION,
  ])
  const place = places.find((candidate) => valueAt(value, candidate) !== undefined)
  const names = place ? textOf(valueAt(value, place)).split(',') : []
  return { names: names.map((name) => name.trim()).filter(Boolean), place: place ?? [] }
}

function ignoredSighting(workload: PreflightWorkload, ignore: Ignore, found: readonly Sighting[]): Sighting[] {
  const names = new Set(found.map(({ rule }) => rule).filter((rule) => ignore.names.includes(rule)))
  if (names.size === 0) return []
  const list = [...names].map((name) => `\`${name}\``).join(', ')
  return [
    {
      workload,
      rule: 'ignored-rules',
      severity: 'notice',
      place: ignore.place,
      message: `its annotation \`${IGNORE_ANNOTATION}\` ignores findings of these rules: ${list}.`,
      fix: 'Remove the annotation to see them.',
    },
  ]
}

function unknownSightings(workload: PreflightWorkload, ignore: Ignore, rules: readonly Rule[]): Sighting[] {
  const unknown = ignore.names.filter((name) => !rules.some((rule) => rule.name === name))
  return unknown.map((name) => ({
    workload,
    rule: 'unknown-rule',
    severity: 'warning',
    place: ignore.place,
    message: `its annotation \`${IGNORE_ANNOTATION}\` names \`${name}\`, which is not a rule.`,
    fix: 'Correct the name: docs/rules.md lists all rules.',
  }))
}
