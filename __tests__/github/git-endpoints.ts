import type { components } from '@octokit/openapi-types'

import { gitCommit } from './commit-reply.ts'
import { closePullsOf } from './closed-by-deletion.ts'
import type { Call, Endpoint } from './endpoint.ts'
import { fieldsOf, listIn, optionalTextIn, textIn, textsIn, type Fields } from './fields.ts'
import { GITHUB, readCommits, writeCommit, type Commit, type Person } from './git-commits.ts'
import { GitError, gitLine, gitLineIfAny } from './git.ts'
import { readObjects, treeEntries, typeOfObject } from './git-objects.ts'
import { writeTree } from './git-trees.ts'
import { Refusal, type Reply } from './reply.ts'
import type { State } from './state.ts'
import { requestedEntries } from './tree-request.ts'

type Schemas = components['schemas']

/** From how many files, or bytes, on the making of a tree has been seen to fail. */
const MOST_ENTRIES = 200
const MOST_BYTES = 2_500_000

/** The Git database: commits, trees and branches. */
export const GIT_ENDPOINTS: readonly Endpoint[] = [
  { operation: 'git/get-ref', method: 'GET', path: /^\/git\/ref\/heads\/(.+)$/, serve: getRef },
  { operation: 'git/create-ref', method: 'POST', path: /^\/git\/refs$/, serve: createRef },
  { operation: 'git/update-ref', method: 'PATCH', path: /^\/git\/refs\/heads\/(.+)$/, serve: updateRef },
  { operation: 'git/delete-ref', method: 'DELETE', path: /^\/git\/refs\/heads\/(.+)$/, serve: deleteRef },
  { operation: 'git/get-commit', method: 'GET', path: /^\/git\/commits\/([0-9a-f]+)$/, serve: getCommit },
  { operation: 'git/create-blob', method: 'POST', path: /^\/git\/blobs$/, serve: createBlob },
  { operation: 'git/create-commit', method: 'POST', path: /^\/git\/commits$/, serve: createCommit },
  { operation: 'git/create-tree', method: 'POST', path: /^\/git\/trees$/, serve: createTree },
]

async function getRef({ state, names: [branch = ''] }: Call): Promise<Reply> {
  const sha = await state.repository.head(branch)
  if (sha === undefined) throw new Refusal(404, 'Not Found')
  return { status: 200, body: gitRef(branch, sha) }
}

async function createRef({ state, body }: Call): Promise<Reply> {
  const ref = textIn(body, 'ref')
  const sha = textIn(body, 'sha')
  const [, branch] = /^refs\/heads\/(.+)$/.exec(ref) ?? []
  if (branch === undefined) throw new Refusal(422, 'Reference name must start with refs/heads/')
  await state.branches.create(branch, sha)
  return { status: 201, body: gitRef(branch, sha) }
}

async function updateRef({ state, names: [branch = ''], body }: Call): Promise<Reply> {
  const sha = textIn(body, 'sha')
  await state.branches.move(branch, sha, body.force === true)
  return { status: 200, body: gitRef(branch, sha) }
}

async function deleteRef({ state, names: [branch = ''] }: Call): Promise<Reply> {
  await state.branches.delete(branch)
  closePullsOf(state, branch)
  return { status: 204 }
}

async function getCommit({ state, names: [sha = ''] }: Call): Promise<Reply> {
  return { status: 200, body: gitCommit(state, await existingCommit(state, sha)) }
}

/** GitHub signs a commit that is made without author and committer, but not in the name of a person. */
async function createCommit({ state, body }: Call): Promise<Reply> {
  const { folder } = state.repository
  const tree = textIn(body, 'tree')
  const parents = textsIn(body, 'parents')
  if ((await typeOfObject(folder, tree)) !== 'tree') {
    throw new Refusal(422, 'Tree SHA does not exist')
  }
  for (const parent of parents) {
    if ((await typeOfObject(folder, parent)) !== 'commit') {
      throw new Refusal(422, 'Parent SHA does not exist or is not a commit object')
    }
  }
  const author = personIn(body, 'author')
  const committer = personIn(body, 'committer')
  const sha = await writeCommit(folder, {
    tree,
    parents,
    message: textIn(body, 'message'),
    author: author ?? state.actor,
    committer: committer ?? author ?? (state.signs ? GITHUB : state.actor),
  })
  if (state.signs && author === undefined && committer === undefined) state.verified.add(sha)
  return { status: 201, body: gitCommit(state, await existingCommit(state, sha)) }
}

async function createBlob({ state, body }: Call): Promise<Reply> {
  if (optionalTextIn(body, 'encoding') !== 'utf-8') throw new Refusal(422, 'Only UTF-8 is served here.')
  const input = textIn(body, 'content')
  const sha = await gitLine(state.repository.folder, ['hash-object', '-w', '--stdin'], { input })
  return { status: 201, body: { sha } satisfies Pick<Schemas['short-blob'], 'sha'> }
}

async function createTree({ state, body }: Call): Promise<Reply> {
  if (listIn(body, 'tree').length >= MOST_ENTRIES || JSON.stringify(body).length >= MOST_BYTES)
    throw new Refusal(502, 'Server Error')
  const { folder } = state.repository
  const asked = optionalTextIn(body, 'base_tree')
  const base =
    asked === undefined ? undefined : await gitLineIfAny(folder, ['rev-parse', '--verify', `${asked}^{tree}`])
  if (asked !== undefined && base === undefined) throw new Refusal(404, 'Not Found')
  const sha = await newTree(folder, base, body)
  const [tree] = await readObjects(folder, [sha])
  const reply = {
    sha,
    truncated: false,
    tree: treeEntries(tree?.content ?? Buffer.alloc(0)).map(({ name, mode, type, oid }) => {
      return { path: name, mode: mode.padStart(6, '0'), type, sha: oid }
    }),
  } satisfies Schemas['git-tree']
  return { status: 201, body: reply }
}

async function newTree(folder: string, base: string | undefined, body: Fields): Promise<string> {
  const entries = await requestedEntries(folder, body)
  try {
    return await writeTree(folder, base, entries)
  } catch (error) {
    if (error instanceof GitError) throw new Refusal(422, 'Invalid tree info')
    throw error
  }
}

async function existingCommit(state: State, sha: string): Promise<Commit> {
  const { folder } = state.repository
  const type = await typeOfObject(folder, sha)
  const [commit] = type === 'commit' ? await readCommits(folder, ['--no-walk', sha]) : []
  if (commit === undefined) throw new Refusal(404, 'Not Found')
  return commit
}

function personIn(body: Fields, name: string): Person | undefined {
  if (body[name] === undefined) return undefined
  const fields = fieldsOf(body[name])
  return { name: textIn(fields, 'name'), email: textIn(fields, 'email') }
}

function gitRef(branch: string, sha: string) {
  type Ref = Schemas['git-ref']
  return { ref: `refs/heads/${branch}`, object: { type: 'commit', sha } } satisfies Pick<Ref, 'ref'> & {
    object: Pick<Ref['object'], 'type' | 'sha'>
  }
}
