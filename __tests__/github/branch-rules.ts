import type { BareRepository } from './bare-repository.ts'
import { readObjects } from './git-objects.ts'
import { gitLine } from './git.ts'
import { Refusal } from './reply.ts'

const WORKFLOWS = '.github/workflows'

/** The branches that not everybody may change in every way, by name. */
export interface RuledBranches {
  /** Those that only a pull request changes. */
  readonly protectedBranches: readonly string[]
  /** Those that take signed commits alone. */
  readonly requiresSignatures: readonly string[]
  /** The rules that rulesets have for branches, by the names of the branches. */
  readonly rulesets: Readonly<Record<string, readonly string[]>>
  /** Whether the token may move branches to other workflow files than those of the default branch. */
  readonly mayChangeWorkflows: boolean
}

/** What the owners of a repository forbid on its branches. */
export class BranchRules {
  private readonly repository: BareRepository
  private readonly ruled: RuledBranches
  private readonly verified: ReadonlySet<string>

  constructor(repository: BareRepository, ruled: RuledBranches, verified: ReadonlySet<string>) {
    this.repository = repository
    this.ruled = ruled
    this.verified = verified
  }

  /** Whether a branch is protected, other than by rulesets. */
  isProtected(branch: string): boolean {
    return this.ruled.protectedBranches.includes(branch)
  }

  /** The kinds of the rules that rulesets have for a branch. */
  rulesFor(branch: string): readonly string[] {
    const signatures = this.ruled.requiresSignatures.includes(branch) ? ['required_signatures'] : []
    return [...(this.ruled.rulesets[branch] ?? []), ...signatures]
  }

  /** Refuses a commit with other workflow files than the default branch to a token that may not change them. */
  async demandWorkflows(sha: string): Promise<void> {
    if (this.ruled.mayChangeWorkflows) return
    const [there, main] = await readObjects(this.repository.folder, [`${sha}:${WORKFLOWS}`, `HEAD:${WORKFLOWS}`])
    if (there?.oid !== main?.oid) throw new Refusal(403, 'Resource not accessible by integration')
  }

  /** Refuses what a ruleset does not let be done to a branch. */
  demandRules(branch: string, rule: 'creation' | 'update' | 'deletion'): void {
    const rules = this.rulesFor(branch)
    if (rules.includes(rule) || (rule === 'update' && rules.includes('pull_request')))
      throw new Refusal(422, 'Repository rule violations found')
  }

  /** Refuses a branch that only a pull request changes. */
  demandUnprotected(branch: string): void {
    if (!this.isProtected(branch)) return
    throw new Refusal(
      422,
      `Protected branch update failed for refs/heads/${branch}. Changes must be made through a pull request.`,
    )
  }

  /** Refuses unsigned commits that a branch does not have yet. */
  async demandSignatures(branch: string, from: string, to: string): Promise<void> {
    if (!this.ruled.requiresSignatures.includes(branch)) return
    const added = await gitLine(this.repository.folder, ['rev-list', `${from}..${to}`])
    const unsigned = added.split('\n').filter((sha) => sha !== '' && !this.verified.has(sha))
    if (unsigned.length > 0) throw new Refusal(422, 'Commits must have verified signatures.')
  }
}
