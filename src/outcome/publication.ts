/** What a run published on GitHub. */
export interface Publication {
  /** `OWNER/NAME`. */
  readonly repository: string
  /** The commit with the changes, 40 hex digits. */
  readonly commit: string
  /** The page of the commit on GitHub. */
  readonly commitUrl: string
  /** The branch with the commit as its head. */
  readonly branch: string
  /** For the branch of a pull request: its base, and whether the run created it, replaced it, or kept it as it was. */
  readonly proposal?: { readonly base: string; readonly state: 'made' | 'anew' | 'kept' }
  /** The open pull request from that branch; new when this run opened it. */
  readonly pullRequest?: { readonly number: number; readonly url: string; readonly isNew: boolean }
  /** The page for opening the pull request by hand, when GitHub refused to open it. */
  readonly compareUrl?: string
}
