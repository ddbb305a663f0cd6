import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'

import { parsed } from './fault-table.ts'

const SECTIONS = parsed(readFileSync(new URL('fault-table.txt', import.meta.url), 'utf8'))
const MESSAGES = SECTIONS.flatMap(({ messages }) => messages)
const LINES = SECTIONS.flatMap(({ lines }) => [...lines.values()])

/** What a person on call needs of the messages of the table. */
describe('the message', () => {
  test('of every failure says what to do', () => {
    expect(MESSAGES.filter((message) => !/[Rr]un the job again|add these lines|`|Settings/.test(message))).toEqual([])
  })

  test('of a rate limit says when to come back', () => {
    const limits = MESSAGES.filter((message) => message.includes('rate limit'))

    expect(limits.length).toBeGreaterThan(0)
    expect(limits.filter((message) => !/Run the job again in \d+ min\./.test(message))).toEqual([])
  })

  test('of a rate limit does not tell of a setting that has nothing to do with it', () => {
    const limits = MESSAGES.filter((message) => message.includes('A rate limit is reached'))

    expect(limits.filter((message) => message.includes('Workflow permissions'))).toEqual([])
  })

  test('of a branch of a pull request does not say to use `mode: pull-request`', () => {
    const ofPulls = SECTIONS.filter(({ name }) => name.includes('pull request')).flatMap(({ messages }) => messages)

    expect(ofPulls.filter((message) => message.includes('Use `mode: pull-request`'))).toEqual([])
  })

  test('of a conflict does not say that the branch is protected', () => {
    expect(MESSAGES.filter((message) => /answered 409 .*is protected/.test(message))).toEqual([])
  })

  test('of a request that reads does not say that it may have been done', () => {
    const reads = MESSAGES.filter((message) => /when (?:reading|looking|comparing) /.test(message))

    expect(reads.filter((message) => message.includes('It may have been done nevertheless'))).toEqual([])
  })

  test('of an outage names the request with an effect that came before the look at what it did', () => {
    const outages = LINES.filter((line) =>
      /^\d+ (?:\S+ updateRefs|git\/update-ref|pulls\/create) .*from here on/.test(line),
    )

    expect(outages.length).toBeGreaterThan(0)
    expect(outages.filter((line) => !/ when (?:moving|making|deleting|opening) /.test(line))).toEqual([])
  })
})
