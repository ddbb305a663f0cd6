/** What a run left on GitHub. */
export interface Publication {
  /** `OWNER/NAME`. */
  readonly repository: string
  /** The commit with the changes, 40 hex digits. */
  readonly commit: string
  /** The commit's page on GitHub. */
  readonly commitUrl: string
  /** The branch whose head it is. */
  readonly branch: string
  /** Of a pull request's branch: what it is for, and whether it was made, made anew, or had the commit already. */
  readonly proposal?: { readonly base: string; readonly state: 'made' | 'anew' | 'kept' }
  /** The open pull request from that branch; new when this run opened it. */
  readonly pullRequest?: { readonly number: number; readonly url: string; readonly isNew: boolean }
  /** Where a person can open the pull request, when GitHub did not let us. */
  readonly compareUrl?: string
}
