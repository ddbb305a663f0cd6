import { base64Of } from './base64.ts'
import { unicodeEscaped } from '../yaml/render.ts'
import { hclEscape } from '../atlas/hcl-escape.ts'

/** Fewer characters of base64 would match unrelated text. */
const MIN_ALIGNED_LENGTH = 8

/**
 * A value and the forms in which tools write it, each once: percent-encoded (in upper and lower case, as part of a URL
 * and as a form field), escaped for JSON (also as ASCII), HCL and single-quoted YAML, and each of these in base64 and
 * base64url, with and without padding, and as part of a longer base64 text. A blank value has none.
 */
export function encodings(value: string): string[] {
  if (value.trim() === '') return []
  const texts = new Set([value, ...percentEncodings(value), ...escapes(value)])
  return [...new Set([...texts].flatMap((text) => [text, ...base64Encodings(text)]))]
}

function percentEncodings(value: string): string[] {
  const part = encodeURIComponent(value.toWellFormed())
  const field = new URLSearchParams([['', value]]).toString().slice('='.length)
  return [part, field].flatMap((encoded) => [encoded, encoded.replace(/%../g, (byte) => byte.toLowerCase())])
}

function escapes(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1)
  return [json, asciiJson(json), hclEscape(value), value.replaceAll("'", "''")]
}

/** As JSON serializers with ASCII output write it. */
function asciiJson(json: string): string {
  return json.replace(/[^ -~]/g, unicodeEscaped)
}

function base64Encodings(text: string): string[] {
  const padded = base64Of(new TextEncoder().encode(text))
  const inner = [0, 1, 2]
    .map((offset) => alignedBase64(text, offset))
    .filter((form) => form.length >= MIN_ALIGNED_LENGTH)
  return [padded, unpadded(padded), ...inner].flatMap((form) => [form, base64Url(form)])
}

/** The base64 of a text at an offset within other bytes, without the characters that also encode neighboring bits. */
function alignedBase64(text: string, offset: number): string {
  const bytes = new TextEncoder().encode('\0'.repeat(offset) + text)
  return base64Of(bytes).slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6))
}

function unpadded(base64: string): string {
  return base64.replace(/=+$/, '')
}

function base64Url(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_')
}
