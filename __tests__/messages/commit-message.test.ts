import { execFileSync } from 'node:child_process'

import { describe, expect, test } from '@jest/globals'

import { commitMessage } from '../../src/messages/commit-message.ts'
import { pullRequestTitle } from '../../src/messages/pull-request-text.ts'
import type { PublishedChange } from '../../src/messages/published-change.ts'
import { GIT_ENVIRONMENT } from '../git-environment.ts'
import { HOSTILE_NAMES, publishedChange, workload } from './outcomes.ts'

const UPDATED = workload({ action: 'updated' })
const REMOVED = workload({ action: 'removed' })

function subjectOf(message: string): string {
  return message.split('\n')[0] ?? ''
}

describe('the subject', () => {
  test.each<[Partial<PublishedChange>, string]>([
    [{}, 'Add the init container migrate to Deployment web'],
    [{ workloads: [workload(), workload()] }, 'Add the init container migrate to 2 workloads'],
    [{ workloads: [UPDATED] }, 'Update the init container migrate of Deployment web'],
    [{ workloads: [UPDATED, UPDATED, UPDATED] }, 'Update the init container migrate of 3 workloads'],
    [
      { workloads: [UPDATED, workload(), UPDATED] },
      'Add the init container migrate to Deployment web and update it in 2',
    ],
    [{ operation: 'remove', workloads: [REMOVED] }, 'Remove the init container migrate from Deployment web'],
    [{ operation: 'remove', workloads: [REMOVED, REMOVED] }, 'Remove the init container migrate from 2 workloads'],
    [{ workloads: [workload({ name: 'x'.repeat(60) })] }, 'Add the init container migrate to 1 workload'],
    [{ workloads: [workload({ name: '[skip ci]' })] }, 'Add the init container migrate to 1 workload'],
    [{ workloads: [workload({ name: '' })] }, 'Add the init container migrate to 1 workload'],
    [{ containerName: 'x'.repeat(63) }, 'Add the init container to 1 workload'],
    [{ containerName: 'gh-12' }, 'Add the init container to Deployment web'],
  ])('%#', (given, subject) => {
    const change = publishedChange(given)

    expect(subjectOf(commitMessage(change))).toBe(subject)
    expect(pullRequestTitle(change)).toBe(subject)
  })

  test.each([1, 2, 10, 30, 36, 37, 38, 39, 40, 50, 63])('has at most 72 characters with names of %d', (length) => {
    const name = 'x'.repeat(length)
    const workloads = [workload({ name }), ...Array<typeof UPDATED>(100_000).fill(UPDATED)]

    expect(pullRequestTitle(publishedChange({ containerName: name })).length).toBeLessThanOrEqual(72)
    expect(pullRequestTitle(publishedChange({ containerName: name, workloads })).length).toBeLessThanOrEqual(72)
  })
})

describe('the body', () => {
  test('has the image, the workloads and the files with earlier edits', () => {
    const workloads = [workload(), workload({ action: 'updated', file: 'k8s/job.yaml', kind: 'Job', namespace: '' })]

    expect(commitMessage(publishedChange({ workloads, editedEarlier: ['k8s/job.yaml'] })))
      .toBe(`Add the init container migrate to Deployment web and update it in 1

The init container runs the migrations of ghcr.io/repo/migrations:v0.1.2.

- injected into Deployment shop/web (k8s/web.yaml:2)
- updated in Job web (k8s/job.yaml:2)

This commit includes earlier edits to 1 file:

- k8s/job.yaml`)
  })

  test('of a removal has no image', () => {
    expect(commitMessage(publishedChange({ operation: 'remove', workloads: [REMOVED] })))
      .toBe(`Remove the init container migrate from Deployment web

- removed from Deployment shop/web (k8s/web.yaml:2)`)
  })

  test.each([
    ['repo/migrations:v1', true],
    [`localhost:5000/migrations:v1@sha256:${'0'.repeat(64)}`, true],
    ['repo/migrations:v1-@sha256:00', false],
    ['[::1]:5000/migrations:v1', false],
    ['', false],
  ])('shows the image %s: %p', (image, isShown) => {
    const message = commitMessage(publishedChange({ image }))

    expect(message.includes(`runs the migrations of ${image}.`)).toBe(isShown)
    expect(message.includes('runs the migrations')).toBe(isShown)
  })

  test.each([
    [99, undefined],
    [100, undefined],
    [101, '- and 1 more'],
    [250, '- and 150 more'],
  ])('lists at most 100 of %d workloads', (count, rest) => {
    const workloads = Array.from({ length: count }, (_, index) => workload({ name: `web-${index}` }))
    const lines = commitMessage(publishedChange({ workloads })).split('\n')

    expect(lines.filter((line) => line.startsWith('- injected'))).toHaveLength(Math.min(100, count))
    expect(lines.find((line) => line.startsWith('- and'))).toBe(rest)
  })

  test('lists fewer workloads with very long paths', () => {
    const workloads = Array.from({ length: 50 }, () => workload({ file: `${'ü'.repeat(2000)}.yaml` }))
    const message = commitMessage(publishedChange({ workloads, editedEarlier: workloads.map(({ file }) => file) }))

    expect(message.length).toBeLessThan(65_536)
    expect(message.match(/^- and \d+ more$/gm)).toEqual(['- and 49 more', '- and 49 more'])
  })

  test.each([
    ['my k8s/web.yaml', String.raw`"my\040k8s/web.yaml"`],
    ['é.yaml', String.raw`"\303\251.yaml"`],
    ['a"b\\c.yaml', String.raw`"a\042b\134c.yaml"`],
    ['[skip ci].yaml', String.raw`"\133skip\040ci\135.yaml"`],
    ['@a/#1.yaml', String.raw`"\100a/\0431.yaml"`],
    ['k8s/gh-12.yaml', String.raw`"k8s/gh\05512.yaml"`],
    ['k8s/high-12.yaml', 'k8s/high-12.yaml'],
  ])('quotes the file %s', (file, shown) => {
    expect(commitMessage(publishedChange({ workloads: [workload({ file })] }))).toContain(
      `- injected into Deployment shop/web (${shown}:2)`,
    )
  })
})

describe('a name that git or GitHub could take for more', () => {
  test.each(HOSTILE_NAMES)('%j is a name or not there', (name) => {
    const workloads = [workload({ name, file: name || 'x' }), workload({ namespace: name }), workload({ name: 'web' })]
    const message = commitMessage(publishedChange({ containerName: name, workloads, editedEarlier: [name || 'x'] }))

    expect(message).not.toMatch(/[[\]#@<>*`~$!]|\bgh-\d|www\.|:\/\/|(?:fix|close)\w* /i)
    expect(message).not.toMatch(/[^\n -~]/)
    const lines = message.split('\n')
    expect(lines).toHaveLength(11)
    expect(lines.slice(1).every((line) => /^(?:$|The init container runs |- |This commit includes )/.test(line))).toBe(
      true,
    )
    expect(lines.indexOf('')).toBe(1)
  })

  test.each([workload(), workload({ file: 'Co-authored-by: x.yaml' }), workload({ name: 'Signed-off-by' })])(
    '%# is no trailer to git',
    (given) => {
      const changes = [
        publishedChange({ workloads: [given] }),
        publishedChange({ operation: 'remove', workloads: [given] }),
        publishedChange({ workloads: [given], editedEarlier: [given.file] }),
      ]

      for (const change of changes) {
        const trailers = execFileSync('git', ['interpret-trailers', '--parse'], {
          input: commitMessage(change),
          env: GIT_ENVIRONMENT,
          encoding: 'utf8',
        })
        expect(trailers).toBe('')
      }
    },
  )
})
