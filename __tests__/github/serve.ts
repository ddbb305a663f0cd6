/**
 * A loopback GitHub as a process of its own: `node serve.ts REPOSITORY OPTIONS`, with the folder of a bare repository and
 * the options as JSON. Prints its URL, then each request as a line of JSON.
 */
import process from 'node:process'

import { BareRepository } from './bare-repository.ts'
import { startGithub, type GithubOptions } from './loopback-github.ts'

const [, , folder = '', options = '{}'] = process.argv

const github = await startGithub(new BareRepository(folder), {
  ...(JSON.parse(options) as GithubOptions),
  onRequest: (request) => {
    console.log(JSON.stringify(request))
  },
})
console.log(github.url)
