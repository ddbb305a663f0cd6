import { isInside, realPath } from './files/location.ts'
import { localCommit, openCheckout, type Checkout } from './git/checkout.ts'
import { commitTo, type Change as WantedChange } from './github/commit.ts'
import type { Connection } from './github/connection.ts'
import { propose, type Branches } from './github/proposal.ts'
import { NotOpened, openPullRequest, updatePullRequest, type WantedPullRequest } from './github/pull-request.ts'
import { PublishError } from './github/publish-error.ts'
import { checkedOutBranch, repositoryOf } from './github/target.ts'
import type { Contents, Rewriter } from './github/wanted.ts'
import type { WorkflowRun } from './github/workflow-run.ts'
import type { Inputs } from './inputs.ts'
import type { Plan } from './plan.ts'
import { commitMessage } from './report/commit-message.ts'
import { earlierEditsFinding, findingProblem } from './report/findings.ts'
import { describe, type Outcome, type Problem, type Publication, type ReportedWorkload } from './report/outcome.ts'
import type { PublishedChange } from './report/published-change.ts'
import { redactedWorkload } from './report/redaction.ts'
import { closingComment, pullRequestBody, pullRequestTitle } from './report/pull-request-text.ts'
import { withdrawProposal } from './github/withdrawal.ts'
import { wantedFiles } from './wanted-files.ts'

/** Where the branches of our pull requests are, by the names of their bases. */
const OWN_BRANCHES = 'atlas-init-container/'

/** What publishing needs of the world. */
export interface Surroundings {
  /** The workspace, and the folder in it that was searched; both absolute. */
  readonly workspace: string
  readonly directory: string
  readonly run: WorkflowRun
  /** Makes the way to a repository, `OWNER/NAME`. */
  readonly connect: (repository: string) => Connection
  /** Works out what becomes of another text of a file (relative to the workspace). */
  readonly planText: (file: string, text: string) => Plan
  /** A text with `***` in the place of every secret. */
  readonly redact: (text: string) => string
}

/**
 * Publishes what is planned, in the modes that publish, and says what came of it.
 *
 * @throws PublishError, GitError and others, with everything on GitHub as it was.
 */
export async function publish(planned: Outcome, inputs: Inputs, surroundings: Surroundings): Promise<Outcome> {
  if (planned.mode === 'commit' && planned.changes.length > 0) return publishCommit(planned, inputs, surroundings)
  if (planned.mode === 'pull-request') return publishPullRequest(planned, inputs, surroundings)
  return planned
}

async function publishCommit(planned: Outcome, inputs: Inputs, surroundings: Surroundings): Promise<Outcome> {
  const checkout = publishableCheckout(surroundings)
  const repository = repositoryOf(inputs.repository, checkout, surroundings.run)
  const branch = inputs.branch ?? checkedOutBranch(checkout, repository, surroundings.run)
  const change = wantedChange(planned, inputs, surroundings, checkout)

  const committed = await commitTo(surroundings.connect(repository), branch, change)
  const outcome = withNotices(planned, committed)
  const { commit } = committed
  if (commit === undefined)
    return withNotice(outcome, `There is nothing left to do on the branch \`${branch}\`. Nothing was committed.`)
  const sentence = `Committed ${commit.slice(0, 7)} to \`${branch}\` of ${repository}.`
  return { ...outcome, publication: publicationOf(surroundings.run, repository, branch, commit, sentence) }
}

async function publishPullRequest(planned: Outcome, inputs: Inputs, surroundings: Surroundings): Promise<Outcome> {
  const { run } = surroundings
  const checkout = publishableCheckout(surroundings)
  const repository = repositoryOf(inputs.repository, checkout, run)
  const branches = branchesOf(inputs, () => checkedOutBranch(checkout, repository, run))
  const connection = surroundings.connect(repository)
  const change = wantedChange(planned, inputs, surroundings, checkout)

  const proposal = planned.changes.length === 0 ? undefined : await propose(connection, branches, change)
  if (!proposal) return withdraw(planned, connection, branches, checkout)

  const { commit, isKept } = proposal
  const state = isKept
    ? 'has all of it already'
    : `was made anew, as ${commit.slice(0, 7)} on top of \`${branches.base}\``
  const pushed = publicationOf(run, repository, branches.branch, commit, `The branch \`${branches.branch}\` ${state}.`)
  const outcome = withNotices({ ...planned, publication: pushed }, proposal)
  const wanted: WantedPullRequest = {
    ...branches,
    ...textsOf(inputs, publishedChange(proposal, inputs, surroundings)),
    labels: inputs.labels,
    reviewers: inputs.reviewers,
    isDraft: inputs.draft,
  }
  return withPullRequest(outcome, pushed, connection, wanted, `${run.server}/${repository}`)
}

/**
 * The checkout to publish from.
 *
 * @throws PublishError when it is not one of this job's alone.
 */
function publishableCheckout({ workspace, directory }: Surroundings): Checkout {
  const checkout = openCheckout(directory)
  if (!isInside(realPath(workspace), checkout.root))
    throw new PublishError([
      {
        message: `The folder ${directory} lies in the repository ${checkout.root}, which is larger than the workspace, and not a checkout of this job. Run \`actions/checkout\` before, on a runner that has git.`,
      },
    ])
  return checkout
}

/** @throws PublishError when the checkout has a commit that only it has: nothing would tell its changes. */
function refuseLocalCommit(checkout: Checkout): void {
  const local = localCommit(checkout)
  if (local !== undefined)
    throw new PublishError([
      {
        message: `The commit ${local.slice(0, 7)} was made in the checkout and is not on GitHub, so it would be lost. Push it before this step, or leave its changes uncommitted: in files that are rewritten they become part of what is published.`,
      },
    ])
}

/** Opens or updates the pull request. When that fails, its branch stays, and the problem is told. */
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
    await updatePullRequest(connection, pull, wanted)
    return { ...outcome, publication }
  } catch (error) {
    if (!(error instanceof PublishError)) throw error
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

/** Closes what is open when the base has all that is wanted. */
async function withdraw(
  planned: Outcome,
  connection: Connection,
  branches: Branches,
  checkout: Checkout,
): Promise<Outcome> {
  const idle = { ...planned, changes: [] }
  // Without a workload that has what is asked for, the inputs may as well be wrong.
  if (!planned.workloads.some(({ action }) => action === 'unchanged') && planned.changes.length === 0) return idle
  const withdrawn = await withdrawProposal(connection, branches, checkout, closingComment(branches.base))
  return withdrawn === undefined ? idle : withNotice(idle, withdrawn)
}

function branchesOf({ base: given, branch }: Inputs, checkedOut: () => string): Branches {
  const base = given ?? checkedOut()
  if (given === undefined && base.startsWith(OWN_BRANCHES))
    throw new PublishError([
      {
        message: `Checked out is \`${base}\`, which is the branch of a pull request of this action. Check out the branch that it is for, or give it as \`base\`.`,
      },
    ])
  return { base, branch: branch ?? OWN_BRANCHES + base }
}

function wantedChange(
  planned: Outcome,
  inputs: Inputs,
  surroundings: Surroundings,
  checkout: Checkout,
): WantedChange<ReportedWorkload> {
  refuseLocalCommit(checkout)
  const rewrite = rewriterOf(inputs, surroundings)
  return {
    checkout,
    files: wantedFiles(checkout, planned.changes, planned.workloads, rewrite),
    rewrite,
    message: (contents) => inputs.commitMessage ?? commitMessage(publishedChange(contents, inputs, surroundings)),
  }
}

function rewriterOf({ onRefused }: Inputs, { planText }: Surroundings): Rewriter<ReportedWorkload> {
  return ({ file }, text) => {
    const { problems, workloads, changes } = planText(file, text)
    const refused = onRefused === 'error' ? workloads.filter(({ action }) => action === 'refused') : []
    const reasons = [
      ...problems.map(({ message }) => ({ message, file })),
      ...refused.map((workload) => ({
        message: `As it stands on the branch now, ${describe(workload)} cannot be edited safely: ${workload.reason}`,
        file,
      })),
    ]
    if (reasons.length > 0) throw new PublishError(reasons)
    return { text: changes[0]?.rewrite(text) ?? text, results: workloads }
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
      results.filter(isChange).map((workload) => redactedWorkload({ ...workload, file: path }, redact)),
    ),
    editedEarlier: files.filter(({ isEdited }) => isEdited).map(({ path }) => redact(path)),
  }
}

function isChange({ action }: ReportedWorkload): boolean {
  return action === 'injected' || action === 'updated' || action === 'removed'
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

/** Says which files had edits, and which are not on the branch any more. */
function withNotices(outcome: Outcome, { files, gone }: Contents<ReportedWorkload>): Outcome {
  const editedEarlier = files.filter(({ isEdited }) => isEdited).map(({ file }) => file)
  const problems: Problem[] = [
    ...editedEarlier.map((file) => findingProblem('Edits from before', earlierEditsFinding(file))),
    ...gone.map((file) => ({
      severity: 'warning' as const,
      title: 'Not on the branch',
      message: 'This file is not on the branch that was published to, so it was left out.',
      file,
    })),
  ]
  return { ...outcome, editedEarlier, problems: [...outcome.problems, ...problems] }
}

function withNotice(outcome: Outcome, message: string): Outcome {
  return { ...outcome, problems: [...outcome.problems, { severity: 'notice', title: 'Nothing to publish', message }] }
}

/** Each reason as a person is told of it. */
export function publishProblems({ reasons }: PublishError): Problem[] {
  return reasons.map((reason) => ({ severity: 'error', title: 'Not published', ...reason }))
}
