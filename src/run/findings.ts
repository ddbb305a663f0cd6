import { atlasConfigOf } from '../atlas/atlas-config.ts'
import { databaseOf } from '../atlas/database.ts'
import { isChange } from '../injection/result.ts'
import { ObjectIndex } from '../kubernetes/object-index.ts'
import type { Diagnostic, Location, Severity } from '../outcome/diagnostic.ts'
import { checkRollout, type RuleFinding } from '../rules/check.ts'
import type { RolledOutWorkload, Run } from '../rules/rule.ts'
import { RULES } from '../rules/rules.ts'
import type { Settings } from '../settings/settings.ts'
import { LineStarts } from '../yaml/position.ts'
import { offsetAt } from '../yaml/source-map.ts'
import type { FilePlan, InjectedInFile } from './plan.ts'

/** What is known to go wrong at the rollout of a plan. `fail-on` decides which findings are errors. */
export function rolloutFindings(plan: FilePlan, settings: Settings): readonly Diagnostic[] {
  const subjects = new Map(plan.injected.map((injected) => [rolloutOf(injected), injected]))
  const lines = new LastLineStarts()
  return checkRollout(runOf([...subjects.keys()], plan, settings), RULES).flatMap((finding) => {
    const injected = subjects.get(finding.workload)
    return injected ? [findingOf(finding, injected, lines, settings)] : []
  })
}

function rolloutOf(injected: InjectedInFile): RolledOutWorkload {
  return { ...injected, isChanged: isChange(injected.result.action) }
}

function runOf(workloads: readonly RolledOutWorkload[], plan: FilePlan, settings: Settings): Run {
  const { credentials, env } = settings
  const config = credentials?.from === 'config' ? atlasConfigOf(credentials.text, env) : undefined
  return {
    settings,
    database: credentials?.from === 'database-url' ? databaseOf(credentials.url) : config?.database,
    config,
    makesSecret: credentials !== undefined,
    workloads,
    objects: new ObjectIndex(plan.objects),
  }
}

function findingOf(
  { rule, severity, message, fix, place }: RuleFinding,
  { result: workload, text, source }: InjectedInFile,
  lines: LastLineStarts,
  { failOn }: Settings,
): Diagnostic {
  const offset = place && offsetAt(source, place)
  const position = offset === undefined ? workload.position : lines.of(text).position(offset)
  const location: Location = { file: workload.file, ...position }
  return {
    code: 'finding',
    rule,
    ruleSeverity: severity,
    workload,
    message,
    fix,
    severity: effect(severity, failOn),
    location,
  }
}

/** An error fails the run, and nothing else does. */
function effect(severity: Severity, failOn: Settings['failOn']): Severity {
  const isError = severity === 'error' ? failOn !== 'never' : severity === failOn
  return isError ? 'error' : severity === 'notice' ? 'notice' : 'warning'
}

/** The line starts of the last text that was asked for: findings come file by file. */
class LastLineStarts {
  #text: string | undefined
  #starts = new LineStarts('')

  of(text: string): LineStarts {
    if (this.#text !== text) {
      this.#text = text
      this.#starts = new LineStarts(text)
    }
    return this.#starts
  }
}
