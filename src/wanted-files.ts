import { isInside, nameFrom } from './files/location.ts'
import { verifiedFile } from './files/write.ts'
import { blobName } from './git/blob.ts'
import { blobText, workTreeFiles, type Checkout, type WorkTreeFile } from './git/checkout.ts'
import { PublishError } from './github/publish-error.ts'
import type { Rewriter, WantedFile } from './github/wanted.ts'
import type { Change, ReportedWorkload } from './report/outcome.ts'

/**
 * The changed files as they are to be published: what becomes of the text that git would store, which has other line
 * ends than the work tree where git is set to convert them.
 *
 * @throws PublishError when one of them cannot be published.
 */
export function wantedFiles(
  checkout: Checkout,
  changes: readonly Change[],
  workloads: readonly ReportedWorkload[],
  rewrite: Rewriter<ReportedWorkload>,
): WantedFile<ReportedWorkload>[] {
  const outside = changes.filter(({ path }) => !isInside(checkout.root, path))
  if (outside.length > 0)
    throw new PublishError(
      outside.map(({ file }) => ({
        message: `"${file}" lies outside of the checkout ${checkout.root}. Take it out with a \`!\` line in \`manifests\`, or publish it in a step of its own with its checkout as \`working-directory\`.`,
        file,
      })),
    )
  const stored = workTreeFiles(
    checkout,
    changes.map(({ path }) => nameFrom(checkout.root, path)),
  )
  return changes.flatMap((change, index) => {
    const file = stored[index]
    return file ? [wantedFile(checkout, change, file, workloads, rewrite)] : []
  })
}

function wantedFile(
  checkout: Checkout,
  change: Change,
  { path, committed, blob }: WorkTreeFile,
  workloads: readonly ReportedWorkload[],
  rewrite: Rewriter<ReportedWorkload>,
): WantedFile<ReportedWorkload> {
  const { text, mode } = verified(change)
  const wanted = {
    path,
    file: change.file,
    committed,
    isEdited: committed?.name !== blob,
    newMode: mode & 0o100 ? '100755' : '100644',
    text: change.rewrite(text),
    results: workloads.filter(({ file }) => file === change.file),
  }
  if (blobName(text) === blob) return wanted
  if (!wanted.isEdited) return { ...wanted, ...rewrite(wanted, blobText(checkout, blob)) }
  throw new PublishError([
    {
      message: `"${change.file}" has edits from before this step, and git stores it in another form than it has in the work tree (line ends, or another filter of \`.gitattributes\`). Commit the edits before this step, or check out without the conversion (\`git config --global core.autocrlf false\`).`,
      file: change.file,
    },
  ])
}

function verified(change: Change): { text: string; mode: number } {
  try {
    return verifiedFile(change)
  } catch (cause) {
    const message = `"${change.file}" cannot be published: ${(cause as Error).message}. Run the job again.`
    throw new PublishError([{ message, file: change.file }], { cause })
  }
}
