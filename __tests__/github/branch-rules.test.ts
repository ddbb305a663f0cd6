import { getOctokit } from '@actions/github'
import { expect, test } from '@jest/globals'

import { gitLine } from './git.ts'
import type { LoopbackGithub } from './loopback-github.ts'
import { repositoryId } from './node-ids.ts'
import { temporaryGithub, TOKEN } from './temporary-github.ts'

const NOTHING = '0'.repeat(40)
const REPO = { owner: 'octo', repo: 'shop' }
const PROTECTED = 'Protected branch update failed for refs/heads/main. Changes must be made through a pull request.'
const UNSIGNED = 'Commits must have verified signatures.'

test('a protected branch is neither moved nor deleted', async () => {
  const github = await temporaryGithub({ a: '1' }, { protectedBranches: ['main'] })
  const { git } = getOctokit(TOKEN, { baseUrl: github.url }).rest
  const sha = await commit(github)
  const refused = { status: 422, response: { data: { message: PROTECTED } } }
  const refusal = { errors: [{ type: 'UNPROCESSABLE', message: PROTECTED }] }

  await expect(git.updateRef({ ...REPO, ref: 'heads/main', sha })).rejects.toMatchObject(refused)
  await expect(git.updateRef({ ...REPO, ref: 'heads/main', sha, force: true })).rejects.toMatchObject(refused)
  await expect(git.deleteRef({ ...REPO, ref: 'heads/main' })).rejects.toMatchObject(refused)
  await expect(updateRef(github, sha)).rejects.toMatchObject(refusal)
  await expect(updateRef(github, NOTHING)).rejects.toMatchObject(refusal)
  await git.createRef({ ...REPO, ref: 'refs/heads/bot/main', sha })
})

test('a branch that takes signed commits alone does not take others', async () => {
  const github = await temporaryGithub({ a: '1' }, { requiresSignatures: ['main'], signs: false })
  const { git } = getOctokit(TOKEN, { baseUrl: github.url }).rest
  const sha = await commit(github)

  await expect(git.updateRef({ ...REPO, ref: 'heads/main', sha })).rejects.toMatchObject({
    status: 422,
    response: { data: { message: UNSIGNED } },
  })
  await expect(updateRef(github, sha)).rejects.toMatchObject({
    errors: [{ type: 'UNPROCESSABLE', message: UNSIGNED }],
  })
})

test('it takes those that GitHub signs', async () => {
  const github = await temporaryGithub({ a: '1' }, { requiresSignatures: ['main'] })
  const { git } = getOctokit(TOKEN, { baseUrl: github.url }).rest
  const sha = await commit(github)

  await git.updateRef({ ...REPO, ref: 'heads/main', sha })

  expect(await github.repository.head('main')).toBe(sha)
})

/** A commit on top of the default branch. */
async function commit(github: LoopbackGithub): Promise<string> {
  const { data } = await getOctokit(TOKEN, { baseUrl: github.url }).rest.git.createCommit({
    ...REPO,
    message: 'm',
    tree: await gitLine(github.repository.folder, ['rev-parse', 'main^{tree}']),
    parents: [(await github.repository.head('main')) ?? ''],
  })
  return data.sha
}

function updateRef(github: LoopbackGithub, afterOid: string): Promise<unknown> {
  const refUpdates = [{ name: 'refs/heads/main', afterOid }]
  return getOctokit(TOKEN, { baseUrl: github.url }).graphql(
    'mutation($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }',
    { input: { repositoryId: repositoryId({ owner: 'octo', name: 'shop' }), refUpdates } },
  )
}
