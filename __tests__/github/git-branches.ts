import type { BareRepository } from './bare-repository.ts'
import type { BranchRules } from './branch-rules.ts'
import { typeOfObject } from './git-objects.ts'
import { git, gitLineIfAny, GitError, type GitOptions } from './git.ts'
import { Refusal } from './reply.ts'

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

/** The branches of a repository, changed one after the other under the rules that GitHub has for them. */
export class Branches {
  private readonly repository: BareRepository
  private readonly rules: BranchRules
  private lastChange: Promise<unknown> = Promise.resolve()

  constructor(repository: BareRepository, rules: BranchRules) {
    this.repository = repository
    this.rules = rules
  }

  /** Does something when every change before it is over, and lets no other begin before it is done. */
  async alone<T>(change: () => Promise<T>): Promise<T> {
    const turn = this.lastChange.then(change)
    this.lastChange = turn.catch(() => undefined)
    return turn
  }

  async create(branch: string, sha: string): Promise<void> {
    await this.alone(async () => {
      if ((await this.repository.head(branch)) !== undefined) throw new Refusal(422, 'Reference already exists')
      await this.demandCommit(sha)
      this.rules.demandRules(branch, 'creation')
      await this.updateRef('Reference update failed', [`refs/heads/${branch}`, sha, NOTHING])
    })
  }

  async move(branch: string, sha: string, force: boolean): Promise<void> {
    await this.alone(async () => {
      const head = await this.existing(branch)
      await this.demandMove(branch, head, sha, force)
      await this.updateRef('Reference cannot be updated', [`refs/heads/${branch}`, sha, head])
    })
  }

  async delete(branch: string): Promise<void> {
    await this.alone(async () => {
      const head = await this.existing(branch)
      this.rules.demandUnprotected(branch)
      this.rules.demandRules(branch, 'deletion')
      await this.updateRef('Reference cannot be updated', ['-d', `refs/heads/${branch}`, head])
    })
  }

  /** Makes, moves and deletes branches in one transaction. */
  async update(updates: readonly BranchUpdate[]): Promise<void> {
    await this.alone(async () => {
      const commands: string[] = []
      for (const update of updates) commands.push(await this.commandOf(update))
      await this.updateRef('Reference update failed', ['-z', '--stdin'], { input: commands.join('') })
    })
  }

  /** The command of `git update-ref --stdin` for an update that is allowed. */
  private async commandOf({ branch, before, after, force }: BranchUpdate): Promise<string> {
    const ref = `refs/heads/${branch}`
    const head = (await this.repository.head(branch)) ?? NOTHING
    if (before === NOTHING && head !== NOTHING) {
      throw new Refusal(422, `A ref named "${ref}" already exists in the repository.`)
    }
    if (before !== undefined && before !== head) {
      throw new Refusal(422, `Expected "${ref}" to point to "${before}" but it did not.`)
    }
    if (after === NOTHING) {
      await this.existing(branch)
      this.rules.demandUnprotected(branch)
      this.rules.demandRules(branch, 'deletion')
      return `delete ${ref}\0${head}\0`
    }
    if (head === NOTHING) {
      await this.demandCommit(after)
      this.rules.demandRules(branch, 'creation')
    } else await this.demandMove(branch, head, after, force)
    return `update ${ref}\0${after}\0${head}\0`
  }

  private async existing(branch: string): Promise<string> {
    const head = await this.repository.head(branch)
    if (head === undefined) throw new Refusal(422, 'Reference does not exist')
    return head
  }

  private async demandMove(branch: string, from: string, to: string, force: boolean): Promise<void> {
    await this.demandCommit(to)
    if (!force && !(await this.isAncestor(from, to))) throw new Refusal(422, 'Update is not a fast forward')
    this.rules.demandUnprotected(branch)
    this.rules.demandRules(branch, 'update')
    await this.rules.demandSignatures(branch, from, to)
  }

  private async demandCommit(sha: string): Promise<void> {
    const type = await typeOfObject(this.repository.folder, sha)
    if (type === undefined) throw new Refusal(422, 'Object does not exist')
    if (type !== 'commit') throw new Refusal(422, 'Reference cannot be updated')
    await this.rules.demandWorkflows(sha)
  }

  private async isAncestor(old: string, sha: string): Promise<boolean> {
    return (await gitLineIfAny(this.repository.folder, ['merge-base', '--is-ancestor', old, sha])) !== undefined
  }

  private async updateRef(refusal: string, words: readonly string[], options: GitOptions = {}): Promise<void> {
    try {
      await git(this.repository.folder, ['update-ref', ...words], options)
    } catch (error) {
      if (error instanceof GitError) throw new Refusal(422, refusal)
      throw error
    }
  }
}
