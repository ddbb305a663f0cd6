import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll } from '@jest/globals'

import { BUNDLE, Job, type Run, type Texts } from '../action/job.ts'
import { occur, type Occurrence, type WorkflowEvent } from './events.ts'
import { git } from './git.ts'
import type { LoopbackGithub } from './loopback-github.ts'
import { repositoryNumber } from './state.ts'
import { TOKEN } from './temporary-github.ts'

const WITHOUT_PAUSES = `--import=${fileURLToPath(new URL('no-pauses.mjs', import.meta.url))}`

/** Where the runs of a test file find the bundle compiled. */
const COMPILED = mkdtempSync(join(realpathSync(tmpdir()), 'compiled-'))

afterAll(() => {
  rmSync(COMPILED, { recursive: true })
})

const EVERYTHING = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*']

export interface CheckoutOptions {
  /** Where the event happens: the branch that is pushed to, that is tagged, or that a pull request is for. */
  readonly branch?: string
  /** What starts the workflow; a push to the branch when it is not given. */
  readonly event?: WorkflowEvent
  /** As the input of actions/checkout: a branch in place of what the event is about. */
  readonly ref?: string
  /** As the input `fetch-depth` of actions/checkout; 0 fetches all branches and tags with all that is behind them. */
  readonly depth?: number
}

/** What a run beside a GitHub leaves behind. */
export interface PublishingRun extends Run {
  /** The pauses that it would have made, in milliseconds. */
  readonly pauses: readonly number[]
}

/** A workflow's job on GitHub, its workspace as actions/checkout leaves it. All of it goes after the test. */
export async function checkoutOf(github: LoopbackGithub, options: CheckoutOptions = {}): Promise<WorkflowCheckout> {
  const { branch = 'main', event = { name: 'push' }, ref, depth = 1 } = options
  const occurrence = await occur(github, branch, event)
  const checkout = new WorkflowCheckout(github, occurrence)
  await actionsCheckout(github, checkout.workspace, ref === undefined ? occurrence.ref : `refs/heads/${ref}`, depth)
  return checkout
}

/** A checkout of a repository on GitHub, in a job that an event started. */
export class WorkflowCheckout extends Job {
  readonly occurrence: Occurrence
  private readonly github: LoopbackGithub

  constructor(github: LoopbackGithub, occurrence: Occurrence) {
    super()
    this.github = github
    this.occurrence = occurrence
  }

  /**
   * Runs the bundle as a runner does, beside the GitHub of this process; only its pauses are over at once. `environment`
   * takes the place of the runner's.
   */
  async run(inputs: Texts = {}, environment: Texts = {}): Promise<PublishingRun> {
    const start = this.start({ token: TOKEN, ...inputs }, { ...this.environment(), ...environment })
    const child = spawn(process.execPath, [WITHOUT_PAUSES, BUNDLE], {
      cwd: this.workspace,
      env: start.environment,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    })
    const streams = child.stdio.slice(1) as NodeJS.ReadableStream[]
    const [[stdout = '', stderr = '', pauses = ''], [exitCode]] = await Promise.all([
      Promise.all(streams.map((stream) => text(stream))),
      once(child, 'close') as Promise<[number | null]>,
    ])
    return {
      ...this.collect(start, exitCode, stdout + stderr),
      pauses: pauses.split('\n').filter(Boolean).map(Number),
    }
  }

  /** What the runner says of the workflow and of what started it. */
  private environment(): Texts {
    const { owner, name, site } = this.github.settings
    const { ref, sha, headRef, baseRef, payload } = this.occurrence
    const eventPath = join(this.temp, 'event.json')
    writeFileSync(eventPath, JSON.stringify(payload))
    return {
      GITHUB_API_URL: this.github.url,
      GITHUB_BASE_REF: baseRef,
      GITHUB_EVENT_NAME: this.occurrence.name,
      GITHUB_EVENT_PATH: eventPath,
      GITHUB_GRAPHQL_URL: `${this.github.url}/graphql`,
      GITHUB_HEAD_REF: headRef,
      GITHUB_REF: ref,
      GITHUB_REPOSITORY: `${owner}/${name}`,
      GITHUB_REPOSITORY_ID: String(repositoryNumber(this.github.settings)),
      GITHUB_SERVER_URL: site,
      GITHUB_SHA: sha,
      NODE_COMPILE_CACHE: COMPILED,
    }
  }
}

/** Fills an empty folder as actions/checkout does: attached to a branch, detached at anything else. */
async function actionsCheckout(
  { repository, settings: { site, owner, name } }: LoopbackGithub,
  workspace: string,
  ref: string,
  depth: number,
): Promise<void> {
  const [, kind = '', rest = ''] = /^refs\/(heads|pull|tags)\/(.+)$/.exec(ref) ?? []
  const kept = { heads: `refs/remotes/origin/${rest}`, pull: `refs/remotes/pull/${rest}` }[kind] ?? ref
  const refspec = `+${repository.ref(ref) ?? ''}:${kept}`
  const fetched = depth === 0 ? EVERYTHING : [refspec]
  const limit = depth === 0 ? [] : [`--depth=${depth}`]
  await git(workspace, ['init', '--quiet', '--template='])
  await git(workspace, ['remote', 'add', 'origin', pathToFileURL(repository.folder).href])
  await git(workspace, ['config', 'gc.auto', '0'])
  await git(workspace, ['fetch', '--quiet', '--no-tags', '--prune', ...limit, 'origin', ...fetched])
  await git(workspace, ['checkout', '--quiet', '--force', ...(kind === 'heads' ? ['-B', rest] : []), kept])
  await git(workspace, ['remote', 'set-url', 'origin', `${site}/${owner}/${name}`])
  const credentials = Buffer.from(`x-access-token:${TOKEN}`).toString('base64')
  await git(workspace, ['config', `http.${site}/.extraheader`, `AUTHORIZATION: basic ${credentials}`])
}
