import { describe, expect, test } from '@jest/globals'
import {
  parseLabel,
  parseSecretKey,
  parseSubdomain,
  volumeNameFromSecretName,
} from '../../src/settings/kubernetes-names.ts'

const LABEL = 'expected a name of at most 63 lower-case letters, digits and "-" (an RFC 1123 label)'
const SUBDOMAIN = 'expected a name of at most 253 lower-case letters, digits, "-" and "." (an RFC 1123 subdomain)'
const KEY = 'expected a key of at most 253 letters, digits, "-", "_" and "."'

describe('a label', () => {
  test.each(['a', '0', 'migrate', 'a--b', '1-2', 'a'.repeat(63)])('accepts %s', (text) => {
    expect(parseLabel(text)).toEqual({ value: text })
  })

  test.each([
    ['Migrate', `${LABEL}, found "Migrate", which has "M"; write it in lower case`],
    ['my_job', `${LABEL}, found "my_job", which has "_"; take it out`],
    ['a.b', `${LABEL}, found "a.b", which has "."; take it out`],
    ['a b', `${LABEL}, found "a b", which has " "; take it out`],
    ['a\nb', `${LABEL}, found "a\\nb", which has "\\n"; take it out`],
    ['é', `${LABEL}, found "é", which has "é"; take it out`],
    ['-a', `${LABEL}, found "-a"; begin and end it with a letter or a digit`],
    ['a-', `${LABEL}, found "a-"; begin and end it with a letter or a digit`],
    ['a'.repeat(64), `${LABEL}, found "${'a'.repeat(64)}", which has 64 characters; shorten it`],
  ])('refuses %j', (text, problem) => {
    expect(parseLabel(text)).toEqual({ problem })
  })
})

describe('a subdomain', () => {
  test.each(['atlas-project', 'a.b', '0.1', 'a'.repeat(253)])('accepts %s', (text) => {
    expect(parseSubdomain(text)).toEqual({ value: text })
  })

  test.each([
    ['Atlas', `${SUBDOMAIN}, found "Atlas", which has "A"; write it in lower case`],
    ['a/b', `${SUBDOMAIN}, found "a/b", which has "/"; take it out`],
    ['.a', `${SUBDOMAIN}, found ".a"; begin and end it, and each part between dots, with a letter or a digit`],
    ['a..b', `${SUBDOMAIN}, found "a..b"; begin and end it, and each part between dots, with a letter or a digit`],
    ['a.-b', `${SUBDOMAIN}, found "a.-b"; begin and end it, and each part between dots, with a letter or a digit`],
    ['a'.repeat(254), `${SUBDOMAIN}, found "${'a'.repeat(80)}…", which has 254 characters; shorten it`],
  ])('refuses %j', (text, problem) => {
    expect(parseSubdomain(text)).toEqual({ problem })
  })
})

describe('a Secret key', () => {
  test.each(['atlas.hcl', '.hidden', '-', '_', 'A.b-C_1', 'a..b', 'a'.repeat(253)])('accepts %s', (text) => {
    expect(parseSecretKey(text)).toEqual({ value: text })
  })

  test.each([
    ['a/b', `${KEY}, found "a/b", which has "/"; take it out`],
    ['.', `${KEY}, found "."; it may not be "." and may not begin with ".."`],
    ['..', `${KEY}, found ".."; it may not be "." and may not begin with ".."`],
    ['..data', `${KEY}, found "..data"; it may not be "." and may not begin with ".."`],
    ['a'.repeat(254), `${KEY}, found "${'a'.repeat(80)}…", which has 254 characters; shorten it`],
  ])('refuses %j', (text, problem) => {
    expect(parseSecretKey(text)).toEqual({ problem })
  })
})

describe("the volume's name by default", () => {
  test('is the name of the Secret', () => {
    expect(volumeNameFromSecretName('atlas-project')).toEqual({ value: 'atlas-project' })
  })

  test.each(['atlas.project', 'a'.repeat(64)])('has to be given when the Secret is %s', (secretName) => {
    expect(volumeNameFromSecretName(secretName)).toEqual({
      problem: `${LABEL}, found nothing, and the default, secret-name's "${secretName}", is no such name; give \`volume-name\``,
    })
  })
})
