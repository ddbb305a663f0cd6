import type { Inputs } from '../settings/inputs.ts'
import { locatorOf, type Locator } from '../yaml/locate.ts'
import type { Injected, Plan } from './plan.ts'
import { atlasConfigOf } from '../atlas/atlas-config.ts'
import { databaseOf } from '../atlas/database.ts'
import { ObjectIndex } from '../kubernetes/object-index.ts'
import { preflight, type Sighting } from '../rules/check.ts'
import type { Run } from '../rules/rule.ts'
import { RULES } from '../rules/rules.ts'
import type { PreflightWorkload } from '../kubernetes/pod.ts'
import { describe, isChange } from '../outcome/outcome.ts'
import type { Finding } from '../outcome/finding.ts'

/** Gives the text of a file by its path; undefined when it has none. */
export type TextReader = (path: string) => string | undefined

/**
 * What is known to go wrong at the rollout of a plan.
 *
 * @param read reads a file once more, to find the line of what was found in it.
 */
export function rolloutFindings(plan: Plan, inputs: Inputs, read: TextReader): readonly Finding[] {
  const subjects = new Map(plan.injected.map((injected) => [preflightWorkload(injected), injected]))
  const locatorIn = lastLocator(read)
  return preflight(runOf([...subjects.keys()], plan, inputs), RULES).flatMap((sighting) => {
    const injected = subjects.get(sighting.workload)
    return injected ? [findingOf(sighting, injected, locatorIn)] : []
  })
}

function preflightWorkload({ workload, value, podSpec }: Injected): PreflightWorkload {
  const { kind, namespace, name, action } = workload
  return { kind, namespace, name, isChanged: isChange(action), value, podSpec }
}

function runOf(workloads: readonly PreflightWorkload[], plan: Plan, inputs: Inputs): Run {
  const { credentials, env } = inputs
  const config = credentials?.from === 'config' ? atlasConfigOf(credentials.text, env) : undefined
  return {
    settings: inputs,
    database: credentials?.from === 'database-url' ? databaseOf(credentials.url) : config?.database,
    config,
    makesSecret: credentials !== undefined,
    workloads,
    objects: new ObjectIndex(plan.objects),
  }
}

/** Gives the locator for a file, and keeps the last one: findings come file by file. */
function lastLocator(read: TextReader): (source: string) => Locator {
  let last: { readonly source: string; readonly locator: Locator } | undefined
  return (source) => {
    if (last?.source !== source) last = { source, locator: locatorOf(read(source) ?? '') }
    return last.locator
  }
}

function findingOf(
  sighting: Sighting,
  { workload, source, path }: Injected,
  locatorIn: (source: string) => Locator,
): Finding {
  const { rule, severity, message, fix, place } = sighting
  const { line, column } = (place && locatorIn(source)(workload.document, path, place)) ?? workload.position
  return {
    rule,
    severity,
    file: workload.file,
    line,
    column,
    message: `${describe(workload)}: ${message}`,
    help: fix,
  }
}
