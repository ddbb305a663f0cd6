import { expect, test } from '@jest/globals'
import { parseImageReference } from '../../src/settings/image-reference.ts'

const ALGORITHMS = ['sha256', 'sha384', 'sha512']
const SHA256 = 'a1'.repeat(32)
const SHA512 = 'a1'.repeat(64)

test.each([
  'ghcr.io/repo/migrations:v0.1.2',
  `ghcr.io/repo/migrations@sha256:${SHA256}`,
  `ghcr.io/repo/migrations:v0.1.2@sha256:${SHA256}`,
  `migrations@sha512:${SHA512}`,
  `migrations@sha384:${'0'.repeat(96)}`,
  'migrations:v1',
  'migrations:5000',
  'localhost/migrations:v1',
  'localhost:5000/migrations:v1',
  'registry:5000/a/b/c/d:v1',
  'Registry.Example.COM:443/a:v1',
  '127.0.0.1:5000/a:v1',
  '[::1]/a:v1',
  '[2001:db8::1]:5000/a:v1',
  'a/b.c_d__e---f:v1',
  'a:_V1.0-rc.1',
  `a:${'t'.repeat(128)}`,
  `${'a'.repeat(255)}:v1`,
])('accepts %s', (text) => {
  expect(parseImageReference(text)).toEqual({ value: text })
})

test.each([
  ['ghcr.io/repo/migrations', 'image-without-tag'],
  ['localhost:5000/migrations', 'image-without-tag'],
  ['https://ghcr.io/repo/migrations:v1', 'image-address'],
  ['http://localhost:5000/a:v1', 'image-address'],
  ['docker://ghcr.io/repo/migrations:v1', 'image-for-workflow'],
  ['oci://ghcr.io/repo/migrations:v1', 'image-scheme'],
  ['ghcr.io/repo/migrations: v1', 'blank'],
  ['ghcr.io/a:v1 ghcr.io/b:v1', 'blank'],
  ['- ghcr.io/a:v1', 'yaml-list-item'],
  ['ghcr.io/a:v1\nghcr.io/b:v1', 'several-lines'],
  ['ghcr.io/a\u0007:v1', 'control-character'],
  ['ghcr.io/a:$TAG', 'image-variable'],
  ['ghcr.io/a:${TAG}', 'image-variable'],
  ['$IMAGE', 'image-variable'],
  ['"ghcr.io/a:v1"', 'quotes'],
  ["'ghcr.io/a:v1'", 'quotes'],
  ['ghcr.io/a:v1"', 'quotes'],
  ['“ghcr.io/a:v1”', 'quotes'],
  [':v1', 'image-without-name'],
  [`@sha256:${SHA256}`, 'image-without-name'],
  ['ghcr.io/Repo/migrations:v1', 'upper-case-path'],
  ['MyOrg/migrations:v1', 'upper-case-path'],
  ['Migrations:v1', 'upper-case-path'],
  ['ghcr.io//a:v1', 'empty-path-component'],
  ['/a:v1', 'empty-path-component'],
  ['ghcr.io/a/:v1', 'empty-path-component'],
  ['a:', 'empty-tag'],
  [`a:@sha256:${SHA256}`, 'empty-tag'],
])('refuses %j: %s', (text, code) => {
  expect(parseImageReference(text)).toEqual({ fault: { code, found: text } })
})

test.each([
  ['ghcr.io/repo/migrations:feature/login', 'tag-with-slash', 'feature/login'],
  ['migrations:feature/login', 'tag-with-slash', 'feature/login'],
  ['registry:5000/migrations:a/b/c', 'tag-with-slash', 'a/b/c'],
  [`ghcr.io/a:feature/login@sha256:${SHA256}`, 'tag-with-slash', 'feature/login'],
  ['my_registry:5000/a:v1', 'registry', 'my_registry:5000'],
  ['ghcr.io:/a:v1', 'registry', 'ghcr.io:'],
  ['-ghcr.io/a:v1', 'registry', '-ghcr.io'],
  ['repo:v1/a:v1', 'registry', 'repo:v1'],
  ['[::1/a:v1', 'registry', '[::1'],
  ['ghcr.io/a/b_-c:v1', 'path-component', 'b_-c'],
  ['ghcr.io/a..b:v1', 'path-component', 'a..b'],
  ['ghcr.io/-a:v1', 'path-component', '-a'],
  ['ghcr.io/a$b:v1', 'path-component', 'a$b'],
  ['a:.v1', 'tag', '.v1'],
  ['a:v1+build', 'tag', 'v1+build'],
])('refuses %j: %s %s', (text, code, found) => {
  expect(parseImageReference(text)).toEqual({ fault: { code, found } })
})

test.each([
  [`${'a'.repeat(256)}:v1`, { code: 'image-name-length', length: 256, longest: 255 }],
  [`a:${'t'.repeat(129)}`, { code: 'tag-length', length: 129, longest: 128 }],
  ['a@', { code: 'digest-form' }],
  [`a@${SHA256}`, { code: 'digest-form' }],
  [`a@sha256:${SHA256.slice(1)}`, { code: 'digest-length', algorithm: 'sha256', length: 63, expected: 64 }],
  ['a@sha256:', { code: 'digest-length', algorithm: 'sha256', length: 0, expected: 64 }],
  [`a@sha512:${SHA256}`, { code: 'digest-length', algorithm: 'sha512', length: 64, expected: 128 }],
  [`a@sha256:${SHA256.toUpperCase()}`, { code: 'digest-characters', algorithm: 'sha256' }],
  [`a@sha256:${SHA256}@sha256:${SHA256}`, { code: 'digest-characters', algorithm: 'sha256' }],
  [`a@sha265:${SHA256}`, { code: 'digest-algorithm', found: 'sha265', choices: ALGORITHMS, nearest: 'sha256' }],
  [`a@md5:${SHA256}`, { code: 'digest-algorithm', found: 'md5', choices: ALGORITHMS, nearest: undefined }],
])('refuses %j', (text, fault) => {
  expect(parseImageReference(text)).toEqual({ fault })
})
