import { explanationOf } from '../../src/messages/diagnostics.ts'
import { hasErrors } from '../../src/outcome/diagnostic.ts'
import { OBJECTS } from '../../src/rules/objects.ts'
import { rolloutFindings } from '../../src/run/findings.ts'
import { joined, planFile } from '../../src/run/plan.ts'
import { requestOf } from '../../src/run/request.ts'
import { redactorOf } from '../../src/secrets/redactor.ts'
import { readSettings } from '../../src/settings/settings.ts'

type Texts = Readonly<Record<string, string>>

const SEED = { image: 'ghcr.io/repo/migrations:v0.1.2', env: 'k8s' }

/** A finding as the report has it. */
export interface Finding {
  readonly rule: string
  readonly severity: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
  readonly help: string
}

/**
 * All that the rules find in files in memory, as a run with these inputs would: files that are refused, or are no
 * manifests, throw.
 */
export function findings(files: Texts, given: Texts = {}): readonly Finding[] {
  const values: Texts = { ...SEED, ...given }
  const forms = redactorOf({
    databaseUrl: values['database-url'] ?? '',
    config: values.config ?? '',
    token: '',
    env: values.env ?? '',
  })
  const inputs = readSettings((name) => values[name] ?? '', forms)
  const request = { ...requestOf(inputs), objects: OBJECTS }
  const plan = joined(
    Object.entries(files).map(([name, text]) =>
      planFile(name, { type: 'text', text, mayHoldWord: true }, request, (part) => forms.indexIn(part)),
    ),
  )
  const reasons = plan.workloads.flatMap(({ reason }) => reason?.code ?? [])
  if (hasErrors(plan.diagnostics) || reasons.length > 0 || plan.workloads.length === 0)
    throw new Error(`No run to look at: ${reasons.join('\n')}`)
  return rolloutFindings(plan, inputs).flatMap((diagnostic) => {
    if (diagnostic.code !== 'finding') return []
    const { rule, ruleSeverity: severity, location } = diagnostic
    const { file = '', line = 0, column = 0 } = location ?? {}
    const { message, help = '' } = explanationOf(diagnostic)
    return [{ rule, severity, file, line, column, message, help }]
  })
}

/** What one rule finds in a manifest `k8s/app.yaml`: `LINE SEVERITY: MESSAGE` each. */
export function foundBy(rule: string, manifest: string, inputs: Texts = {}): readonly string[] {
  return findings({ 'k8s/app.yaml': manifest }, inputs)
    .filter((finding) => finding.rule === rule)
    .map(({ line, severity, message }) => `${line} ${severity}: ${message}`)
}
