import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { text } from 'node:stream/consumers'

import { BUNDLE, Job, type Run, type Texts } from '../action/job.ts'
import { actionsCheckout } from './actions-checkout.ts'
import { SENDER } from './event-payloads.ts'
import type { Occurrence, WorkflowEvent } from './events.ts'
import type { LoopbackGithub } from './loopback-github.ts'
import { repositoryNumber } from './node-ids.ts'
import { occur } from './occurrences.ts'
import { TOKEN } from './temporary-github.ts'

export interface CheckoutOptions {
  /** Where the event happens: the branch that is pushed to, that is tagged, or that a pull request is for. */
  readonly branch?: string
  /** What starts the workflow; a push to the branch when it is not given. */
  readonly event?: WorkflowEvent
  /** As the input of actions/checkout: a branch or a commit in place of what the event is about. */
  readonly ref?: string
  /** As the input `fetch-depth` of actions/checkout; 0 fetches all branches and tags with all that is behind them. */
  readonly depth?: number
}

/** A workflow's job on GitHub, its workspace as actions/checkout leaves it. All of it goes after the test. */
export async function checkoutOf(github: LoopbackGithub, options: CheckoutOptions = {}): Promise<WorkflowCheckout> {
  const { branch = 'main', event = { name: 'push' }, ref, depth = 1 } = options
  const occurrence = await occur(github, branch, event)
  const checkout = new WorkflowCheckout(github, occurrence)
  await actionsCheckout(github, checkout.workspace, { ref: ref ?? occurrence.ref, depth })
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

  /** Runs the bundle as a runner does, beside the GitHub of this process. `environment` takes the place of the runner's. */
  async run(inputs: Texts = {}, environment: Texts = {}): Promise<Run> {
    const start = this.start({ token: TOKEN, ...inputs }, { ...this.environment(), ...environment })
    const child = spawn(process.execPath, [BUNDLE], {
      cwd: this.workspace,
      env: start.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [stdout, stderr, ended] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close') as Promise<[number | null]>,
    ])
    return this.collect(start, ended[0], stdout + stderr)
  }

  /** What the runner says of the workflow and of what started it. */
  environment(): Texts {
    const { owner, name, site } = this.github.settings
    const { ref, sha, headRef, baseRef } = this.occurrence
    return {
      GITHUB_API_URL: this.github.url,
      GITHUB_ACTOR: SENDER.login,
      GITHUB_BASE_REF: baseRef,
      GITHUB_EVENT_NAME: this.occurrence.name,
      GITHUB_EVENT_PATH: this.eventFile(),
      GITHUB_GRAPHQL_URL: `${this.github.url}/graphql`,
      GITHUB_HEAD_REF: headRef,
      GITHUB_JOB: 'migrations',
      GITHUB_REF: ref,
      GITHUB_REF_NAME: ref.replace(/^refs\/(?:heads|tags|pull)\//, ''),
      GITHUB_REF_TYPE: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
      GITHUB_REPOSITORY: `${owner}/${name}`,
      GITHUB_REPOSITORY_ID: String(repositoryNumber(this.github.settings)),
      GITHUB_REPOSITORY_OWNER: owner,
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_RUN_ID: '1658821493',
      GITHUB_RUN_NUMBER: '3',
      GITHUB_SERVER_URL: site,
      GITHUB_SHA: sha,
      GITHUB_WORKFLOW: 'migrations',
    }
  }

  private eventFile(): string {
    const path = join(this.temp, '_github_workflow', 'event.json')
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, JSON.stringify(this.occurrence.payload))
    return path
  }
}
