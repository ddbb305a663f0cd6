import { cp, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { BareRepository } from '../github/bare-repository.ts'
import { startGithub, type LoopbackGithub } from '../github/loopback-github.ts'
import type { PullRequest } from '../github/state.ts'
import { TOKEN } from '../github/temporary-github.ts'
import { WorkflowCheckout } from '../github/workflow-checkout.ts'

/** A GitHub, and a job with a checkout of its repository. */
export interface World {
  readonly github: LoopbackGithub
  readonly checkout: WorkflowCheckout
}

/** Does something in a copy of a world, which is much faster made than another one like it. */
export async function inCopyOf<T>(original: World, act: (world: World) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'github-'))
  await cp(original.github.repository.folder, folder, { recursive: true })
  const github = await startGithub(new BareRepository(folder), { token: TOKEN, labels: original.github.labels })
  try {
    for (const pull of original.github.pulls) await openAgain(github, pull)
    github.forget()
    const checkout = new WorkflowCheckout(github, original.checkout.occurrence)
    await cp(original.checkout.workspace, checkout.workspace, { recursive: true })
    return await act({ github, checkout })
  } finally {
    await github.close()
    await rm(folder, { recursive: true })
  }
}

async function openAgain(github: LoopbackGithub, pull: Readonly<PullRequest>): Promise<void> {
  const { number, title, body, head, base, draft, labels, reviewers, teams, reviews } = pull
  await post(github, 'pulls', { title, body, head, base, draft })
  await post(github, `issues/${number}/labels`, { labels })
  await post(github, `pulls/${number}/requested_reviewers`, { reviewers, team_reviewers: teams })
  for (const { login, state } of reviews) github.review(number, login, state)
}

async function post(github: LoopbackGithub, path: string, body: unknown): Promise<void> {
  const { owner, name } = github.settings
  const response = await fetch(`${github.url}/repos/${owner}/${name}/${path}`, {
    method: 'POST',
    headers: { authorization: `token ${TOKEN}` },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
}
