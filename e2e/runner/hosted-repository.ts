import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

import { makeBareRepository, type BareRepository, type NewFiles } from '../../__tests__/github/bare-repository.ts'
import { occur, type WorkflowEvent } from '../../__tests__/github/events.ts'
import { git } from '../../__tests__/github/git.ts'
import { startGithub, type LoopbackGithub } from '../../__tests__/github/loopback-github.ts'
import { runWorkflow, type Surroundings, type WorkflowRun } from './act.ts'

const OWNER = 'octo'

/** The token that GitHub lets in: that of a job, and that of a GitHub App. */
const TOKEN = 'ghs_tokenThatGithubLetsIn'

/** What a repository's settings hold for its workflows. */
export interface ActionsSettings {
  readonly secrets?: Readonly<Record<string, string>>
  readonly variables?: Readonly<Record<string, string>>
}

/** A repository on GitHub, and the runner of its workflows. GitHub is this process: loopback stands in for it. */
export class HostedRepository {
  readonly github: LoopbackGithub
  private readonly home: string
  private readonly act: Surroundings
  private runs = 0

  private constructor(github: LoopbackGithub, home: string, act: Surroundings) {
    this.github = github
    this.home = home
    this.act = act
  }

  /** Makes a repository `octo/NAME` with files on `main`. Those that share a folder can be checked out by each other. */
  static async of(name: string, files: NewFiles, home: string, act: Surroundings): Promise<HostedRepository> {
    const repository = await makeBareRepository(files, 'main', home)
    mkdirSync(join(home, 'repositories', OWNER), { recursive: true })
    symlinkSync(repository.folder, join(home, 'repositories', OWNER, name))
    const github = await startGithub(repository, { owner: OWNER, name, token: TOKEN, mayCreateLabels: true })
    return new HostedRepository(github, join(home, name), act)
  }

  /** The repository as it is stored. */
  get stored(): BareRepository {
    return this.github.repository
  }

  /** Lets an event happen to `main` and runs a workflow for it. `api` is the GitHub that the job talks to. */
  async run(
    workflow: string,
    event: WorkflowEvent,
    { secrets = {}, variables = {} }: ActionsSettings = {},
    api = this.github,
  ): Promise<WorkflowRun> {
    const { name, payload, ref, sha } = await occur(this.github, 'main', event)
    const environment = {
      GITHUB_API_URL: api.url,
      GITHUB_GRAPHQL_URL: `${api.url}/graphql`,
      GITHUB_REPOSITORY: `${OWNER}/${this.github.settings.name}`,
      GITHUB_REF: ref,
      SHA_REF: sha,
      REPOSITORIES: join(this.home, '..', 'repositories'),
      APP_TOKEN: TOKEN,
    }
    const home = join(this.home, String(++this.runs))
    return runWorkflow(
      { workflow, event: { name, payload }, environment, variables, secrets: { GITHUB_TOKEN: TOKEN, ...secrets } },
      home,
      this.act,
    )
  }

  /** Commits to `main` what a patch changes, as somebody would who has downloaded it. */
  async commitPatch(patch: string): Promise<void> {
    const clone = join(this.home, 'clone')
    await git(this.stored.folder, ['clone', '--quiet', '--template=', '--branch=main', this.stored.folder, clone])
    await git(clone, ['apply', '--index', patch])
    await git(clone, ['commit', '--quiet', '--message=Apply the patch'])
    await git(clone, ['push', '--quiet', 'origin', 'main'])
  }

  close(): Promise<void> {
    return this.github.close()
  }
}
