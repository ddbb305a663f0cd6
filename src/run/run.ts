import { DiskError, systemFault } from '../files/errors.ts'
import { jsonReport } from '../messages/report.ts'
import { unifiedDiff } from '../messages/patch.ts'
import { hasErrors, type Diagnostic } from '../outcome/diagnostic.ts'
import { isFailed, type Outcome, type Plan } from '../outcome/outcome.ts'
import { OBJECT_KINDS, OBJECTS } from '../rules/objects.ts'
import { secretManifest } from '../secrets/secret-manifest.ts'
import type { Settings } from '../settings/settings.ts'
import { checked } from './check.ts'
import { diagnosticsOf } from './diagnostics.ts'
import { rolloutFindings } from './findings.ts'
import { joined, planFailure, planFile, type FilePlan } from './plan.ts'
import type { Ports } from './ports.ts'
import { requestOf } from './request.ts'
import { secretFor } from './secret.ts'
import { tellingPatterns } from './unmatched-patterns.ts'

/** The files that a run leaves outside of the repository, by their absolute paths; empty where there is none. */
export interface OutputFiles {
  readonly report: string
  readonly patch: string
  readonly secretManifest: string
}

/** What a run did, and which files tell of it. */
export interface Finished {
  readonly outcome: Outcome
  readonly files: OutputFiles
}

/**
 * The whole run: plans it, looks at the plan, publishes, writes. Nothing is written before all is planned.
 *
 * @throws DiskError when the files cannot be searched, or the outputs cannot be written.
 */
export async function run(settings: Settings, ports: Ports): Promise<Finished> {
  const plan = planRun(settings, ports)
  ports.outputs.prepare()
  return carryOut(plan, settings, ports)
}

/** Works out everything, and writes nothing. */
function planRun(settings: Settings, ports: Ports): Plan {
  const { workingDirectory, manifests, kinds, operation } = settings
  const { repository, secretIn } = ports
  const isInjection = operation === 'inject'
  const request = { ...requestOf(settings), ...(isInjection && { objects: OBJECTS }) }
  const search = repository.find(workingDirectory, manifests)
  const files = joined(
    search.files.flatMap((file) => {
      try {
        const content = repository.read(file, kinds, isInjection ? OBJECT_KINDS : [])
        return content ? planFile(file.name, content, request, secretIn) : []
      } catch (error) {
        ports.debug(error)
        return planFailure(file.name, error)
      }
    }),
  )
  const telling = tellingPatterns(search)
  const sparse = telling.length === 0 ? [] : repository.leftOut(workingDirectory, telling)
  const companions = repository.companions(files.changes.map(({ path }) => path))
  return checked(files, rolloutFindings(files, settings), { search, sparse, companions }, settings)
}

/** Publishes and writes the manifests, after all that they need and before all that tells of them. */
async function carryOut(plan: Plan, settings: Settings, ports: Ports): Promise<Finished> {
  const { outputs } = ports
  const { secret, diagnostics } = secretFor(plan, settings, ports.withholder)
  const secretPath = secret === undefined ? '' : outputs.write('secret.yaml', secretManifest(secret))
  const patch = plan.changes.map(unifiedDiff).join('')
  const patchPath = patch === '' ? '' : outputs.write('changes.patch', patch)
  const planned: Outcome = {
    plan,
    changes: plan.changes,
    secretNamespaces: secret?.namespaces ?? [],
    editedEarlier: [],
    publication: undefined,
    diagnostics: plan.diagnostics,
  }
  const written = writeManifests(await publishPlan(planned, plan, settings, ports), plan, ports)
  const outcome = isFailed(written) ? written : withDiagnostics(written, diagnostics)
  const files = {
    report: '',
    patch: outcome.changes.length > 0 ? patchPath : '',
    secretManifest: outcome.secretNamespaces.length > 0 ? secretPath : '',
  }
  try {
    return { outcome, files: { ...files, report: outputs.write('report.json', jsonReport(outcome)) } }
  } catch (error) {
    ports.debug(error)
    return { outcome: withoutOutputs(outcome, error), files }
  }
}

/** Nothing is written when GitHub, or git, does not let all of it be published. */
async function publishPlan(planned: Outcome, plan: Plan, settings: Settings, ports: Ports): Promise<Outcome> {
  if (isFailed(planned)) return planned
  try {
    const planText = (file: string, text: string): FilePlan =>
      planFile(file, { type: 'text', text, mayHoldWord: true }, requestOf(settings), ports.secretIn)
    const { publication, editedEarlier, isNeedless, diagnostics } = await ports.publish(plan, planText)
    const changes = isNeedless ? [] : planned.changes
    return withDiagnostics({ ...planned, changes, publication, editedEarlier }, diagnostics)
  } catch (error) {
    ports.debug(error)
    return withoutChanges(planned, diagnosticsOf(error))
  }
}

/** A pull request is of another branch than the one checked out: the work tree stays as it is. */
function writeManifests(published: Outcome, { mode, workloads }: Plan, ports: Ports): Outcome {
  const { repository } = ports
  if (mode !== 'check') repository.cleanUp(workloads.map(({ file }) => file))
  if (mode === 'check' || mode === 'pull-request' || isFailed(published)) return published
  try {
    const losses = repository.write(published.changes)
    return withDiagnostics(
      published,
      losses.map(({ what, path }) => ({
        code: what === 'links' ? 'hard-link-split' : 'owner-changed',
        severity: 'warning',
        location: { file: path },
      })),
    )
  } catch (error) {
    ports.debug(error)
    return withoutChanges(published, diagnosticsOf(error))
  }
}

function withDiagnostics(outcome: Outcome, diagnostics: readonly Diagnostic[]): Outcome {
  return { ...outcome, diagnostics: [...outcome.diagnostics, ...diagnostics] }
}

function withoutChanges(outcome: Outcome, diagnostics: readonly Diagnostic[]): Outcome {
  return withDiagnostics({ ...outcome, changes: [], secretNamespaces: [] }, diagnostics)
}

/** An outcome whose outputs could not be set: what it left has to be told all the same. */
export function withoutOutputs(outcome: Outcome, error: unknown): Outcome {
  const { plan, changes, publication, diagnostics } = outcome
  const isWritten = plan?.mode === 'output' || plan?.mode === 'commit'
  const failure = error instanceof DiskError ? error.failure : undefined
  const [path, fault] =
    failure?.code === 'output-file-not-written' ? [failure.path, failure.fault] : [undefined, systemFault(error)]
  return withDiagnostics(outcome, [
    {
      code: 'outputs-not-set',
      severity: 'error',
      path,
      fault,
      publication,
      filesWritten: isWritten ? changes.length : 0,
      isFailed: hasErrors(diagnostics),
    },
  ])
}
