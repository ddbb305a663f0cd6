import { expect, test } from '@jest/globals'

import { rewrite } from '../../src/injection/rewrite.ts'
import { requestOf } from '../request.ts'
import { foundBy } from './findings.ts'
import { deployment } from './workloads.ts'

const manifest = deployment({ metadata: ['annotations:', '  cosign.sigstore.dev/signature: MEUCIQ=='] })

test('a signature fires when the workload changes', () => {
  expect(foundBy('stale-signature', manifest)).toEqual([
    '6 warning: Deployment web: the signature in its annotation `cosign.sigstore.dev/signature` does not cover this change.',
  ])
})

test.each(['signature_1', 'message', 'message_2'])('so does annotation %s', (name) => {
  expect(foundBy('stale-signature', manifest.replace('/signature', `/${name}`))).toEqual([
    expect.stringContaining(`the signature in its annotation \`cosign.sigstore.dev/${name}\``),
  ])
})

test.each([
  ['nothing changes', rewrite(manifest, requestOf()).text],
  ['another annotation', manifest.replace('/signature', '/imageRef')],
  ['a checksum of a ConfigMap', manifest.replace('cosign.sigstore.dev/signature', 'checksum/config')],
])('it does not: %s', (_what, text) => {
  expect(foundBy('stale-signature', text)).toEqual([])
})
