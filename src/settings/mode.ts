/** What to do with the result. */
export type Mode = 'output' | 'check' | 'commit' | 'pull-request'
