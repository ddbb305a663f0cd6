import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment } from './workloads.ts'

const manifest = deployment()

test.each([
  ['--dry-run', 'alone'],
  ['--dry-run=true', 'with a value'],
  ['--lock-timeout=5m\n--dry-run', 'behind another'],
])('%s fires, %s', (args) => {
  expect(foundBy('dry-run', manifest, { args })).toEqual([
    '2 warning: Deployment web: the arguments have `--dry-run`: Atlas migrates nothing, and the app starts anyway.',
  ])
})

test.each([
  ['', 'no argument'],
  ['--dry-run=false', 'a no'],
  ['--tx-mode=none', 'another argument'],
])('%s does not: %s', (args) => {
  expect(foundBy('dry-run', manifest, { args })).toEqual([])
})
