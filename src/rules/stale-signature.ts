import { WEB } from './example.ts'
import type { Rule } from './rule.ts'
import { mapAt } from '../yaml/value.ts'

/** Where k8s-manifest-sigstore writes a signature: https://github.com/sigstore/k8s-manifest-sigstore/blob/main/pkg/k8smanifest/sign.go */
const SIGNATURE = /^cosign\.sigstore\.dev\/(?:message|signature)(?:_\d+)?$/

export const staleSignature: Rule = {
  name: 'stale-signature',
  severity: 'warning',
  title: 'The signature in the manifest does not cover the change',
  meaning:
    '`kubectl sigstore sign` writes a signature of the manifest into its annotations. After a change it does not fit any ' +
    'more, and a cluster that verifies it refuses the object. The rule fires where this run changes a workload with the ' +
    'annotation `cosign.sigstore.dev/signature` or `cosign.sigstore.dev/message`, or those with a number of further ' +
    'signers (`signature_1`). Checksums in annotations of the pod template (`checksum/config`) are made of other objects, and stay true.',
  example: {
    manifest: WEB.replace(
      '  name: web\n',
      (line) => `${line}  annotations:\n    cosign.sigstore.dev/signature: MEUCIQ==\n`,
    ),
  },
  fix: 'Sign the manifest again after this step.',
  sources: [{ title: 'Sigstore: k8s-manifest-sigstore', url: 'https://github.com/sigstore/k8s-manifest-sigstore' }],
  find: ({ value, isChanged }) => {
    const names = Object.keys(mapAt(value, ['metadata', 'annotations'])).filter((name) => SIGNATURE.test(name))
    const signature = names.find((name) => name.includes('signature')) ?? names[0]
    if (!isChanged || signature === undefined) return []
    return [
      {
        message: `its annotation \`${signature}\` signs the manifest as it was before this change.`,
        place: ['metadata', 'annotations', signature],
      },
    ]
  },
}
