import type { BareRepository } from './bare-repository.ts'
import { typeOfObject } from './git-objects.ts'
import { git, gitLineIfAny, GitError } from './git.ts'
import { Refusal } from './reply.ts'

const NOTHING = '0'.repeat(40)

/** The branches of a repository, changed one after the other under the rules that GitHub has for them. */
export class Branches {
  private readonly repository: BareRepository
  private lastChange: Promise<unknown> = Promise.resolve()

  constructor(repository: BareRepository) {
    this.repository = repository
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
      await this.update('Reference update failed', [`refs/heads/${branch}`, sha, NOTHING])
    })
  }

  async move(branch: string, sha: string, force: boolean): Promise<void> {
    await this.alone(async () => {
      const head = await this.existing(branch)
      await this.demandCommit(sha)
      if (!force && !(await this.isAncestor(head, sha))) throw new Refusal(422, 'Update is not a fast forward')
      await this.update('Reference cannot be updated', [`refs/heads/${branch}`, sha, head])
    })
  }

  async delete(branch: string): Promise<void> {
    await this.alone(async () => {
      const head = await this.existing(branch)
      await this.update('Reference cannot be updated', ['-d', `refs/heads/${branch}`, head])
    })
  }

  private async existing(branch: string): Promise<string> {
    const head = await this.repository.head(branch)
    if (head === undefined) throw new Refusal(422, 'Reference does not exist')
    return head
  }

  private async demandCommit(sha: string): Promise<void> {
    const type = await typeOfObject(this.repository.folder, sha)
    if (type === undefined) throw new Refusal(422, 'Object does not exist')
    if (type !== 'commit') throw new Refusal(422, 'Reference cannot be updated')
  }

  private async isAncestor(old: string, sha: string): Promise<boolean> {
    return (await gitLineIfAny(this.repository.folder, ['merge-base', '--is-ancestor', old, sha])) !== undefined
  }

  private async update(refusal: string, words: readonly string[]): Promise<void> {
    try {
      await git(this.repository.folder, ['update-ref', ...words])
    } catch (error) {
      if (error instanceof GitError) throw new Refusal(422, refusal)
      throw error
    }
  }
}
