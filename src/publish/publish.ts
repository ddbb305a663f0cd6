import type { Checkout } from '../git/checkout.ts'
import type { Connection } from '../github/connection.ts'
import { NotOpened, openPullRequest, type Branches, type WantedPullRequest } from '../github/pull-request.ts'
import { presentName } from '../github/repository-name.ts'
import type { WorkflowRun } from '../github/workflow-run.ts'
import { isChange } from '../injection/result.ts'
import { commitMessage } from '../messages/commit-message.ts'
import type { PublishedChange } from '../messages/published-change.ts'
import { closingComment, pullRequestBody, pullRequestTitle } from '../messages/pull-request-text.ts'
import { redacted } from '../messages/redaction.ts'
import type { Diagnostic } from '../outcome/diagnostic.ts'
import type { Plan, Published } from '../outcome/outcome.ts'
import type { Publication } from '../outcome/publication.ts'
import type { Settings } from '../settings/settings.ts'
import type { Change } from './change.ts'
import { publishableCheckout, refuseLocalCommit } from './checkout.ts'
import { commitTo } from './commit.ts'
import { problemsOf, publishDiagnostics } from './diagnostics.ts'
import { explained } from './explanation.ts'
import { contentsDiagnostics, editedEarlier } from './notices.ts'
import { defaultBranch, isDefaultBranch } from './proposal-branch.ts'
import { propose } from './proposal.ts'
import { PublishError } from './publish-error.ts'
import { updatePullRequest } from './pull-request-update.ts'
import { checkedOutBranch, repositoryOf } from './target.ts'
import { rewriterOf, type TextPlanner } from './text-rewriter.ts'
import { wantedFiles } from './wanted-files.ts'
import type { Contents } from './wanted.ts'
import { withdrawProposal } from './withdrawal.ts'

/** What publishing needs of the world. */
export interface Surroundings {
  /** The workspace, and the folder in it that was searched; both absolute. */
  readonly workspace: string
  readonly directory: string
  readonly run: WorkflowRun
  /** Makes the way to a repository, `OWNER/NAME`. */
  readonly connect: (repository: string) => Connection
  /** A text with `***` in the place of every secret. */
  readonly redact: (text: string) => string
}

const NOTHING: Published = { publication: undefined, editedEarlier: [], isNeedless: false, diagnostics: [] }

/**
 * Publishes what is planned, in the modes that publish, and says what came of it.
 *
 * @throws PublishError, GitError and others, with every branch as it was.
 */
export async function publish(
  plan: Plan,
  settings: Settings,
  surroundings: Surroundings,
  planText: TextPlanner,
): Promise<Published> {
  const { mode, workloads, changes } = plan
  const isIdle = changes.length === 0 && !workloads.some(({ action }) => isChange(action) || action === 'unchanged')
  if (isIdle || (mode !== 'commit' && mode !== 'pull-request')) return NOTHING

  const checkout = publishableCheckout(surroundings.workspace, surroundings.directory)
  const rewrite = rewriterOf(planText, settings.onRefused)
  const wanted = wantedFiles(checkout, surroundings.workspace, plan, rewrite)
  const change: Change = {
    checkout,
    files: wanted.files,
    rewrite,
    message: (contents) => settings.commitMessage ?? commitMessage(publishedChange(contents, settings, surroundings)),
  }
  if (wanted.files.length > 0)
    return mode === 'commit'
      ? publishCommit(settings, surroundings, change)
      : publishPullRequest(settings, surroundings, change)
  return mode === 'commit' ? NOTHING : withdraw(settings, surroundings, checkout, wanted.settled)
}

async function publishCommit(settings: Settings, surroundings: Surroundings, change: Change): Promise<Published> {
  const { run } = surroundings
  const repository = await presentName(
    repositoryOf(settings.repository, change.checkout, run),
    run,
    surroundings.connect,
  )
  const branch = settings.branch ?? checkedOutBranch(change.checkout, repository, run)
  refuseLocalCommit(change.checkout)

  const connection = surroundings.connect(repository)
  const committed = await commitTo(connection, branch, change)
  const published = publishedContents(committed)
  const { commit } = committed
  if (commit === undefined)
    return withDiagnostics(published, [{ code: 'nothing-to-commit', severity: 'notice', branch }])
  return { ...published, publication: publicationOf(run, connection.repository, branch, commit) }
}

async function publishPullRequest(settings: Settings, surroundings: Surroundings, change: Change): Promise<Published> {
  const { run } = surroundings
  const { repository, branches } = await targetOf(settings, change.checkout, surroundings)
  const { base, branch } = branches
  const connection = surroundings.connect(repository)
  refuseLocalCommit(change.checkout)

  const proposal = await propose(connection, branches, change)
  if (proposal.state === 'needless') return needless({ code: 'nothing-to-propose', severity: 'notice', branch: base })
  if (proposal.state === 'overtaken')
    return needless({ code: 'branch-left', severity: 'warning', branch, base, cause: 'other-files' })

  const { commit, state } = proposal
  const publication = {
    ...publicationOf(run, connection.repository, branch, commit),
    proposal: { base, state },
  }
  const wanted: WantedPullRequest = {
    ...branches,
    ...textsOf(settings, publishedChange(proposal, settings, surroundings)),
    labels: settings.labels,
    reviewers: settings.reviewers,
    isDraft: settings.draft,
  }
  const published = { ...publishedContents(proposal), publication }
  return withPullRequest(published, publication, connection, wanted, `${run.server}/${connection.repository}`)
}

/** Opens or updates the pull request. When that fails, or not all of it is taken, its branch stays, and it is told. */
async function withPullRequest(
  published: Published,
  pushed: Publication,
  connection: Connection,
  wanted: WantedPullRequest,
  page: string,
): Promise<Published> {
  let publication = pushed
  try {
    const pull = await openPullRequest(connection, wanted)
    const { number, url, isNew } = pull
    publication = { ...pushed, pullRequest: { number, url, isNew } }
    return withDiagnostics({ ...published, publication }, await updatePullRequest(connection, pull, wanted))
  } catch (error) {
    const compareUrl = `${page}/compare/${inUrl(wanted.base)}...${inUrl(wanted.branch)}?expand=1`
    return withDiagnostics(
      { ...published, publication: error instanceof NotOpened ? { ...publication, compareUrl } : publication },
      publishDiagnostics(await explained(connection, error, 'pull-request')),
    )
  }
}

function inUrl(branch: string): string {
  return branch.split('/').map(encodeURIComponent).join('/')
}

/** Closes what is open when the base has all that is asked for. */
async function withdraw(
  settings: Settings,
  surroundings: Surroundings,
  checkout: Checkout,
  settled: ReadonlySet<string>,
): Promise<Published> {
  const target = await targetIfAny(settings, checkout, surroundings)
  if (target === undefined) return NOTHING
  const { repository, branches } = target
  const { commit, tree } = checkout
  const withdrawal = await withdrawProposal(surroundings.connect(repository), branches, {
    commit: { commit, tree },
    paths: settled,
    comment: closingComment(branches.base),
  })
  return withdrawal === undefined ? NOTHING : withDiagnostics(NOTHING, [{ ...withdrawal, severity: 'notice' }])
}

/** Where a pull request belongs. */
interface Target {
  readonly repository: string
  readonly branches: Branches
}

/** @throws PublishError when settings, checkout and event do not tell. */
async function targetOf(settings: Settings, checkout: Checkout, { run, connect }: Surroundings): Promise<Target> {
  const repository = await presentName(repositoryOf(settings.repository, checkout, run), run, connect)
  const base = settings.base ?? checkedOutBranch(checkout, repository, run)
  const branch = settings.branch ?? defaultBranch(base)
  if (base === branch || (settings.base === undefined && isDefaultBranch(base)))
    throw new PublishError([{ code: 'same-branch', branch: base }])
  return { repository, branches: { base, branch } }
}

/** Where there is nothing to do, it is no error that nobody knows where it would be done. */
async function targetIfAny(
  settings: Settings,
  checkout: Checkout,
  surroundings: Surroundings,
): Promise<Target | undefined> {
  try {
    return await targetOf(settings, checkout, surroundings)
  } catch (error) {
    if (problemsOf(error)) return undefined
    throw error
  }
}

/** What is told of a commit. Its files are named as they are in the repository. */
function publishedChange(
  { files }: Contents,
  { operation, containerName, image }: Settings,
  { redact }: Surroundings,
): PublishedChange {
  return {
    operation,
    containerName,
    image,
    ...redacted(
      {
        workloads: files.flatMap(({ path, results }) =>
          results.filter(({ action }) => isChange(action)).map((workload) => ({ ...workload, file: path })),
        ),
        editedEarlier: files.filter(({ isEdited }) => isEdited).map(({ path }) => path),
      },
      redact,
    ),
  }
}

function textsOf(
  { pullRequestTitle: title, pullRequestBody: body }: Settings,
  change: PublishedChange,
): { title: string; body: string } {
  return { title: title ?? pullRequestTitle(change), body: body ?? pullRequestBody(change) }
}

function publicationOf({ server }: WorkflowRun, repository: string, branch: string, commit: string): Publication {
  return { repository, commit, commitUrl: `${server}/${repository}/commit/${commit}`, branch }
}

function publishedContents(contents: Contents): Published {
  return {
    publication: undefined,
    editedEarlier: editedEarlier(contents),
    isNeedless: false,
    diagnostics: contentsDiagnostics(contents),
  }
}

function needless(diagnostic: Diagnostic): Published {
  return { ...NOTHING, isNeedless: true, diagnostics: [diagnostic] }
}

function withDiagnostics(published: Published, diagnostics: readonly Diagnostic[]): Published {
  return { ...published, diagnostics: [...published.diagnostics, ...diagnostics] }
}
