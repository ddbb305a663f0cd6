import { WEB } from '../example.ts'
import type { Rule } from '../rule.ts'
import { mapAt } from '../workload.ts'

/** Where k8s-manifest-sigstore writes a signature: https://github.com/sigstore/k8s-manifest-sigstore/blob/main/pkg/k8smanifest/sign.go */
const SIGNATURE = 'cosign.sigstore.dev/signature'

export const staleSignature: Rule = {
  name: 'stale-signature',
  severity: 'warning',
  title: 'The signature in the manifest does not cover the change',
  meaning:
    '`kubectl sigstore sign` writes a signature of the manifest into its annotations. After a change it does not fit any ' +
    'more, and a cluster that verifies it refuses the object. The rule fires where this run changes a workload with the ' +
    'annotation `cosign.sigstore.dev/signature`.',
  example: {
    manifest: WEB.replace('  name: web\n', (line) => `${line}  annotations:\n    ${SIGNATURE}: MEUCIQ==\n`),
  },
  fix: 'Sign the manifest again after this step.',
  sources: [{ title: 'Sigstore: k8s-manifest-sigstore', url: 'https://github.com/sigstore/k8s-manifest-sigstore' }],
  find: ({ value, isChanged }) => {
    if (!isChanged || !Object.hasOwn(mapAt(value, ['metadata', 'annotations']), SIGNATURE)) return []
    return [
      {
        message: `its annotation \`${SIGNATURE}\` signs the manifest as it was before this change.`,
        place: ['metadata', 'annotations', SIGNATURE],
      },
    ]
  },
}
