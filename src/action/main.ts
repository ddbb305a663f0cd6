import { checkOutputFile } from '../files/output-folder.ts'
import { publicationLines, secretLine, totals, workloadLines } from '../messages/log.ts'
import { shown, type ShownOutcome } from '../messages/redaction.ts'
import { summary } from '../messages/summary.ts'
import { changedFiles, failedOutcome, isFailed, type Outcome } from '../outcome/outcome.ts'
import { diagnosticsOf } from '../run/diagnostics.ts'
import { run, withoutOutputs, type Finished } from '../run/run.ts'
import { redactorOf, type Redactor } from '../secrets/redactor.ts'
import { readSettings } from '../settings/settings.ts'
import { debugStack, environment } from './environment.ts'
import { portsOf } from './ports.ts'
import { annotate, givenInputs, logLine, maskInLog, readInput, setOutput, writeSummary } from './runner.ts'

/** The whole step. Never throws: whatever goes wrong is told, and makes the exit code 1. */
export async function main(): Promise<void> {
  const redactor = redactorOf({
    databaseUrl: readInput('database-url'),
    config: readInput('config'),
    token: readInput('token'),
    env: readInput('env'),
  })
  maskInLog(redactor.masks)
  const outcome = await attempt(redactor)
  if (isFailed(outcome)) process.exitCode = 1
  await tell(shown(outcome, (text) => redactor.redact(text)))
}

async function attempt(redactor: Redactor): Promise<Outcome> {
  try {
    const settings = readSettings(readInput, redactor, givenInputs())
    checkOutputFile(environment('GITHUB_OUTPUT'))
    return withOutputs(await run(settings, portsOf(settings, redactor)), redactor)
  } catch (error) {
    debugStack(error, redactor)
    return failedOutcome(diagnosticsOf(error))
  }
}

function withOutputs({ outcome, files }: Finished, redactor: Redactor): Outcome {
  const { publication } = outcome
  const { commit = '', branch = '', pullRequest, compareUrl = '' } = publication ?? {}
  const changed = changedFiles(outcome)
  try {
    setOutput('changed', String(changed.length > 0))
    setOutput('changed-files', changed.join('\n'))
    setOutput('report', files.report)
    setOutput('patch', files.patch)
    setOutput('secret-manifest', files.secretManifest)
    setOutput('commit-sha', commit)
    setOutput('branch', branch)
    setOutput('pull-request-number', String(pullRequest?.number ?? ''))
    setOutput('pull-request-url', pullRequest?.url ?? compareUrl)
    return outcome
  } catch (error) {
    debugStack(error, redactor)
    return withoutOutputs(outcome, error)
  }
}

/** Log, annotations and summary. */
async function tell(outcome: ShownOutcome): Promise<void> {
  for (const line of (outcome.plan?.workloads ?? []).flatMap((workload) => workloadLines(workload, outcome)))
    logLine(line)
  for (const diagnostic of outcome.diagnostics) annotate(diagnostic)
  for (const line of [totals(outcome), ...secretLine(outcome), ...publicationLines(outcome)]) logLine(line)
  try {
    await writeSummary(summary(outcome))
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    annotate({ code: 'summary-not-written', severity: 'warning', message })
  }
}
