import assert from 'node:assert/strict'

/** A part of a secret that is as long as this is recognised in whatever encoding leaves letters and digits alone. */
const SHORTEST = 8

/** Throws when a text has the secret in it, or a part of it that is longer than a word, plain or in base64. */
export function assertNowhere(secret: string, texts: Readonly<Record<string, string>>): void {
  const parts = secret.split(/[^a-z0-9]+/i).filter((part) => part.length >= SHORTEST)
  assert.ok(parts.length > 0, 'a secret without letters and digits cannot be looked for')
  const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64'), ...parts]
  for (const [place, text] of Object.entries(texts)) {
    assert.notEqual(text, '', `${place} is empty: nothing was looked at`)
    for (const form of forms) assert.ok(!text.includes(form), `The secret is in ${place}.`)
  }
}
