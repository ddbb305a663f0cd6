/** What the token needs for a commit, as lines below `permissions:` in a workflow. */
export const COMMIT_PERMISSIONS: readonly string[] = ['contents: write']

/** The same for a pull request. */
export const PULL_REQUEST_PERMISSIONS: readonly string[] = ['contents: write', 'pull-requests: write']

/** The same where it may need a label that the repository does not have yet. */
export const LABEL_PERMISSIONS: readonly string[] = [...PULL_REQUEST_PERMISSIONS, 'issues: write']
