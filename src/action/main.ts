import { tmpdir } from 'node:os'
import { dirname, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { findCompanions } from '../files/companions.ts'
import { findFiles } from '../files/find.ts'
import { patternsFor } from '../files/globs.ts'
import { nameFrom, realPath } from '../files/location.ts'
import { checkOutputFile, createOutputFolder, writeOutput } from '../files/output-folder.ts'
import { readCandidate } from '../files/read.ts'
import { removeAbandonedScratchFolders } from '../files/scratch-folder.ts'
import { replaceFiles } from '../files/write.ts'
import { leftOutFiles } from '../git/sparse.ts'
import { Connection } from '../github/connection.ts'
import { isSameRepository } from '../github/repository-name.ts'
import { workflowRun } from '../github/workflow-run.ts'
import { changeOf } from '../run/injection.ts'
import { readInputs, type Inputs } from '../settings/inputs.ts'
import { judge, tellingPatterns } from '../run/judgement.ts'
import { HIDDEN_WORD } from '../yaml/hidden-words.ts'
import type { RewriteRequest } from '../injection/rewrite.ts'
import { neededSecret } from '../run/needed-secret.ts'
import { planFiles } from '../run/plan.ts'
import { OBJECT_KINDS } from '../rules/objects.ts'
import { lossProblems, problemsOf, stateOf } from '../run/problems.ts'
import { publish, type Surroundings } from '../publish/publish.ts'
import { jsonReport } from '../messages/report.ts'
import { publicationLines, secretLine, totals, workloadLines } from '../messages/log.ts'
import { changedFiles, hasErrors, type Change, type Outcome, type Problem } from '../outcome/outcome.ts'
import { redacted } from '../messages/redaction.ts'
import { annotate, debugLine, givenInputs, logLine, maskInLog, readInput, setOutput, writeSummary } from './runner.ts'
import { summary } from '../messages/summary.ts'
import { rolloutFindings } from '../run/rollout.ts'
import { secretForms, type SecretForms } from '../secrets/forms.ts'
import { secretManifest } from '../secrets/secret-manifest.ts'

/** The whole run. Never throws: whatever goes wrong is told, and makes the exit code 1. */
export async function main(): Promise<void> {
  const forms = secretForms({
    databaseUrl: readInput('database-url'),
    config: readInput('config'),
    token: readInput('token'),
    env: readInput('env'),
  })
  maskInLog(forms.masks)
  const outcome = await attempt(forms)
  if (hasErrors(outcome)) process.exitCode = 1
  await tell(redacted(outcome, (text) => forms.redact(text)))
}

async function attempt(forms: SecretForms): Promise<Outcome> {
  try {
    const inputs = readInputs(readInput, forms, givenInputs())
    const workspace = environment('GITHUB_WORKSPACE') ?? process.cwd()
    checkOutputFile(environment('GITHUB_OUTPUT'))
    const planned = plan(inputs, workspace, forms)
    const folder = createOutputFolder(environment('RUNNER_TEMP') ?? tmpdir(), workspace)
    return await carryOut(planned, inputs, { folder, workspace, forms })
  } catch (error) {
    debugStack(error, forms)
    return failure(error)
  }
}

function environment(name: string): string | undefined {
  const value = process.env[name]
  return value === '' ? undefined : value
}

/** Works out everything, and writes nothing. */
function plan(inputs: Inputs, workspace: string, forms: SecretForms): Outcome {
  const { workingDirectory: directory, manifests: patterns, kinds, operation } = inputs
  const words = operation === 'inject' ? [...kinds, ...OBJECT_KINDS] : kinds
  const search = findFiles({ workspace, directory, patterns })
  const planned = planFiles(
    search.files,
    ({ path }) => readCandidate(path, words, HIDDEN_WORD),
    requestOf(inputs),
    (text) => forms.firstIn(text),
  )
  const findings = rolloutFindings(planned, inputs, (path) => {
    const content = readCandidate(path, words, HIDDEN_WORD)
    return content?.type === 'text' ? content.text : undefined
  })
  const telling = tellingPatterns(search)
  const sparse = telling.length === 0 ? [] : patternsFor(telling, leftOutFiles(resolve(workspace, directory)))
  return judge(planned, findings, { search, sparse, companions: companionsOf(planned.changes, workspace) }, inputs)
}

/** The signatures and checksums of files that change, by names relative to the workspace. */
function companionsOf(changes: readonly Change[], workspace: string): ReadonlyMap<string, readonly string[]> {
  const root = realPath(workspace)
  const found = findCompanions(
    changes.map(({ path }) => path),
    root,
  )
  return new Map(changes.map(({ file, path }) => [file, (found.get(path) ?? []).map((other) => nameFrom(root, other))]))
}

function requestOf(inputs: Inputs): RewriteRequest {
  const { kinds, workloads, selector, namespace = '' } = inputs
  return { selection: { kinds, workloads, selector }, change: changeOf(inputs), namespace }
}

/** Where a run writes, and what it must not. */
interface Place {
  /** The folder of the outputs. */
  readonly folder: string
  readonly workspace: string
  readonly forms: SecretForms
}

/** Publishes and writes the manifests, after all that they need and before all that tells of them. */
async function carryOut(planned: Outcome, inputs: Inputs, { folder, workspace, forms }: Place): Promise<Outcome> {
  const source = { ...workflowRun(), actor: environment('GITHUB_ACTOR') ?? '' }
  const { secret, problems } = neededSecret(planned, inputs, source)
  const secretPath = secret === undefined ? '' : writeOutput(folder, 'secret.yaml', secretManifest(secret))
  const patch = planned.changes.map(({ diff }) => diff).join('')
  const patchPath = patch === '' ? '' : writeOutput(folder, 'changes.patch', patch)
  const withSecret = { ...planned, secretNamespaces: secret?.namespaces ?? [] }
  const published = await publishPlanned(withSecret, inputs, surroundingsOf(inputs, workspace, forms))
  const outcome = withProblems(writeManifests(published, realPath(workspace)), problems)
  const changed = changedFiles(outcome)
  try {
    setOutput('changed', String(changed.length > 0))
    setOutput('changed-files', changed.join('\n'))
    setOutput('report', writeOutput(folder, 'report.json', jsonReport(outcome)))
    setOutput('patch', outcome.changes.length > 0 ? patchPath : '')
    setOutput('secret-manifest', outcome.secretNamespaces.length > 0 ? secretPath : '')
    setPublicationOutputs(outcome)
    return outcome
  } catch (error) {
    const failures = problemsOf(error).map((problem) => ({
      ...problem,
      title: 'The outputs were not set',
      message: `${problem.message}. ${stateOf(outcome)}`,
    }))
    return { ...outcome, problems: [...outcome.problems, ...failures] }
  }
}

function surroundingsOf(inputs: Inputs, workspace: string, forms: SecretForms): Surroundings {
  const { token, workingDirectory } = inputs
  const run = workflowRun()
  const request = requestOf(inputs)
  const secretIn = (text: string): number => forms.firstIn(text)
  const redact = (text: string): string => forms.redact(text)
  const log = (line: string): void => {
    logLine(redact(line))
  }
  return {
    workspace,
    directory: resolve(workspace, workingDirectory),
    run,
    connect: (repository) => {
      const isOfWorkflow = isSameRepository(repository, run.repository)
      return new Connection({ repository, isOfWorkflow, token, secretIn, log, wait: setTimeout })
    },
    planText: (name, text) => planFiles([{ name, path: '' }], () => ({ type: 'text', text }), request, secretIn),
    redact,
  }
}

/** What there is to say of manifests that were written, which is nothing when they were not. */
function withProblems(outcome: Outcome, problems: readonly Problem[]): Outcome {
  return hasErrors(outcome) ? outcome : { ...outcome, problems: [...outcome.problems, ...problems] }
}

function setPublicationOutputs({ publication }: Outcome): void {
  const { commit = '', branch = '', pullRequest, compareUrl = '' } = publication ?? {}
  setOutput('commit-sha', commit)
  setOutput('branch', branch)
  setOutput('pull-request-number', String(pullRequest?.number ?? ''))
  setOutput('pull-request-url', pullRequest?.url ?? compareUrl)
}

/** Nothing is written when GitHub, or git, does not let all of it be published. */
async function publishPlanned(planned: Outcome, inputs: Inputs, surroundings: Surroundings): Promise<Outcome> {
  if (hasErrors(planned)) return planned
  try {
    return await publish(planned, inputs, surroundings)
  } catch (error) {
    debugStack(error, surroundings)
    return { ...planned, changes: [], secretNamespaces: [], problems: [...planned.problems, ...problemsOf(error)] }
  }
}

function debugStack(error: unknown, { redact }: Pick<SecretForms, 'redact'>): void {
  if (error instanceof Error && error.stack) debugLine(redact(error.stack))
}

/** A pull request is of another branch than the one checked out: the work tree stays as it is. */
function writeManifests(planned: Outcome, workspace: string): Outcome {
  if (planned.mode !== 'check') cleanUpAfterKilledRuns(planned, workspace)
  if (planned.mode === 'check' || planned.mode === 'pull-request' || hasErrors(planned)) return planned
  finishBeforeLeaving()
  try {
    const losses = replaceFiles(planned.changes, workspace)
    return { ...planned, problems: [...planned.problems, ...lossProblems(losses, planned)] }
  } catch (error) {
    const problems = [...planned.problems, ...problemsOf(error)]
    return { ...planned, changes: [], secretNamespaces: [], problems }
  }
}

/** Temporary files lie in the workspace's root or, where that is not possible, beside a manifest. */
function cleanUpAfterKilledRuns({ workloads }: Outcome, workspace: string): void {
  const folders = new Set([workspace, ...workloads.map(({ file }) => dirname(resolve(workspace, file)))])
  for (const folder of folders) removeAbandonedScratchFolders(folder)
}

/** With a listener, a signal that asks to end waits until the files that are being replaced are all replaced. */
function finishBeforeLeaving(): void {
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
}

/** Log, annotations and summary. */
async function tell(outcome: Outcome): Promise<void> {
  for (const line of outcome.workloads.flatMap((workload) => workloadLines(workload, outcome))) logLine(line)
  for (const problem of outcome.problems) annotate(problem)
  for (const line of [totals(outcome), ...secretLine(outcome), ...publicationLines(outcome)]) logLine(line)
  try {
    await writeSummary(summary(outcome))
  } catch (error) {
    const [problem] = problemsOf(error)
    if (problem) annotate({ ...problem, severity: 'warning', title: 'The job summary was not written' })
  }
}

function failure(error: unknown): Outcome {
  return {
    operation: 'inject',
    mode: 'output',
    filesRead: 0,
    workloads: [],
    changes: [],
    secretNamespaces: [],
    editedEarlier: [],
    publication: undefined,
    problems: problemsOf(error),
    findings: [],
  }
}
