import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'

import { rewrite } from '../src/injection/rewrite.ts'
import { requestOf } from './request.ts'

const GOLDEN = new URL('./golden/', import.meta.url)

/** A key that says that it has no value is taken out with what we put there: the word for it is not kept anywhere. */
const KEYS_OF_NULL: Readonly<Record<string, RegExp>> = {
  'json-with-null': / +"volumes": null,\n/,
  'keys-with-null': / +volumes: null\n| ~(?= # none\n)/g,
}

function read(name: string): string {
  return readFileSync(new URL(name, GOLDEN), 'utf8')
}

function settingsOf(name: string): Record<string, string> {
  const settings = `${name}/settings.json`
  return existsSync(new URL(settings, GOLDEN)) ? (JSON.parse(read(settings)) as Record<string, string>) : {}
}

describe.each(readdirSync(GOLDEN))('golden %s', (name) => {
  const settings = settingsOf(name)
  const request = requestOf(settings)
  const input = read(`${name}/input.yaml`)
  const { text, results } = rewrite(input, request)

  test('becomes what is expected', () => {
    const expected = new URL(`${name}/expected.yaml`, GOLDEN)
    if (process.env.UPDATE_GOLDEN) writeFileSync(expected, text)
    expect(text).toBe(read(`${name}/expected.yaml`))
  })

  test('is not refused', () => {
    expect(results.filter(({ action }) => action === 'refused' || action === 'skipped')).toEqual([])
    expect(results.length).toBeGreaterThan(0)
  })

  test('a second run changes nothing', () => {
    const again = rewrite(text, request)

    expect(again.text).toBe(text)
    expect(again.results.map(({ action }) => action)).toEqual(results.map(() => 'unchanged'))
  })

  if (results.every(({ action }) => action === 'injected')) {
    test('removing what was injected gives the first bytes back', () => {
      const { text: back, results: removals } = rewrite(text, requestOf({ ...settings, operation: 'remove' }))

      expect(back).toBe(input.replace(KEYS_OF_NULL[name] ?? '', ''))
      expect(removals.map(({ action, additions }) => [action, additions])).toEqual(
        results.map(() => ['removed', undefined]),
      )
    })
  }
})
