import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'

import { rewrite } from '../src/manifest/rewrite.ts'
import { requestOf } from './request.ts'

const GOLDEN = new URL('./golden/', import.meta.url)

function read(name: string): string {
  return readFileSync(new URL(name, GOLDEN), 'utf8')
}

function settingsOf(name: string): Record<string, string> {
  const settings = `${name}/settings.json`
  return existsSync(new URL(settings, GOLDEN)) ? (JSON.parse(read(settings)) as Record<string, string>) : {}
}

describe.each(readdirSync(GOLDEN))('golden %s', (name) => {
  const request = requestOf(settingsOf(name))
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
})
