import type { Rule } from './rule.ts'
import { mapAt } from '../yaml/value.ts'

/** The annotations in which k8s-manifest-sigstore stores a signature: https://github.com/sigstore/k8s-manifest-sigstore/blob/main/pkg/k8smanifest/sign.go */
const SIGNATURE = /^cosign\.sigstore\.dev\/(?:message|signature)(?:_\d+)?$/

export const staleSignature: Rule = {
  name: 'stale-signature',
  severity: 'warning',
  fix: 'Sign the manifest again after this step.',
  find: ({ value, isChanged }) => {
    const names = Object.keys(mapAt(value, ['metadata', 'annotations'])).filter((name) => SIGNATURE.test(name))
    const signature = names.find((name) => name.includes('signature')) ?? names[0]
    if (!isChanged || signature === undefined) return []
    return [
      {
        message: `the signature in its annotation \`${signature}\` does not cover this change.`,
        place: ['metadata', 'annotations', signature],
      },
    ]
  },
}
