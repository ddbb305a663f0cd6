import { updateBranches } from './branches.ts'
import { Refusal, type Endpoints } from './endpoint.ts'
import { commitOf, GITHUB, writeCommit } from './git-commits.ts'
import { readObject, writeObject, writeTree } from './git-objects.ts'
import type { State } from './state.ts'

/** From how many files, or bytes, on the making of a tree has been seen to fail. */
const MOST_ENTRIES = 200
const MOST_BYTES = 2_500_000

/** The Git database: commits, trees and branches. */
export const GIT_ENDPOINTS = {
  'git/get-ref': {
    method: 'GET',
    path: /^\/git\/ref\/heads\/(.+)$/,
    serve: ({ state, names: [branch = ''] }) => {
      const sha = state.repository.head(branch)
      if (sha === undefined) throw new Refusal(404, 'Not Found')
      return { ref: `refs/heads/${branch}`, object: { type: 'commit', sha } }
    },
  },
  'git/update-ref': {
    method: 'PATCH',
    path: /^\/git\/refs\/heads\/(.+)$/,
    serve: ({ state, names: [branch = ''], body: { sha: after, force = false } }) => {
      const before = state.repository.head(branch)
      if (before === undefined) throw new Refusal(422, 'Reference does not exist')
      updateBranches(state, [{ branch, before: undefined, after, force }])
      return { ref: `refs/heads/${branch}`, object: { type: 'commit', sha: after } }
    },
  },
  'git/get-commit': {
    method: 'GET',
    path: /^\/git\/commits\/([0-9a-f]{40})$/,
    serve: ({ state, names: [sha = ''] }) => commitAnswer(state, sha),
  },
  // Of a commit that names no author and no committer: GitHub signs it, but not in the name of a person.
  'git/create-commit': {
    method: 'POST',
    path: /^\/git\/commits$/,
    serve: ({ state, body: { tree, parents = [], message } }) => {
      const { folder } = state.repository
      if (readObject(folder, tree)?.type !== 'tree') throw new Refusal(422, 'Tree SHA does not exist')
      const committer = state.signs ? GITHUB : state.actor
      const sha = writeCommit(folder, { tree, parents, message, author: state.actor, committer })
      if (state.signs) state.verified.add(sha)
      return commitAnswer(state, sha)
    },
  },
  'git/create-blob': {
    method: 'POST',
    path: /^\/git\/blobs$/,
    serve: ({ state, body: { content, encoding } }) => {
      if (encoding !== 'utf-8') throw new Refusal(422, 'Only UTF-8 is served here.')
      return { sha: writeObject(state.repository.folder, 'blob', Buffer.from(content)) }
    },
  },
  'git/create-tree': {
    method: 'POST',
    path: /^\/git\/trees$/,
    serve: ({ state, body }) => {
      if (body.tree.length >= MOST_ENTRIES || JSON.stringify(body).length >= MOST_BYTES)
        throw new Refusal(502, 'Server Error')
      const { folder } = state.repository
      const { base_tree: base = '' } = body
      const entries = body.tree.map(({ path = '', mode = '100644', content, sha }) => {
        if (content !== undefined) return { path, mode, content: { text: content } }
        return { path, mode, content: sha ? { sha } : null }
      })
      return { sha: writeTree(folder, commitOf(folder, base)?.tree ?? base, entries), truncated: false }
    },
  },
} satisfies Endpoints

/** What the Git database, and a comparison, say of a commit. */
export function commitAnswer(state: State, sha: string) {
  const commit = commitOf(state.repository.folder, sha)
  if (commit === undefined) throw new Refusal(404, 'Not Found')
  const { author, committer, message, tree, parents } = commit
  const verified = state.verified.has(sha)
  return {
    sha,
    author,
    committer,
    message,
    tree: { sha: tree },
    parents: parents.map((parent) => ({ sha: parent })),
    verification: { verified, reason: verified ? 'valid' : 'unsigned' },
  }
}
