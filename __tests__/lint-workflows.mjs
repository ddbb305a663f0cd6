// Prints what GitHub's own language service has to say about workflows and an action.yml, as FILE:LINE MESSAGE. Run it with
// an action.yml, the name by which the workflows use that action, and the files.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { parse } from 'yaml'

// The service imports JSON without saying so, as bundlers allow and Node does not.
registerHooks({
  load: (url, context, load) =>
    load(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
})
const { validate } = await import('@actions/languageservice')

const [actionFile, actionName, ...files] = process.argv.slice(2)
const action = parse(readFileSync(actionFile, 'utf8'))
/** Inputs of other actions cannot be known here. */
const actionsMetadataProvider = {
  fetchActionMetadata: async ({ owner, name }) => (`${owner}/${name}` === actionName ? action : {}),
}

for (const file of files) {
  const document = TextDocument.create(pathToFileURL(file).href, 'yaml', 0, readFileSync(file, 'utf8'))
  for (const { range, message } of await validate(document, { actionsMetadataProvider }))
    console.log(`${basename(file)}:${range.start.line + 1} ${message}`)
}
