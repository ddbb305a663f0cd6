import type { BareRepository } from './bare-repository.ts'
import { gitLine } from './git.ts'
import { Refusal } from './reply.ts'

/** The branches that not everybody may change in every way, by name. */
export interface RuledBranches {
  /** Those that only a pull request changes. */
  readonly protectedBranches: readonly string[]
  /** Those that take signed commits alone. */
  readonly requiresSignatures: readonly string[]
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

  /** Refuses a branch that only a pull request changes. */
  demandUnprotected(branch: string): void {
    if (!this.ruled.protectedBranches.includes(branch)) return
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
