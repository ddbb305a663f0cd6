import type { Place } from '../yaml/source-map.ts'
import { textOf, valueAt } from '../yaml/value.ts'
import type { Finding, RolledOutWorkload, Rule, Run, Severity } from './rule.ts'

/** Lists rules to ignore, separated by commas, on a workload or its pod template. */
export const IGNORE_ANNOTATION = 'atlas-init-container/ignore'

/** What a rule reports about a workload. */
export interface RuleFinding extends Finding {
  readonly workload: RolledOutWorkload
  readonly rule: string
  readonly severity: Severity
  /** How to fix it. */
  readonly fix: string
}

/** What the rules report, workload by workload. One notice lists the rules that the annotation of a workload ignores. */
export function checkRollout(run: Run, rules: readonly Rule[]): readonly RuleFinding[] {
  const reported = new Set<string>()
  return run.workloads.flatMap((workload) => {
    const ignore = ignoreAnnotationOf(workload)
    const found = rules
      .filter(({ name, isOncePerRun }) => !(isOncePerRun && reported.has(name)))
      .flatMap((rule) => rule.find(workload, run).map((finding) => findingOf(rule, workload, finding)))
    const kept = found.filter(({ rule }) => !ignore.names.includes(rule))
    for (const { rule } of kept) reported.add(rule)
    return [...kept, ...ignoredFindings(workload, ignore, found), ...unknownRules(workload, ignore, rules)]
  })
}

function findingOf({ name, severity, fix }: Rule, workload: RolledOutWorkload, finding: Finding): RuleFinding {
  return { severity, ...finding, workload, rule: name, fix }
}

interface Ignore {
  readonly names: readonly string[]
  readonly place: Place
}

/** The annotation of the workload overrides that of its template. */
function ignoreAnnotationOf({ value, podSpec }: RolledOutWorkload): Ignore {
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

function ignoredFindings(workload: RolledOutWorkload, ignore: Ignore, found: readonly RuleFinding[]): RuleFinding[] {
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

function unknownRules(workload: RolledOutWorkload, ignore: Ignore, rules: readonly Rule[]): RuleFinding[] {
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
