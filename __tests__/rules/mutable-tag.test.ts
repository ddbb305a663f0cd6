import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deployment, twice } from './workloads.ts'

const manifest = deployment()

test.each(['latest', 'main', 'stable', 'Latest', 'alpine-latest', '1.2.0-SNAPSHOT'])('%s moves', (tag) => {
  expect(foundBy('mutable-tag', manifest, { image: `ghcr.io/repo/migrations:${tag}` })).toEqual([
    `2 notice: Deployment web: the image of \`migrate\` has the mutable tag \`${tag}\`: pods of one rollout may run different ` +
      'migrations, and a new image starts no rollout.',
  ])
})

test.each(['IfNotPresent', 'Never'])('with the pull policy %s it is a warning', (policy) => {
  const inputs = { image: 'ghcr.io/repo/migrations:latest', 'image-pull-policy': policy }

  expect(foundBy('mutable-tag', manifest, inputs)).toEqual([
    '2 warning: Deployment web: the image of `migrate` has the mutable tag `latest`. With ' +
      `\`imagePullPolicy: ${policy}\`, a node that has an old image applies the old migrations.`,
  ])
})

test('it is said once', () => {
  expect(foundBy('mutable-tag', twice(manifest), { image: 'migrations:latest' })).toHaveLength(1)
})

test.each([
  ['ghcr.io/repo/migrations:v1', 'a version'],
  ['ghcr.io/repo/migrations:1.2', 'a short one'],
  ['ghcr.io/repo/migrations:16-alpine', 'a variant'],
  ['ghcr.io/repo/migrations:2024-02-29', 'a date'],
  ['ghcr.io/repo/migrations:9fceb02', 'a commit'],
  ['ghcr.io/repo/migrations:feature-x', 'what may be a branch'],
  ['ghcr.io/repo/migrations:main-9fceb02', 'a branch and a commit'],
  ['ghcr.io/repo/migrations:latest-20240229', 'a date behind it'],
  ['ghcr.io/repo/latest:v1', 'a repository of that name'],
  [`ghcr.io/repo/migrations:latest@sha256:${'a'.repeat(64)}`, 'a digest besides'],
  [`localhost:5000/migrations@sha256:${'a'.repeat(64)}`, 'a digest and a port'],
])('%s does not: %s', (image) => {
  expect(foundBy('mutable-tag', manifest, { image })).toEqual([])
})

test('the tag of an app’s image is not ours', () => {
  expect(foundBy('mutable-tag', manifest.replace('web:v1', 'web:latest'))).toEqual([])
})
