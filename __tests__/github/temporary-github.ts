import { afterEach } from '@jest/globals'

import { makeBareRepository, type NewFiles } from './bare-repository.ts'
import { startGithub, type GithubOptions, type LoopbackGithub } from './loopback-github.ts'

/** The token that a temporary GitHub lets in. */
export const TOKEN = 'ghs_tokenOfTheTests'

const started: LoopbackGithub[] = []

afterEach(async () => {
  for (const github of started.splice(0)) {
    await github.close()
    github.repository.remove()
  }
})

/** A GitHub whose repository has files on its default branch. Both go after the test. */
export async function temporaryGithub(files: NewFiles, options: Partial<GithubOptions> = {}): Promise<LoopbackGithub> {
  const repository = await makeBareRepository(files, options.defaultBranch)
  const github = await startGithub(repository, { token: TOKEN, ...options })
  started.push(github)
  return github
}
