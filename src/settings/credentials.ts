import { atlasConfigOf } from '../atlas/atlas-config.ts'
import { configFault } from '../atlas/config-fault.ts'
import { urlFault } from '../atlas/url-fault.ts'
import type { Fault, SettingFault } from './fault.ts'

/** The database URL that atlas.hcl is written around, or a whole atlas.hcl. */
export type Credentials =
  { readonly from: 'database-url'; readonly url: string } | { readonly from: 'config'; readonly text: string }

/** The credentials among the settings `database-url` and `config`; undefined where neither is given. */
export function credentialsOf(url: string, config: string): Credentials | undefined {
  if (url !== '') return { from: 'database-url', url }
  return config.trim() === '' ? undefined : { from: 'config', text: config }
}

/** What keeps Atlas from reading the settings `database-url`, trimmed, and `config` for an environment. */
export function credentialFaults(url: string, config: string, env: string): SettingFault[] {
  return [...urlFaults(url), ...configFaults(url, config, env)]
}

function urlFaults(url: string): SettingFault[] {
  const fault = url === '' ? undefined : urlFault(url)
  return fault ? [{ setting: 'database-url', fault: { code: 'url', in: 'database-url', fault } }] : []
}

function configFaults(url: string, config: string, env: string): SettingFault[] {
  if (config.trim() === '') return []
  const fault: Fault | undefined = url === '' ? faultOfConfig(config, env) : { code: 'url-and-config' }
  return fault ? [{ setting: 'config', fault }] : []
}

function faultOfConfig(config: string, env: string): Fault | undefined {
  if (/^["']?[^\s"]+:\/\/\S+$/.test(config.trim())) return { code: 'url-as-config' }
  const inText = configFault(config)
  if (inText) return { code: 'config', fault: inText }
  const url = atlasConfigOf(config, env)?.url
  const inUrl = url === undefined ? undefined : urlFault(url)
  return inUrl && { code: 'url', in: 'config', fault: inUrl }
}
