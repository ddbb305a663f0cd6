import { isInside, realPath } from '../files/location.ts'
import { localCommit, openCheckout, type Checkout } from '../git/checkout.ts'
import { GitError } from '../git/git.ts'
import { PublishError } from './publish-error.ts'

/**
 * The checkout that a folder lies in; both are absolute.
 *
 * @throws GitError when git is missing.
 * @throws PublishError when there is no checkout, or one that is not of this job alone.
 */
export function publishableCheckout(workspace: string, directory: string): Checkout {
  const checkout = checkoutAt(directory)
  if (!isInside(realPath(workspace), checkout.root))
    throw new PublishError([{ code: 'checkout-around-workspace', folder: directory, root: checkout.root }])
  return checkout
}

function checkoutAt(folder: string): Checkout {
  try {
    return openCheckout(folder)
  } catch (error) {
    if (!(error instanceof GitError) || error.isMissing) throw error
    throw new PublishError([{ code: 'no-checkout', folder, words: error.words }], { cause: error })
  }
}

/**
 * Files are compared with the commit that is checked out, so the changes of one that GitHub does not have would be lost.
 *
 * @throws PublishError when the checkout has such a commit.
 */
export function refuseLocalCommit(checkout: Checkout): void {
  const commit = localCommit(checkout)
  if (commit !== undefined) throw new PublishError([{ code: 'commit-not-pushed', commit }])
}
