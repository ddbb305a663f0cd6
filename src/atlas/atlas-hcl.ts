import { hclEscape } from './hcl-escape.ts'

/**
 * An `atlas.hcl` with one environment and its database URL: `env "NAME" {\n  url = "…"\n}\n` with HCL's escapes.
 *
 * Source: Atlas project configuration (https://atlasgo.io/atlas-schema/projects), HCL native syntax.
 */
export function atlasHcl(env: string, url: string): string {
  return `env "${hclEscape(env)}" {\n  url = "${hclEscape(keptByHcl(url))}"\n}\n`
}

/**
 * The URL in a form that HCL does not change. HCL normalizes every string to Unicode's form NFC, even if it is written
 * with escapes, and would change a password in another form. Percent-encoding expresses the same in ASCII.
 *
 * Source: HCL syntax-agnostic information model, "Primitive Types"; RFC 3987, 3.1.
 */
function keptByHcl(url: string): string {
  if (url === url.normalize('NFC')) return url
  return url.toWellFormed().replace(/\P{ASCII}+/gu, encodeURIComponent)
}
