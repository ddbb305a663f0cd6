import type { Checkout } from '../git/checkout.ts'
import { branchHead, branchHeadIfAny } from './branch-head.ts'
import type { Connection } from './connection.ts'
import { explained } from './explanation.ts'
import { deleteBranch, ownHead, PROPOSAL_PERMISSIONS, type Branches } from './proposal.ts'
import { closePullRequest, findPullRequest } from './pull-request.ts'

/**
 * Takes back what a base that has everything needs no more: closes the open pull request with a comment, and deletes its
 * branch. Gives a sentence about it; undefined when there was nothing.
 *
 * A base that has moved on since it was checked out is left alone: what the work tree says of it may be outdated.
 *
 * @throws PublishError also when somebody else has pushed to the branch.
 */
export async function withdrawProposal(
  connection: Connection,
  branches: Branches,
  { commit, tree }: Pick<Checkout, 'commit' | 'tree'>,
  comment: string,
): Promise<string | undefined> {
  const { base, branch } = branches
  try {
    const pull = await findPullRequest(connection, branches)
    if (!pull && (await branchHeadIfAny(connection, branch)) === undefined) return undefined
    if ((await branchHead(connection, base)) !== commit)
      return `\`${base}\` has moved since it was checked out, so the branch \`${branch}\` is left to the next run.`
    const head = await ownHead(connection, branches, { commit, tree })
    if (pull) await closePullRequest(connection, pull, comment)
    if (head !== undefined) await deleteBranch(connection, branches, head)
    const closed = pull ? `closed the pull request #${pull.number} and ` : ''
    return `\`${base}\` has everything already: ${closed}deleted the branch \`${branch}\`.`
  } catch (error) {
    throw await explained(connection, error, { permissions: PROPOSAL_PERMISSIONS })
  }
}
