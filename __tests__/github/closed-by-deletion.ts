import type { State } from './state.ts'

/** Closes the open pull requests of a branch, as GitHub does when the branch goes. */
export function closePullsOf(state: State, branch: string): void {
  for (const pull of state.pulls) if (pull.head === branch) pull.state = 'closed'
}
