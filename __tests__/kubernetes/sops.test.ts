import { expect, test } from '@jest/globals'

import { rewrite } from '../../src/injection/rewrite.ts'
import { requestOf } from '../request.ts'

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - name: web
        env:
        - name: PASSWORD
          value: ENC[AES256_GCM,data:p673w==,iv:YY=,aad:UQ=,tag:A=]
`

/** What SOPS adds: https://github.com/getsops/sops#encryption-protocol */
function sops(...lines: string[]): string {
  return ['sops:', '  lastmodified: "2026-01-01T00:00:00Z"', ...lines.map((line) => `  ${line}`), ''].join('\n')
}

const MAC = 'mac: ENC[AES256_GCM,data:p673w==,iv:YY=,aad:UQ=,tag:A=,type:str]'
const LIST = `apiVersion: v1\nkind: List\nitems:\n- ${WEB.trimEnd().replaceAll('\n', '\n  ')}\n`

function actionsOf(text: string, inputs: Record<string, string> = {}): string[] {
  return rewrite(text, requestOf(inputs)).results.map(({ action }) => action)
}

test.each([
  ['a mac over all values', WEB + sops(MAC)],
  ['the block first', sops(MAC) + WEB],
  ['in a list', LIST + sops(MAC)],
  [
    'in JSON',
    JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: { template: { spec: { containers: [{ name: 'web' }] } } },
      sops: { mac: 'ENC[]' },
    }),
  ],
  ['only some keys encrypted, but a mac over all', WEB + sops(MAC, 'encrypted_regex: ^(value)$')],
  ['a mac over what is encrypted, which is everything', WEB + sops(MAC, 'mac_only_encrypted: true')],
  ['a mac over all but some', WEB + sops(MAC, 'mac_only_encrypted: true', 'unencrypted_regex: ^kind$')],
  ['a key on the way is encrypted', WEB + sops(MAC, 'mac_only_encrypted: true', 'encrypted_regex: ^spec$')],
  [
    'a key that is written is encrypted',
    WEB + sops(MAC, 'mac_only_encrypted: true', 'encrypted_regex: ^(image|data)$'),
  ],
  ['a suffix that a written key has', WEB + sops(MAC, 'mac_only_encrypted: true', 'encrypted_suffix: Path')],
  ['an expression of Go alone', WEB + sops(MAC, 'mac_only_encrypted: true', 'encrypted_regex: (?i)^value$')],
])('refused, at the mac: %s', (_what, text) => {
  const { text: after, results } = rewrite(text, requestOf())

  expect(results.map(({ action }) => action)).toEqual(['refused'])
  expect(results[0]?.reason).toEqual({ code: 'sealed-by-sops' })
  const { line = 0, column = 0 } = results[0]?.position ?? {}
  expect(text.split('\n')[line - 1]?.slice(column - 1)).toMatch(/^"?ENC/)
  expect(after).toBe(text)
})

test.each([
  ['a mac over keys that are not ours', WEB + sops(MAC, 'mac_only_encrypted: true', 'encrypted_regex: ^(data|value)$')],
  ['a suffix that no key of ours has', WEB + sops(MAC, 'mac_only_encrypted: true', 'encrypted_suffix: _secret')],
  ['no mac', WEB + sops('version: 3.9.0')],
  ['another document is sealed', `${WEB}---\napiVersion: v1\nkind: Secret\n${sops(MAC)}`],
  ['a key of that name elsewhere', WEB.replace('  name: web\n', `  name: web\n  annotations: {sops: "mac"}\n`)],
])('not refused: %s', (_what, text) => {
  expect(actionsOf(text)).toEqual(['injected'])
})

test('nothing to change is no refusal, and taking out is one', () => {
  const injected = rewrite(WEB, requestOf()).text + sops(MAC)

  expect(actionsOf(injected)).toEqual(['unchanged'])
  expect(actionsOf(injected, { operation: 'remove' })).toEqual(['refused'])
})
