import type { Checkout } from '../git/checkout.ts'
import type { Change } from './change.ts'
import { commitTo } from './commit.ts'
import type { Connection } from '../github/connection.ts'
import { defaultBranch, isDefaultBranch } from './proposal-branch.ts'
import { propose } from './proposal.ts'
import { PublishError } from '../github/publish-error.ts'
import { updatePullRequest } from '../github/pull-request-update.ts'
import { NotOpened, openPullRequest, type Branches, type WantedPullRequest } from '../github/pull-request.ts'
import { presentName } from '../github/repository-name.ts'
import { checkedOutBranch, repositoryOf } from './target.ts'
import type { Contents } from './wanted.ts'
import { withdrawProposal } from './withdrawal.ts'
import type { WorkflowRun } from '../github/workflow-run.ts'
import type { Inputs } from '../settings/inputs.ts'
import { withNotices } from './notices.ts'
import { publishProblems } from './problems.ts'
import { publishableCheckout, refuseLocalCommit } from './checkout.ts'
import { commitMessage } from '../messages/commit-message.ts'
import { isChange, type Outcome, type Problem, type Publication, type ReportedWorkload } from '../outcome/outcome.ts'
import type { PublishedChange } from '../messages/published-change.ts'
import { closingComment, pullRequestBody, pullRequestTitle } from '../messages/pull-request-text.ts'
import { redactedWorkload } from '../messages/redaction.ts'
import { rewriterOf, type TextPlanner } from './text-rewriter.ts'
import { wantedFiles } from './wanted-files.ts'

/** What publishing needs of the world. */
export interface Surroundings {
  /** The workspace, and the folder in it that was searched; both absolute. */
  readonly workspace: string
  readonly directory: string
  readonly run: WorkflowRun
  /** Makes the way to a repository, `OWNER/NAME`. */
  readonly connect: (repository: string) => Connection
  readonly planText: TextPlanner
  /** A text with `***` in the place of every secret. */
  readonly redact: (text: string) => string
}

/**
 * Publishes what is planned, in the modes that publish, and says what came of it.
 *
 * @throws PublishError, GitError and others, with every branch as it was.
 */
export async function publish(planned: Outcome, inputs: Inputs, surroundings: Surroundings): Promise<Outcome> {
  const isIdle = !planned.workloads.some(({ action }) => isChange(action) || action === 'unchanged')
  if (isIdle || (planned.mode !== 'commit' && planned.mode !== 'pull-request')) return planned

  const checkout = publishableCheckout(surroundings.workspace, surroundings.directory)
  const rewrite = rewriterOf(surroundings.planText, inputs.onRefused)
  const wanted = wantedFiles(checkout, surroundings.workspace, planned, rewrite)
  const change: Change<ReportedWorkload> = {
    checkout,
    files: wanted.files,
    rewrite,
    message: (contents) => inputs.commitMessage ?? commitMessage(publishedChange(contents, inputs, surroundings)),
  }
  if (wanted.files.length > 0)
    return planned.mode === 'commit'
      ? publishCommit(planned, inputs, surroundings, change)
      : publishPullRequest(planned, inputs, surroundings, change)
  return planned.mode === 'commit' ? planned : withdraw(planned, inputs, surroundings, checkout, wanted.settled)
}

async function publishCommit(
  planned: Outcome,
  inputs: Inputs,
  surroundings: Surroundings,
  change: Change<ReportedWorkload>,
): Promise<Outcome> {
  const { run } = surroundings
  const repository = await presentName(repositoryOf(inputs.repository, change.checkout, run), run, surroundings.connect)
  const branch = inputs.branch ?? checkedOutBranch(change.checkout, repository, run)
  refuseLocalCommit(change.checkout)

  const connection = surroundings.connect(repository)
  const committed = await commitTo(connection, branch, change)
  const outcome = withNotices(planned, committed)
  const { commit } = committed
  if (commit === undefined)
    return withNotice(outcome, `There is nothing left to do on the branch \`${branch}\`. Nothing was committed.`)
  const sentence = `Committed ${commit.slice(0, 7)} to \`${branch}\` of ${connection.repository}.`
  return { ...outcome, publication: publicationOf(run, connection.repository, branch, commit, sentence) }
}

async function publishPullRequest(
  planned: Outcome,
  inputs: Inputs,
  surroundings: Surroundings,
  change: Change<ReportedWorkload>,
): Promise<Outcome> {
  const { run } = surroundings
  const { repository, branches } = await targetOf(inputs, change.checkout, surroundings)
  const { base, branch } = branches
  const connection = surroundings.connect(repository)
  refuseLocalCommit(change.checkout)

  const proposal = await propose(connection, branches, change)
  if (proposal.state === 'needless')
    return withNotice({ ...planned, changes: [] }, `There is nothing left to do on the branch \`${base}\`.`)
  if (proposal.state === 'overtaken')
    return withProblem(
      { ...planned, changes: [] },
      'warning',
      `The branch \`${branch}\` is left as it is: it changes other files as well, and \`${base}\` is not at the commit that is checked out. A run from there decides.`,
    )

  const { commit } = proposal
  const name = `${commit.slice(0, 7)} on top of \`${base}\``
  const states = { made: `was made: ${name}`, anew: `was made anew: ${name}`, kept: 'has all of it already' }
  const sentence = `The branch \`${branch}\` ${states[proposal.state]}.`
  const publication = publicationOf(run, connection.repository, branch, commit, sentence)
  const wanted: WantedPullRequest = {
    ...branches,
    ...textsOf(inputs, publishedChange(proposal, inputs, surroundings)),
    labels: inputs.labels,
    reviewers: inputs.reviewers,
    isDraft: inputs.draft,
  }
  const outcome = { ...withNotices(planned, proposal), publication }
  return withPullRequest(outcome, publication, connection, wanted, `${run.server}/${connection.repository}`)
}

/** Opens or updates the pull request. When that fails, or not all of it is taken, its branch stays, and it is told. */
async function withPullRequest(
  outcome: Outcome,
  pushed: Publication,
  connection: Connection,
  wanted: WantedPullRequest,
  page: string,
): Promise<Outcome> {
  let publication = pushed
  try {
    const pull = await openPullRequest(connection, wanted)
    const { number, url, isNew } = pull
    const sentence = `${isNew ? 'Opened pull request' : 'Pull request'} #${number}. ${pushed.sentence}`
    publication = { ...pushed, pullRequest: { number, url }, sentence }
    const shortcomings = await updatePullRequest(connection, pull, wanted)
    return { ...outcome, publication, problems: [...outcome.problems, ...shortcomings] }
  } catch (error) {
    const compareUrl = `${page}/compare/${inUrl(wanted.base)}...${inUrl(wanted.branch)}?expand=1`
    return {
      ...outcome,
      publication: error instanceof NotOpened ? { ...publication, compareUrl } : publication,
      problems: [...outcome.problems, ...publishProblems(error)],
    }
  }
}

function inUrl(branch: string): string {
  return branch.split('/').map(encodeURIComponent).join('/')
}

/** Closes what is open when the base has all that is asked for. */
async function withdraw(
  planned: Outcome,
  inputs: Inputs,
  surroundings: Surroundings,
  checkout: Checkout,
  settled: ReadonlySet<string>,
): Promise<Outcome> {
  const target = await targetIfAny(inputs, checkout, surroundings)
  if (target === undefined) return planned
  const { repository, branches } = target
  const { commit, tree } = checkout
  const sentence = await withdrawProposal(surroundings.connect(repository), branches, {
    commit: { commit, tree },
    paths: settled,
    comment: closingComment(branches.base),
  })
  return sentence === undefined ? planned : withNotice(planned, sentence)
}

/** Where a pull request belongs. */
interface Target {
  readonly repository: string
  readonly branches: Branches
}

/** @throws PublishError when inputs, checkout and event do not tell. */
async function targetOf(inputs: Inputs, checkout: Checkout, { run, connect }: Surroundings): Promise<Target> {
  const repository = await presentName(repositoryOf(inputs.repository, checkout, run), run, connect)
  const base = inputs.base ?? checkedOutBranch(checkout, repository, run)
  const branch = inputs.branch ?? defaultBranch(base)
  if (base === branch || (inputs.base === undefined && isDefaultBranch(base)))
    throw new PublishError([
      {
        message: `The branch \`${base}\` is the one that the pull request comes from, so it cannot be the one that it is for. Check out the branch that it is for, or give that as \`base\`.`,
      },
    ])
  return { repository, branches: { base, branch } }
}

/** Where there is nothing to do, it is no error that nobody knows where it would be done. */
async function targetIfAny(
  inputs: Inputs,
  checkout: Checkout,
  surroundings: Surroundings,
): Promise<Target | undefined> {
  try {
    return await targetOf(inputs, checkout, surroundings)
  } catch (error) {
    if (error instanceof PublishError) return undefined
    throw error
  }
}

/** What is told of a commit. Its files are named as they are in the repository. */
function publishedChange(
  { files }: Contents<ReportedWorkload>,
  { operation, containerName, image }: Inputs,
  { redact }: Surroundings,
): PublishedChange {
  return {
    operation,
    containerName,
    image,
    workloads: files.flatMap(({ path, results }) =>
      results
        .filter(({ action }) => isChange(action))
        .map((workload) => redactedWorkload({ ...workload, file: path }, redact)),
    ),
    editedEarlier: files.filter(({ isEdited }) => isEdited).map(({ path }) => redact(path)),
  }
}

function textsOf(
  { pullRequestTitle: title, pullRequestBody: body }: Inputs,
  change: PublishedChange,
): { title: string; body: string } {
  return { title: title ?? pullRequestTitle(change), body: body ?? pullRequestBody(change) }
}

function publicationOf(
  { server }: WorkflowRun,
  repository: string,
  branch: string,
  commit: string,
  sentence: string,
): Publication {
  return { commit, commitUrl: `${server}/${repository}/commit/${commit}`, branch, sentence }
}

function withNotice(outcome: Outcome, message: string): Outcome {
  return withProblem(outcome, 'notice', message)
}

function withProblem(outcome: Outcome, severity: Problem['severity'], message: string): Outcome {
  return { ...outcome, problems: [...outcome.problems, { severity, title: 'Branches', message }] }
}
