import { isInside, realPath } from '../files/location.ts'
import { localCommit, openCheckout, type Checkout } from '../git/checkout.ts'
import { PublishError } from '../github/publish-error.ts'

/**
 * The checkout that a folder lies in; both are absolute.
 *
 * @throws GitError when there is none.
 * @throws PublishError when it is not one of this job's alone.
 */
export function publishableCheckout(workspace: string, directory: string): Checkout {
  const checkout = openCheckout(directory)
  if (!isInside(realPath(workspace), checkout.root))
    throw new PublishError([
      {
        message: `The folder ${directory} lies in the repository ${checkout.root}, which is larger than the workspace, and not a checkout of this job. Run \`actions/checkout\` before, on a runner that has git.`,
      },
    ])
  return checkout
}

/**
 * Files are compared with the commit that is checked out, so the changes of one that GitHub does not have would be lost.
 *
 * @throws PublishError when the checkout has such a commit.
 */
export function refuseLocalCommit(checkout: Checkout): void {
  const local = localCommit(checkout)
  if (local !== undefined)
    throw new PublishError([
      {
        message: `The commit ${local.slice(0, 7)} was made in the checkout and is not on GitHub, so it would be lost. Push it before this step, or leave its changes uncommitted: in files that are rewritten they become part of what is published.`,
      },
    ])
}
