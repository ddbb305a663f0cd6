import { expect } from '@jest/globals'

import type { Texts } from '../action/job.ts'
import { deployment } from '../action/manifests.ts'
import type { NewFiles } from '../github/bare-repository.ts'
import type { Fault } from '../github/faults.ts'
import type { GithubOptions, LoopbackGithub } from '../github/loopback-github.ts'
import type { RequestName } from '../github/router.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import {
  checkoutOf,
  type CheckoutOptions,
  type PublishingRun,
  type WorkflowCheckout,
} from '../github/workflow-checkout.ts'

export const WEB = { 'k8s/web.yaml': deployment() }
export const COMMIT = { mode: 'commit' }
export const PULL_REQUEST = { mode: 'pull-request' }
export const NEWER = { image: 'ghcr.io/repo/migrations:v0.2.0' }

/** The branch of a pull request for `main`, unless another one is given. */
export const BRANCH = 'atlas-init-container/main'

/** A run of `mode: commit` on GitHub, unless the inputs say otherwise. */
export interface Scene {
  readonly files?: NewFiles
  readonly settings?: Partial<GithubOptions>
  readonly options?: CheckoutOptions
  readonly inputs?: Texts
  readonly environment?: Texts
  /** What somebody else commits to `main` after the checkout. */
  readonly theirs?: NewFiles
  /** What an earlier step writes into the work tree. */
  readonly edits?: Texts
  /** What goes wrong with each request of a name. */
  readonly fault?: readonly [RequestName, Fault]
  /** Happens between the checkout and the run. */
  readonly meanwhile?: (github: LoopbackGithub, checkout: WorkflowCheckout) => unknown
}

/** What came of it. */
export interface Outcome {
  readonly run: PublishingRun
  readonly github: LoopbackGithub
  readonly checkout: WorkflowCheckout
  /** Branches, pull requests and the work tree just before the run. */
  readonly before: ReturnType<typeof stateOf> & { readonly files: Texts }
}

export async function play(scene: Scene): Promise<Outcome> {
  const { files = WEB, settings, options, inputs, environment, theirs, edits = {}, fault, meanwhile } = scene
  const github = await temporaryGithub(files, settings)
  const checkout = await checkoutOf(github, options)
  if (theirs) github.repository.commit('main', theirs)
  checkout.write(edits)
  if (fault) github.faultAlways(...fault)
  await meanwhile?.(github, checkout)
  const before = { ...stateOf(github), files: checkout.files() }
  return { run: await checkout.run({ ...COMMIT, ...inputs }, environment), github, checkout, before }
}

/** A run of `mode: pull-request` from a fresh checkout, in which something may happen first. */
export async function propose(
  github: LoopbackGithub,
  inputs: Texts = {},
  options: CheckoutOptions = {},
  beforehand?: (checkout: WorkflowCheckout) => unknown,
): Promise<PublishingRun> {
  const checkout = await checkoutOf(github, options)
  await beforehand?.(checkout)
  return checkout.run({ ...PULL_REQUEST, ...inputs })
}

/** A GitHub with files on which a first run has opened a pull request. */
export async function withProposal(files: NewFiles = WEB, inputs: Texts = {}, settings: Partial<GithubOptions> = {}) {
  const github = await temporaryGithub(files, settings)
  const run = await propose(github, inputs)
  expect(run.log).toContain('Opened pull request #1.')
  github.forget()
  return { github, run }
}

/** What a run must not touch when it stops: every branch and every pull request. */
export function stateOf({ repository, pulls }: LoopbackGithub) {
  return { branches: repository.branches(), pulls: structuredClone(pulls) }
}

/** That a run failed and left everything as it was, and says so. */
export function expectRefusal({ run, github, before }: Outcome, ...messages: readonly string[]): void {
  expect({ exitCode: run.exitCode, log: run.log }).toEqual({ exitCode: 1, log: expect.any(String) })
  expect({ ...stateOf(github), files: run.files }).toEqual(before)
  expect(run.outputs).toMatchObject({ changed: 'false', 'changed-files': '', 'commit-sha': '', branch: '' })
  for (const message of messages) expect(run.log).toContain(message)
}

/** The text of a file on a branch. */
export function textAt(github: LoopbackGithub, path = 'k8s/web.yaml', branch = 'main'): string | undefined {
  return github.repository.files(branch)[path]?.text
}

/** Commits what is in the work tree of a checkout, and moves a branch on GitHub to it. */
export function pushFrom(
  checkout: WorkflowCheckout,
  github: LoopbackGithub,
  branch: string,
  ...options: readonly string[]
): void {
  checkout.git('add', '--all')
  checkout.git('commit', '--quiet', '--message=change', ...options)
  checkout.git('push', '--quiet', '--force', github.repository.folder, `HEAD:${branch}`)
}
