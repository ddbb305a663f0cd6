/** What becomes of the result. */
export type Mode = 'output' | 'check' | 'commit' | 'pull-request'
