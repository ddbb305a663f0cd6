import { cp, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Texts } from '../action/job.ts'
import { deployment, injected } from '../action/manifests.ts'
import { BareRepository } from '../github/bare-repository.ts'
import { startGithub, type LoopbackGithub } from '../github/loopback-github.ts'
import type { RequestName } from '../github/router.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { checkoutOf, WorkflowCheckout } from '../github/workflow-checkout.ts'

/** A GitHub, and a job with a checkout of its repository. */
export interface World {
  readonly github: LoopbackGithub
  readonly checkout: WorkflowCheckout
}

/** One kind of run, some of whose requests meet each fault. */
export interface Scenario {
  readonly name: string
  readonly inputs: Texts
  /** The branch that is written to. */
  readonly branch: string
  /** The requests of a kind that no other of these is of. */
  readonly requests: readonly RequestName[]
  /** What somebody else makes of a manifest meanwhile. */
  readonly theirs: string
  /** Happens before the run. */
  readonly beforehand?: (world: World) => unknown
}

export const BASE = 'main'
const OWN_BRANCH = 'atlas-init-container/main'

/** The manifests that the whole commit changes, in the order of git. */
export const MANIFESTS = ['k8s/api.yaml', 'k8s/web.yaml']

const FILES = { 'k8s/web.yaml': deployment(), 'k8s/api.yaml': deployment('api'), 'README.md': 'Shop\n' }
const THEIRS = deployment().replace('app:1', 'app:2')

const PULL_REQUEST = {
  mode: 'pull-request',
  'pull-request-title': 'Run the migrations',
  labels: 'database\nk8s',
  reviewers: 'hubot\nocto/dba',
  draft: 'true',
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'a commit on a head that has moved',
    inputs: { mode: 'commit' },
    branch: BASE,
    requests: ['git/get-ref', 'graphql query', 'git/create-tree', 'git/update-ref'],
    theirs: deployment().replace('app:1', 'app:3'),
    beforehand: ({ github }) => github.repository.commit(BASE, { 'k8s/web.yaml': THEIRS }),
  },
  {
    name: 'a new pull request',
    inputs: PULL_REQUEST,
    branch: OWN_BRANCH,
    requests: ['graphql updateRefs', 'pulls/create', 'issues/add-labels'],
    theirs: THEIRS,
  },
  {
    name: 'a pull request of an older image, made anew',
    inputs: PULL_REQUEST,
    branch: OWN_BRANCH,
    requests: ['repos/compare-commits-with-basehead', 'graphql updateRefs', 'pulls/update'],
    theirs: THEIRS,
    beforehand: ({ checkout }) => checkout.run({ mode: 'pull-request', image: 'ghcr.io/repo/migrations:v0.1.1' }),
  },
  {
    name: 'a pull request that its base needs no more',
    inputs: PULL_REQUEST,
    branch: OWN_BRANCH,
    requests: ['graphql updateRefs', 'issues/create-comment'],
    // It still has the init container.
    theirs: injected(THEIRS),
    beforehand: async ({ github, checkout }) => {
      await checkout.run(PULL_REQUEST)
      github.repository.commit(BASE, {
        'k8s/web.yaml': injected(deployment()),
        'k8s/api.yaml': injected(deployment('api')),
      })
    },
  },
]

/** A GitHub just before the run of a scenario. The checkout of a commit is older than its head. */
export async function worldOf({ branch, beforehand }: Scenario): Promise<World> {
  const github = await temporaryGithub(FILES, { labels: ['database', 'k8s'] })
  const checkout = await checkoutOf(github)
  await beforehand?.({ github, checkout })
  github.forget()
  return { github, checkout: branch === BASE ? checkout : await checkoutOf(github) }
}

/** Does something in a copy of a world, which is much faster made than another one like it. */
export async function inCopyOf<T>(original: World, act: (world: World) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'github-'))
  await cp(original.github.repository.folder, folder, { recursive: true })
  const { settings, pulls } = original.github
  const github = await startGithub(new BareRepository(folder), { ...settings, pulls })
  try {
    const checkout = new WorkflowCheckout(github, original.checkout.occurrence)
    await cp(original.checkout.workspace, checkout.workspace, { recursive: true })
    return await act({ github, checkout })
  } finally {
    await github.close()
    await rm(folder, { recursive: true })
  }
}
