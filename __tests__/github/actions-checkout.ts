import { Buffer } from 'node:buffer'
import { pathToFileURL } from 'node:url'

import { git, gitLine } from './git.ts'
import type { LoopbackGithub } from './loopback-github.ts'
import { TOKEN } from './temporary-github.ts'

export interface CheckoutInputs {
  /** The full name of a ref, the name of a branch, or a commit. */
  readonly ref: string
  /** How many commits are fetched; 0 for all branches and tags with all that is behind them. */
  readonly depth: number
}

/** What is fetched when not everything is, and what is then checked out. */
interface Target {
  readonly refspec: string
  readonly words: readonly string[]
}

const WHOLE_OID = /^[0-9a-f]{40}$/
const EVERYTHING = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*']

/** Fills an empty folder as actions/checkout does: attached to a branch, detached at anything else. */
export async function actionsCheckout(
  { repository, settings }: LoopbackGithub,
  workspace: string,
  { ref, depth }: CheckoutInputs,
): Promise<void> {
  const { site, owner, name } = settings
  const { refspec, words } = await targetOf(repository.folder, ref)
  const wanted = depth === 0 ? [...EVERYTHING, ...pullRequestAmong(refspec)] : [refspec]
  const limit = depth === 0 ? [] : [`--depth=${depth}`]
  await git(workspace, ['init', '--quiet', '--template='])
  await git(workspace, ['remote', 'add', 'origin', pathToFileURL(repository.folder).href])
  await git(workspace, ['config', 'gc.auto', '0'])
  await git(workspace, ['fetch', '--quiet', '--no-tags', '--prune', ...limit, 'origin', ...wanted])
  await git(workspace, ['checkout', '--quiet', '--force', ...words])
  await git(workspace, ['remote', 'set-url', 'origin', `${site}/${owner}/${name}`])
  const credentials = Buffer.from(`x-access-token:${TOKEN}`).toString('base64')
  await git(workspace, ['config', `http.${site}/.extraheader`, `AUTHORIZATION: basic ${credentials}`])
}

async function targetOf(folder: string, name: string): Promise<Target> {
  if (WHOLE_OID.test(name)) return { refspec: name, words: [name] }
  const ref = name.startsWith('refs/') ? name : `refs/heads/${name}`
  const commit = await gitLine(folder, ['rev-parse', '--verify', `${ref}^{commit}`])
  const [, kind = '', rest = ''] = /^refs\/(heads|pull|tags)\/(.+)$/.exec(ref) ?? []
  if (kind === 'tags') return { refspec: `+${commit}:${ref}`, words: [ref] }
  const kept = kind === 'heads' ? `refs/remotes/origin/${rest}` : `refs/remotes/pull/${rest}`
  return { refspec: `+${commit}:${kept}`, words: kind === 'heads' ? ['-B', rest, kept] : [kept] }
}

/** What is fetched of a pull request even when everything is fetched that branches and tags have. */
function pullRequestAmong(refspec: string): readonly string[] {
  return refspec.includes(':refs/remotes/pull/') ? [refspec] : []
}
