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
    '2 warning: Deployment web: `--dry-run` is among the arguments, so nothing is migrated, and the app starts all the same.',
  ])
})

test.each([
  ['', 'no argument'],
  ['--dry-run=false', 'a no'],
  ['--tx-mode=none', 'another argument'],
])('%s does not: %s', (args) => {
  expect(foundBy('dry-run', manifest, { args })).toEqual([])
})
