import { expect, test } from '@jest/globals'

import { markedMessage } from '../../src/publish/proposal-branch.ts'

const MARK = 'Atlas-Init-Container: main'

test.each([
  ['Migrate', `Migrate\n\n${MARK}`],
  ['Migrate\n', `Migrate\n\n${MARK}`],
  ['Migrate\n\nAs agreed.', `Migrate\n\nAs agreed.\n\n${MARK}`],
  ['Migrate\n\nSigned-off-by: A <a@example.com>', `Migrate\n\nSigned-off-by: A <a@example.com>\n${MARK}`],
  ['Migrate\n\nReviewed-by: A\nRefs: 1', `Migrate\n\nReviewed-by: A\nRefs: 1\n${MARK}`],
  ['Migrate\n\nThis: and\nthat', `Migrate\n\nThis: and\nthat\n\n${MARK}`],
  ['fix: migrate', `fix: migrate\n\n${MARK}`],
])('the trailer stands among the others, or alone: %j', (message, marked) => {
  expect(markedMessage(message, 'main')).toBe(marked)
})
