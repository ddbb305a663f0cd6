import { expect, jest, test } from '@jest/globals'

import type * as Edit from '../../src/yaml/edit.ts'

// No text is known that makes an edit go wrong, so a defect is put in the place of the editor.
jest.unstable_mockModule('../../src/yaml/edit.ts', (): Partial<typeof Edit> => ({
  applyEdits: (text) => `${text}  # s3cr37\n  volumes: []\n`,
}))

test('a text that does not come out as asked is no result', async () => {
  const { rewrite } = await import('../../src/injection/rewrite.ts')
  const { ProofError } = await import('../../src/yaml/proof.ts')
  const { requestOf } = await import('../request.ts')
  const text =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      containers:\n      - name: web\n'

  expect(() => rewrite(text, requestOf())).toThrow(ProofError)
  expect(() => rewrite(text, requestOf())).not.toThrow('s3cr37')
})
