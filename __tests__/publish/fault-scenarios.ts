import { deployment, injected } from '../action/manifests.ts'
import type { Texts } from '../action/job.ts'
import { temporaryGithub } from '../github/temporary-github.ts'
import { checkoutOf } from '../github/workflow-checkout.ts'
import type { World } from './fault-world.ts'

/** What a pull request has to be in the end. */
export interface WantedPull {
  readonly title: string
  readonly draft: boolean
  readonly labels: readonly string[]
  readonly reviewers: readonly string[]
  readonly teams: readonly string[]
}

/** One kind of run, of which each request is given each fault. */
export interface Scenario {
  readonly name: string
  readonly inputs: Texts
  /** The branch that is written to. */
  readonly branch: string
  /** Whether the branch is there in the end, with the whole commit. */
  readonly isKept: boolean
  /** The open pull request in the end; undefined when none is. */
  readonly pull: WantedPull | undefined
  /** What somebody else makes of a manifest meanwhile. */
  readonly theirs: string
  /** A GitHub and a checkout of it, just before the run. */
  readonly prepare: () => Promise<World>
}

export const BASE = 'main'
const OWN_BRANCH = 'atlas-init-container/main'

const FILES = {
  'k8s/web.yaml': deployment(),
  'k8s/api.yaml': { executable: deployment('api') },
  'README.md': 'Shop\n',
}

/** The manifests that the whole commit changes, in the order of git. */
export const MANIFESTS = ['k8s/api.yaml', 'k8s/web.yaml']

const THEIRS = deployment().replace('app:1', 'app:2')
const NEXT_OF_THEIRS = deployment().replace('app:1', 'app:3')

const COMMIT = { mode: 'commit' }
const PULL_REQUEST = {
  mode: 'pull-request',
  'pull-request-title': 'Run the migrations',
  labels: 'database\nk8s',
  reviewers: 'hubot\nocto/dba',
  draft: 'true',
}

const PULL: WantedPull = {
  title: 'Run the migrations',
  draft: true,
  labels: ['database', 'k8s'],
  reviewers: ['hubot'],
  teams: ['dba'],
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'commit',
    inputs: COMMIT,
    branch: BASE,
    isKept: true,
    pull: undefined,
    theirs: THEIRS,
    prepare: () => prepared(() => Promise.resolve()),
  },
  {
    name: 'commit on a head that has moved, with a manifest changed',
    inputs: COMMIT,
    branch: BASE,
    isKept: true,
    pull: undefined,
    theirs: NEXT_OF_THEIRS,
    prepare: async () => {
      const world = await prepared(() => Promise.resolve())
      await world.github.repository.commit(BASE, { 'k8s/web.yaml': THEIRS })
      return world
    },
  },
  {
    name: 'new pull request',
    inputs: PULL_REQUEST,
    branch: OWN_BRANCH,
    isKept: true,
    pull: PULL,
    theirs: THEIRS,
    prepare: () => prepared(() => Promise.resolve()),
  },
  {
    name: 'pull request of an older image, made anew',
    inputs: PULL_REQUEST,
    branch: OWN_BRANCH,
    isKept: true,
    pull: PULL,
    theirs: THEIRS,
    prepare: () =>
      prepared(async ({ checkout }) => {
        await checkout.run({
          mode: 'pull-request',
          image: 'ghcr.io/repo/migrations:v0.1.1',
          'pull-request-body': 'An older one',
          labels: 'database',
        })
      }),
  },
  {
    name: 'pull request that has all of it, reviewed',
    inputs: PULL_REQUEST,
    branch: OWN_BRANCH,
    isKept: true,
    // Who has given a review is not asked again.
    pull: { ...PULL, reviewers: [] },
    theirs: THEIRS,
    prepare: () =>
      prepared(async ({ github, checkout }) => {
        await checkout.run(PULL_REQUEST)
        github.review(1, 'hubot')
      }),
  },
  {
    name: 'pull request that its base needs no more',
    inputs: PULL_REQUEST,
    branch: OWN_BRANCH,
    isKept: false,
    pull: undefined,
    // It still has the init container.
    theirs: injected(THEIRS),
    prepare: () =>
      prepared(async ({ github, checkout }) => {
        await checkout.run(PULL_REQUEST)
        await github.repository.commit(BASE, {
          'k8s/web.yaml': injected(deployment()),
          'k8s/api.yaml': { executable: injected(deployment('api')) },
        })
      }),
  },
]

/** A GitHub on which something has happened, and then a checkout of it. */
async function prepared(happen: (world: World) => Promise<void>): Promise<World> {
  const github = await temporaryGithub(FILES, { labels: ['database', 'k8s'] })
  await happen({ github, checkout: await checkoutOf(github) })
  github.forget()
  return { github, checkout: await checkoutOf(github) }
}
