import { mapsOf, textOf, type YamlMap } from '../yaml/value.ts'
import { podSpecOf, type Container } from './pod.ts'
import type { Workload } from './workload.ts'

/** A volume mounted in a container. */
export interface Mount {
  /** The volume's name. */
  readonly volume: string
  readonly isReadOnly: boolean
}

/**
 * What a container mounts at an absolute path, or at the nearest parent folder; undefined for the file system of the
 * image.
 */
export function mountAt({ value }: Container, path: string): Mount | undefined {
  const [nearest] = mapsOf(value.volumeMounts)
    .map((mount) => ({ folder: folderOf(textOf(mount.mountPath)), mount }))
    .filter(({ folder }) => folder.startsWith('/') && `${path}/`.startsWith(folder))
    .sort((one, other) => other.folder.length - one.folder.length)
  return nearest && { volume: textOf(nearest.mount.name), isReadOnly: nearest.mount.readOnly === true }
}

/** A volume of a pod; an empty mapping when it comes from a claim template of a StatefulSet, or does not exist. */
export function volumeOf(workload: Workload, name: string): YamlMap {
  return mapsOf(podSpecOf(workload).volumes).find((volume) => volume.name === name) ?? {}
}

/** The names of the volumes that a container mounts. */
export function volumesOf({ value }: Container): readonly string[] {
  return mapsOf(value.volumeMounts).map(({ name }) => textOf(name))
}

/** Ends with one `/`. */
function folderOf(path: string): string {
  return `${path.replace(/\/+$/, '')}/`
}
