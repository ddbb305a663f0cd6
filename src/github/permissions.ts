/** What the token needs for a commit, as lines below `permissions:` in a workflow. */
export const COMMIT_PERMISSIONS: readonly string[] = ['contents: write']

/** The same for a pull request. */
export const PULL_REQUEST_PERMISSIONS: readonly string[] = ['contents: write', 'pull-requests: write']
