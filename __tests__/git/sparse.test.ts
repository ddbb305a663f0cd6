import { execFileSync } from 'node:child_process'
import { expect, test } from '@jest/globals'

import { patternsFor } from '../../src/files/globs.ts'
import { leftOutFiles } from '../../src/git/sparse.ts'
import { plant, temporaryFolder } from '../files/temporary.ts'
import { GIT_ENVIRONMENT } from '../git-environment.ts'

test('the files that a sparse checkout leaves out are found, and the patterns for them', () => {
  const folder = temporaryFolder()
  const git = (...words: string[]): void => {
    execFileSync('git', words, { cwd: folder, env: GIT_ENVIRONMENT, stdio: 'ignore' })
  }
  plant(folder, ['src/a.txt', 'k8s/a.yaml', 'k8s/sub/b.yaml'])
  git('init', '--quiet')
  git('add', '.')
  git('commit', '--quiet', '--message', 'x')
  expect(leftOutFiles(folder)).toEqual([])

  git('sparse-checkout', 'set', 'src')

  const leftOut = leftOutFiles(folder)
  expect(leftOut).toEqual(['k8s/a.yaml', 'k8s/sub/b.yaml'])
  expect(patternsFor(['k8s/*.yaml', 'nope/**', '!k8s/**'], leftOut)).toEqual(['k8s/*.yaml'])
})

test('where there is no repository, or no folder, none is left out', () => {
  expect(leftOutFiles(temporaryFolder())).toEqual([])
  expect(leftOutFiles('/nonexistent')).toEqual([])
})
