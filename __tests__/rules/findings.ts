import { changeOf } from '../../src/run/injection.ts'
import { readInputs } from '../../src/settings/inputs.ts'
import { planFiles } from '../../src/run/plan.ts'
import { rolloutFindings } from '../../src/run/rollout.ts'
import { secretForms } from '../../src/secrets/forms.ts'
import type { Finding } from '../../src/outcome/finding.ts'

type Texts = Readonly<Record<string, string>>

const SEED = { image: 'ghcr.io/repo/migrations:v0.1.2', env: 'k8s' }

/**
 * All that the rules find in files in memory, as a run with these inputs would: files that are refused, or are no
 * manifests, throw.
 */
export function findings(files: Texts, given: Texts = {}): readonly Finding[] {
  const values: Texts = { ...SEED, ...given }
  const forms = secretForms({
    databaseUrl: values['database-url'] ?? '',
    config: values.config ?? '',
    token: '',
    env: values.env ?? '',
  })
  const inputs = readInputs((name) => values[name] ?? '', forms)
  const { kinds, workloads, selector, namespace = '' } = inputs
  const plan = planFiles(
    Object.keys(files).map((name) => ({ name, path: name })),
    ({ name }) => ({ type: 'text', text: files[name] ?? '' }),
    { selection: { kinds, workloads, selector }, change: changeOf(inputs), namespace },
    (text) => forms.firstIn(text),
  )
  const faults = [...plan.problems.map(({ message }) => message), ...plan.workloads.map(({ reason }) => reason)]
  if (faults.some(Boolean) || plan.workloads.length === 0) throw new Error(`No run to look at: ${faults.join('\n')}`)
  return rolloutFindings(plan, inputs, (path) => files[path])
}

/** What one rule finds in a manifest `k8s/app.yaml`: `LINE SEVERITY: MESSAGE` each. */
export function foundBy(rule: string, manifest: string, inputs: Texts = {}): readonly string[] {
  return findings({ 'k8s/app.yaml': manifest }, inputs)
    .filter((finding) => finding.rule === rule)
    .map(({ line, severity, message }) => `${line} ${severity}: ${message}`)
}
