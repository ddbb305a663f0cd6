import { afterEach, expect, jest, test } from '@jest/globals'

import { annotate } from '../../src/action/runner.ts'

afterEach(() => {
  jest.restoreAllMocks()
})

test.each(['error', 'warning', 'notice'] as const)('a diagnostic that is an %s is annotated as one', (severity) => {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true)

  annotate({ code: 'failed', severity, message: 'a message.', location: { file: 'a.yaml', line: 1, column: 1 } })

  expect(write.mock.calls.map(([text]) => text).join('')).toMatch(
    new RegExp(`^::${severity} title=Atlas Init Container,file=a.yaml,line=1,col=1::a.yaml:1:1: a message.\r?\n$`),
  )
})
