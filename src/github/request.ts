/** What a request is for. */
export type GithubRequest =
  | {
      readonly code:
        | 'read-repository'
        | 'compare-workflows'
        | 'create-commit'
        | 'create-tree'
        | 'find-commit'
        | 'find-pull-request'
        | 'open-pull-request'
    }
  | {
      readonly code:
        | 'read-branch'
        | 'read-protection'
        | 'read-rules'
        | 'compare-branch'
        | 'create-branch'
        | 'move-branch'
        | 'delete-branch'
      readonly branch: string
    }
  | { readonly code: 'read-commit' | 'read-folders' | 'read-files'; readonly commit: string }
  | { readonly code: 'store-file'; readonly path: string }
  | { readonly code: 'find-label'; readonly label: string }
  | {
      readonly code:
        | 'update-pull-request'
        | 'convert-to-draft'
        | 'mark-as-ready'
        | 'add-labels'
        | 'read-reviews'
        | 'request-reviews'
        | 'comment'
        | 'close-pull-request'
      readonly number: number
    }
