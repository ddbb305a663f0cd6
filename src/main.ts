import { tmpdir } from 'node:os'

import { findFiles, type SearchResult } from './files/find.ts'
import { createOutputFolder, writeOutput } from './files/output-folder.ts'
import { readCandidate } from './files/read.ts'
import { replaceFiles } from './files/write.ts'
import { injectionOf } from './injection.ts'
import { InputError, readInputs, type Inputs } from './inputs.ts'
import { judge } from './judgement.ts'
import { planFiles } from './plan.ts'
import { jsonReport } from './report/json.ts'
import { totals, workloadLine } from './report/log.ts'
import { hasErrors, type Outcome, type Problem } from './report/outcome.ts'
import { patchOf } from './report/patch.ts'
import { annotate, debugLine, logLine, maskInLog, readInput, setOutput, writeSummary } from './report/runner.ts'
import { summary } from './report/summary.ts'
import { atlasHcl } from './secret/atlas-hcl.ts'
import { secretForms, type SecretForms } from './secret/forms.ts'
import { secretManifest } from './secret/secret-manifest.ts'

/** The whole run. Never throws: whatever goes wrong is told, and makes the exit code 1. */
export async function main(): Promise<void> {
  const forms = secretForms({
    databaseUrl: readInput('database-url'),
    config: readInput('config'),
    env: readInput('env'),
  })
  maskInLog(forms.masks)
  try {
    const inputs = readInputs(readInput, forms)
    const workspace = process.env.GITHUB_WORKSPACE ?? process.cwd()
    const folder = createOutputFolder(process.env.RUNNER_TEMP ?? tmpdir(), workspace)
    const planned = plan(inputs, workspace, forms)
    const secret = secretText(planned, inputs)
    const outcome = writeManifests(planned)
    await tell(writeOutputs(outcome, secret, folder), forms)
  } catch (error) {
    if (error instanceof Error && error.stack) debugLine(forms.redact(error.stack))
    await tell(failure(error), forms)
  }
}

/** Works out everything, and writes nothing. */
function plan(inputs: Inputs, workspace: string, forms: SecretForms): Outcome {
  const search: SearchResult = findFiles({
    workspace,
    directory: inputs.workingDirectory,
    patterns: inputs.manifests,
  })
  const request = {
    selection: { kinds: inputs.kinds, workloads: inputs.workloads },
    injection: injectionOf(inputs),
    namespace: inputs.namespace ?? '',
  }
  const planned = planFiles(
    search.files,
    ({ path }) => readCandidate(path, inputs.kinds),
    request,
    (text) => forms.firstIn(text),
  )
  return judge(planned, search, inputs)
}

/** The Secret's manifest for every namespace with a workload of ours; undefined when there is none to make. */
function secretText(planned: Outcome, inputs: Inputs): string | undefined {
  const { credentials, env, secretName: name, secretKey: key } = inputs
  if (!credentials || planned.mode === 'check' || hasErrors(planned)) return undefined
  const ours = planned.workloads.filter(({ action }) => action !== 'skipped' && action !== 'refused')
  if (ours.length === 0) return undefined
  const content = credentials.from === 'config' ? credentials.text : atlasHcl(env, credentials.url)
  const namespaces = ours.map(({ namespace }) => (namespace === '' ? undefined : namespace))
  return secretManifest({ name, key, content, namespaces })
}

function writeManifests(planned: Outcome): Outcome {
  if (planned.mode === 'check' || hasErrors(planned)) return planned
  try {
    replaceFiles(planned.changes)
    return planned
  } catch (error) {
    return { ...planned, changes: [], problems: [...planned.problems, ...problemsOf(error)] }
  }
}

/** Writes the files that the outputs name, and sets the outputs. */
function writeOutputs(outcome: Outcome, secret: string | undefined, folder: string): Outcome {
  const { changes } = outcome
  try {
    const patch = changes.map(patchOf).join('')
    const isSecretDue = secret !== undefined && !hasErrors(outcome)
    setOutput('changed', String(changes.length > 0))
    setOutput('changed-files', changes.map(({ file }) => file).join('\n'))
    setOutput('report', writeOutput(folder, 'report.json', jsonReport(outcome)))
    setOutput('patch', patch === '' ? '' : writeOutput(folder, 'changes.patch', patch))
    setOutput('secret-manifest', isSecretDue ? writeOutput(folder, 'secret.yaml', secret) : '')
    return outcome
  } catch (error) {
    return { ...outcome, problems: [...outcome.problems, ...problemsOf(error)] }
  }
}

/** Log, annotations, summary and exit code. */
async function tell(outcome: Outcome, forms: SecretForms): Promise<void> {
  for (const workload of outcome.workloads) logLine(forms.redact(workloadLine(workload, outcome)))
  for (const problem of outcome.problems) annotate({ ...problem, message: forms.redact(problem.message) })
  logLine(totals(outcome))
  if (hasErrors(outcome)) process.exitCode = 1
  await writeSummary(forms.redact(summary(outcome)))
}

function failure(error: unknown): Outcome {
  return { operation: 'inject', mode: 'output', filesRead: 0, workloads: [], changes: [], problems: problemsOf(error) }
}

function problemsOf(error: unknown): Problem[] {
  if (error instanceof InputError)
    return error.problems.map(({ input, message }) => ({ severity: 'error', title: `Input ${input}`, message }))
  const message = error instanceof Error ? error.message : String(error)
  return [{ severity: 'error', title: 'Atlas Init Container', message }]
}
