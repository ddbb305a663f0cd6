import { Refusal } from './endpoint.ts'
import { commitOf, historyOf } from './git-commits.ts'
import { objectIn } from './git-objects.ts'
import type { State } from './state.ts'

/** Stands for no commit: where a branch that is not there stands. */
export const NOTHING = '0'.repeat(40)

/** One of several changes that are made together or not at all. */
export interface BranchUpdate {
  readonly branch: string
  /** Where the branch has to stand; `NOTHING` when it must not be there, undefined when it may stand anywhere. */
  readonly before: string | undefined
  /** Where it then stands; `NOTHING` deletes it. */
  readonly after: string
  readonly force: boolean
}

/** Makes, moves and deletes branches, all or none, under the rules that GitHub and the repository have for them. */
export function updateBranches(state: State, updates: readonly BranchUpdate[]): void {
  for (const update of updates) demandUpdate(state, update)
  for (const { branch, after } of updates) state.repository.branch(branch, after === NOTHING ? undefined : after)
}

/** The kinds of the rules that rulesets have for a branch. */
export function rulesFor({ requiresSignatures, rulesets }: State, branch: string): readonly string[] {
  return [...(rulesets[branch] ?? []), ...(requiresSignatures.includes(branch) ? ['required_signatures'] : [])]
}

function demandUpdate(state: State, { branch, before, after, force }: BranchUpdate): void {
  const ref = `refs/heads/${branch}`
  const head = state.repository.head(branch) ?? NOTHING
  if (before === NOTHING && head !== NOTHING)
    throw new Refusal(422, `A ref named "${ref}" already exists in the repository.`)
  if (before !== undefined && before !== head)
    throw new Refusal(422, `Expected "${ref}" to point to "${before}" but it did not.`)
  if (after === NOTHING) {
    if (head === NOTHING) throw new Refusal(422, 'Reference does not exist')
    demandRules(state, branch, 'deletion')
    return
  }
  demandCommit(state, after)
  if (head === NOTHING) demandRules(state, branch, 'creation')
  else demandMove(state, branch, head, after, force)
}

function demandMove(state: State, branch: string, from: string, to: string, force: boolean): void {
  const { folder } = state.repository
  const history = historyOf(folder, to)
  if (!force && !history.some(({ sha }) => sha === from)) throw new Refusal(422, 'Update is not a fast forward')
  demandRules(state, branch, 'update')
  const old = new Set(historyOf(folder, from).map(({ sha }) => sha))
  const isUnsigned = history.some(({ sha }) => !old.has(sha) && !state.verified.has(sha))
  if (isUnsigned && state.requiresSignatures.includes(branch))
    throw new Refusal(422, 'Commits must have verified signatures.')
}

/** Refuses what protection or a ruleset does not let be done to a branch. Protection lets one be made. */
function demandRules(state: State, branch: string, rule: 'creation' | 'update' | 'deletion'): void {
  if (rule !== 'creation' && state.protectedBranches.includes(branch)) {
    const reason = 'Changes must be made through a pull request.'
    throw new Refusal(422, `Protected branch update failed for refs/heads/${branch}. ${reason}`)
  }
  const rules = rulesFor(state, branch)
  if (rules.includes(rule) || (rule === 'update' && rules.includes('pull_request')))
    throw new Refusal(422, 'Repository rule violations found')
}

/** Refuses what is no commit, and one with other workflow files than the default branch, which no workflow may push. */
function demandCommit({ repository, defaultBranch }: State, sha: string): void {
  const { folder } = repository
  if (commitOf(folder, sha) === undefined) throw new Refusal(422, 'Object does not exist')
  const [there, main] = [sha, repository.head(defaultBranch) ?? ''].map((commit) => {
    return objectIn(folder, commitOf(folder, commit)?.tree ?? '', '.github/workflows')?.oid
  })
  if (there !== main) throw new Refusal(403, 'Resource not accessible by integration')
}
