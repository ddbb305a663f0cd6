import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { getOctokit } from '@actions/github'
import { describe, expect, test } from '@jest/globals'

import { temporaryFolder } from '../files/temporary.ts'
import { BareRepository, SOMEBODY } from './bare-repository.ts'
import { gitLine } from './git.ts'
import type { LoopbackGithub } from './loopback-github.ts'
import { temporaryGithub, TOKEN } from './temporary-github.ts'

const SERVE = fileURLToPath(new URL('serve.ts', import.meta.url))
const REPO = { owner: 'octo', repo: 'shop' }
const FILES = {
  'k8s/web.yaml': 'kind: Deployment\n',
  'k8s/größe ß.yaml': 'größe: 1\r\n',
  'run.sh': { executable: '#!/bin/sh\n' },
}

describe('a commit through the Git database', () => {
  test('leaves what git says', async () => {
    const github = await temporaryGithub(FILES)
    const { git } = octokitOf(github)
    const head = await headOf(github, 'main')

    const { data: parent } = await git.getCommit({ ...REPO, commit_sha: head })
    const { data: tree } = await git.createTree({
      ...REPO,
      base_tree: parent.tree.sha,
      tree: [
        { path: 'k8s/web.yaml', mode: '100644', type: 'blob', content: 'kind: Deployment\r\nname: größe' },
        { path: 'run.sh', mode: '100755', type: 'blob', content: '#!/bin/bash\n' },
      ],
    })
    const { data: commit } = await git.createCommit({ ...REPO, message: 'Größe', tree: tree.sha, parents: [head] })
    await git.updateRef({ ...REPO, ref: 'heads/main', sha: commit.sha, force: false })

    expect(commit.verification.verified).toBe(true)
    expect(await github.repository.head('main')).toBe(commit.sha)
    expect(await github.repository.files('main')).toEqual({
      'k8s/größe ß.yaml': { mode: '100644', text: 'größe: 1\r\n' },
      'k8s/web.yaml': { mode: '100644', text: 'kind: Deployment\r\nname: größe' },
      'run.sh': { mode: '100755', text: '#!/bin/bash\n' },
    })
    expect(await github.repository.log('main')).toMatchObject([
      { sha: commit.sha, parents: [head], message: 'Größe', author: { name: 'github-actions[bot]' } },
      { sha: head, author: SOMEBODY },
    ])
    expect(await github.repository.fsck()).toBe('')
  })

  test('is not signed when it names its author', async () => {
    const github = await temporaryGithub(FILES)
    const head = await headOf(github, 'main')

    const { data } = await octokitOf(github).git.createCommit({
      ...REPO,
      message: 'm',
      tree: await gitLine(github.repository.folder, ['rev-parse', 'main^{tree}']),
      parents: [head],
      author: { name: 'A', email: 'a@example.com' },
    })

    expect(data).toMatchObject({ author: { name: 'A' }, committer: { name: 'A' }, verification: { verified: false } })
  })

  test('renames files by their blobs', async () => {
    const github = await temporaryGithub({ 'old.sh': { executable: '#!/bin/sh\n' }, other: '' })
    const { git } = octokitOf(github)
    const sha = await gitLine(github.repository.folder, ['rev-parse', 'main:old.sh'])
    const file = { mode: '100755', type: 'blob' } as const

    const { data } = await git.createTree({
      ...REPO,
      base_tree: await headOf(github, 'main'),
      tree: [
        { ...file, path: 'bin/new.sh', sha },
        { ...file, path: 'old.sh', sha: null },
      ],
    })
    const unknown = git.createTree({ ...REPO, tree: [{ ...file, path: 'a', sha: '1'.repeat(40) }] })

    expect(await gitLine(github.repository.folder, ['ls-tree', '-r', data.sha])).toMatch(
      /^100755 blob [0-9a-f]{40}\tbin\/new\.sh\n100644 blob [0-9a-f]{40}\tother$/,
    )
    await expect(unknown).rejects.toMatchObject({ status: 422 })
  })

  test('takes files away and refuses paths that git refuses', async () => {
    const github = await temporaryGithub(FILES)
    const { git } = octokitOf(github)
    const base = { ...REPO, base_tree: await headOf(github, 'main') }
    const file = { mode: '100644', type: 'blob' } as const

    const { data } = await git.createTree({ ...base, tree: [{ ...file, path: 'run.sh', sha: null }] })
    const refused = git.createTree({ ...base, tree: [{ ...file, path: '.git/config', content: '' }] })

    expect(data.tree).toMatchObject([{ path: 'k8s', mode: '040000', type: 'tree' }])
    await expect(refused).rejects.toMatchObject({ status: 422 })
  })
})

describe('with a token of a person', () => {
  test('a commit is in the name of that person and not signed', async () => {
    const actor = { login: 'octocat', ...SOMEBODY }
    const github = await temporaryGithub(FILES, { signs: false, actor })

    const { data } = await octokitOf(github).git.createCommit({
      ...REPO,
      message: 'm',
      tree: await gitLine(github.repository.folder, ['rev-parse', 'main^{tree}']),
      parents: [await headOf(github, 'main')],
    })

    expect(data).toMatchObject({
      author: SOMEBODY,
      committer: SOMEBODY,
      verification: { verified: false, reason: 'unsigned' },
    })
  })
})

describe('branches', () => {
  test('move forwards only, unless forced', async () => {
    const github = await temporaryGithub(FILES)
    const { git } = octokitOf(github)
    const old = await headOf(github, 'main')
    const head = await github.repository.commit('main', { a: '1' })
    const move = { ...REPO, ref: 'heads/main', sha: old }

    await expect(git.updateRef({ ...move, force: false })).rejects.toMatchObject({
      status: 422,
      response: { data: { message: 'Update is not a fast forward' } },
    })
    expect(await github.repository.head('main')).toBe(head)
    await git.updateRef({ ...move, force: true })
    expect(await github.repository.head('main')).toBe(old)
  })

  test('have slashes in their names, are made once and deleted once', async () => {
    const github = await temporaryGithub(FILES)
    const { git } = octokitOf(github)
    const sha = await headOf(github, 'main')
    const made = { ...REPO, ref: 'refs/heads/bot/für/main', sha }
    const named = { ...REPO, ref: 'heads/bot/für/main' }

    await git.createRef(made)
    expect((await git.getRef(named)).data).toMatchObject({ ref: 'refs/heads/bot/für/main', object: { sha } })
    await expect(git.createRef(made)).rejects.toMatchObject({ status: 422 })
    await git.deleteRef(named)
    await expect(git.getRef(named)).rejects.toMatchObject({ status: 404 })
    await expect(git.deleteRef(named)).rejects.toMatchObject({ status: 422 })
    expect(await github.repository.branches()).toEqual({ main: sha })
  })

  test('are won by exactly one of many that move them at once', async () => {
    const github = await temporaryGithub(FILES)
    const { git } = octokitOf(github)
    const head = await headOf(github, 'main')
    const rivals = Array.from({ length: 8 }, (_, index) => `rival-${index}`)
    for (const rival of rivals) {
      await github.repository.branch(rival, head)
      await github.repository.commit(rival, { [rival]: '' })
    }
    const commits = await Promise.all(rivals.map((rival) => headOf(github, rival)))

    const moves = await Promise.allSettled(
      commits.map((sha) => git.updateRef({ ...REPO, ref: 'heads/main', sha, force: false })),
    )

    const winners = commits.filter((_, index) => moves[index]?.status === 'fulfilled')
    expect(winners).toEqual([await github.repository.head('main')])
  })

  test('are compared', async () => {
    const github = await temporaryGithub(FILES)
    await github.repository.branch('bot/main', await headOf(github, 'main'))
    const ours = await github.repository.commit('bot/main', { a: '1' })
    await github.repository.commit('main', { b: '1' })

    const { data } = await octokitOf(github).repos.compareCommitsWithBasehead({
      ...REPO,
      basehead: 'main...octo:bot/main',
    })

    expect(data).toMatchObject({ status: 'diverged', ahead_by: 1, behind_by: 1, total_commits: 1 })
    expect(data.commits).toMatchObject([{ sha: ours, author: { login: 'octocat' }, commit: { author: SOMEBODY } }])
  })

  test('are compared by their commits, with what they have in common', async () => {
    const github = await temporaryGithub(FILES)
    const common = await headOf(github, 'main')
    await github.repository.branch('bot/main', common)
    const ours = await github.repository.commit('bot/main', { a: '1' })
    const theirs = await github.repository.commit('main', { b: '1' })
    const tree = await gitLine(github.repository.folder, ['rev-parse', `${common}^{tree}`])

    const { data } = await octokitOf(github).repos.compareCommitsWithBasehead({
      ...REPO,
      basehead: `${theirs}...${ours}`,
    })

    expect(data).toMatchObject({
      base_commit: { sha: theirs },
      merge_base_commit: { sha: common, commit: { tree: { sha: tree } } },
      commits: [{ sha: ours }],
    })
  })

  test('are not compared without a common history', async () => {
    const github = await temporaryGithub(FILES)
    await github.repository.commit('orphan', { a: '1' })

    const compared = octokitOf(github).repos.compareCommitsWithBasehead({ ...REPO, basehead: 'main...orphan' })

    await expect(compared).rejects.toMatchObject({
      status: 404,
      response: { data: { message: 'No common ancestor between main and orphan.' } },
    })
  })

  test('are cloned', async () => {
    const github = await temporaryGithub(FILES)
    const checkout = join(temporaryFolder(), 'checkout')

    await github.repository.clone(checkout, 'main')

    expect(await gitLine(checkout, ['rev-parse', 'HEAD'])).toBe(await github.repository.head('main'))
    expect(await gitLine(checkout, ['remote', 'get-url', 'origin'])).toBe(github.repository.folder)
  })
})

describe('the server', () => {
  test('lets in one token and keeps it out of the record', async () => {
    const github = await temporaryGithub(FILES)

    const wrong = await fetch(`${github.url}/repos/octo/shop`, { headers: { Authorization: 'token other' } })
    const right = await fetch(`${github.url}/repos/octo/shop`, { headers: { Authorization: `Bearer ${TOKEN}` } })

    expect(wrong.status).toBe(401)
    expect(await wrong.json()).toMatchObject({ message: 'Bad credentials' })
    expect(await right.json()).toMatchObject({ default_branch: 'main', archived: false, permissions: { push: true } })
    expect(github.requests.map(({ headers }) => headers.authorization)).toEqual(['token other', '***'])
  })

  test('records every request in order, and those for what it does not serve', async () => {
    const github = await temporaryGithub(FILES)
    const { git, repos } = octokitOf(github)

    await repos.get(REPO)
    await expect(repos.listBranches(REPO)).rejects.toMatchObject({ status: 404 })
    await expect(git.createRef({ ...REPO, ref: 'tags/x', sha: 'y' })).rejects.toMatchObject({ status: 422 })

    expect(github.requests).toMatchObject([
      { operation: 'repos/get', method: 'GET', path: '/repos/octo/shop', body: undefined },
      { operation: 'unexpected', method: 'GET', path: '/repos/octo/shop/branches' },
      { operation: 'git/create-ref', method: 'POST', body: { ref: 'tags/x', sha: 'y' } },
    ])
    expect(github.unexpected).toEqual([github.requests[1]])
  })

  test.each([{ archived: true }, { canPush: false }])('writes nothing with %j', async (options) => {
    const github = await temporaryGithub(FILES, options)
    const sha = await headOf(github, 'main')

    const made = octokitOf(github).git.createRef({ ...REPO, ref: 'refs/heads/new', sha })

    await expect(made).rejects.toMatchObject({ status: 403 })
    expect(await github.repository.branches()).toEqual({ main: sha })
  })

  test('stays on its feet when a client leaves early', async () => {
    const github = await temporaryGithub(FILES)
    github.faultAt(0, { kind: 'slow', milliseconds: 50 })
    const { repos } = octokitOf(github)

    const left = repos.get({ ...REPO, request: { signal: AbortSignal.timeout(10) } })

    await expect(left).rejects.toThrow()
    await setTimeout(60)
    expect((await repos.get(REPO)).status).toBe(200)
  })

  test('runs as a process of its own', async () => {
    const { repository } = await temporaryGithub(FILES)
    const words = [SERVE, repository.folder, JSON.stringify({ token: TOKEN, owner: 'o', name: 'n' })]
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]()

    const { value: url } = await lines.next()
    await fetch(`${String(url)}/repos/o/n`, { headers: { authorization: `token ${TOKEN}` } })
    const { value: request } = await lines.next()
    child.kill()

    expect(JSON.parse(String(request))).toMatchObject({ operation: 'repos/get', headers: { authorization: '***' } })
  })

  test('serves a repository that is there already', async () => {
    const github = await temporaryGithub(FILES)

    const again = new BareRepository(github.repository.folder)

    expect(await again.head('main')).toBe(await github.repository.head('main'))
    expect(await again.head('other')).toBeUndefined()
  })
})

function octokitOf(github: LoopbackGithub) {
  return getOctokit(TOKEN, { baseUrl: github.url }).rest
}

async function headOf(github: LoopbackGithub, branch: string): Promise<string> {
  return (await github.repository.head(branch)) ?? ''
}
