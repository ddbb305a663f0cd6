import { mapsOf, textOf, type YamlMap } from '../yaml/value.ts'
import { podSpecOf, type Container } from './pod.ts'
import type { Workload } from './workload.ts'

/** A volume as a container has it. */
export interface Mount {
  /** The volume's name. */
  readonly volume: string
  readonly isReadOnly: boolean
}

/** What a container has mounted at an absolute path, or at the nearest folder above it; undefined for the image's own. */
export function mountAt({ value }: Container, path: string): Mount | undefined {
  const [nearest] = mapsOf(value.volumeMounts)
    .map((mount) => ({ folder: folderOf(textOf(mount.mountPath)), mount }))
    .filter(({ folder }) => folder.startsWith('/') && `${path}/`.startsWith(folder))
    .sort((one, other) => other.folder.length - one.folder.length)
  return nearest && { volume: textOf(nearest.mount.name), isReadOnly: nearest.mount.readOnly === true }
}

/** A volume of a pod; an empty mapping where it comes from a StatefulSet's claims, or is not there. */
export function volumeOf(workload: Workload, name: string): YamlMap {
  return mapsOf(podSpecOf(workload).volumes).find((volume) => volume.name === name) ?? {}
}

/** The names of the volumes that a container mounts. */
export function volumesOf({ value }: Container): readonly string[] {
  return mapsOf(value.volumeMounts).map(({ name }) => textOf(name))
}

/** With one `/` at its end. */
function folderOf(path: string): string {
  return `${path.replace(/\/+$/, '')}/`
}
