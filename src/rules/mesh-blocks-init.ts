import { mapAt, textOf } from '../yaml/value.ts'
import type { ManifestObject, Workload } from '../kubernetes/workload.ts'
import type { Place } from '../yaml/source-map.ts'
import type { ObjectIndex } from '../kubernetes/object-index.ts'
import type { Rule } from './rule.ts'
import { securitySetting } from '../kubernetes/container-security.ts'
import { initContainerOf, podMetadata } from '../kubernetes/pod.ts'

/** A label or an annotation. */
interface Mark {
  readonly in: 'labels' | 'annotations'
  readonly name: string
}

interface Mesh {
  readonly name: string
  /** What includes a pod in the mesh, or excludes it. */
  readonly onPod: readonly Mark[]
  /** The same for the pods of a namespace. */
  readonly onNamespace: Mark
  /** The values that include pods. */
  readonly yes: readonly string[]
  /** Pod annotations that let some traffic bypass the proxy. */
  readonly exemptions: readonly string[]
  /** Pod annotations that request a native sidecar. */
  readonly nativeSidecar: readonly string[]
  /** The pod annotation for injected templates: without `sidecar`, they do not route traffic. */
  readonly templates?: string
  /** The user of the proxy, whose traffic bypasses it. */
  readonly user: number
}

const MESHES: readonly Mesh[] = [
  {
    // https://istio.io/latest/docs/reference/config/annotations/
    name: 'Istio',
    onPod: [
      { in: 'labels', name: 'sidecar.istio.io/inject' },
      { in: 'annotations', name: 'sidecar.istio.io/inject' },
    ],
    onNamespace: { in: 'labels', name: 'istio-injection' },
    yes: ['true', 'enabled'],
    exemptions: [
      'traffic.sidecar.istio.io/excludeOutboundPorts',
      'traffic.sidecar.istio.io/excludeOutboundIPRanges',
      'traffic.sidecar.istio.io/includeOutboundIPRanges',
    ],
    nativeSidecar: ['sidecar.istio.io/nativeSidecar'],
    // https://istio.io/latest/docs/setup/additional-setup/gateway/
    templates: 'inject.istio.io/templates',
    // https://istio.io/latest/docs/setup/additional-setup/cni/#compatibility-with-application-init-containers
    user: 1337,
  },
  {
    // https://linkerd.io/2/reference/proxy-configuration/
    name: 'Linkerd',
    onPod: [{ in: 'annotations', name: 'linkerd.io/inject' }],
    onNamespace: { in: 'annotations', name: 'linkerd.io/inject' },
    yes: ['enabled', 'ingress'],
    exemptions: ['config.linkerd.io/skip-outbound-ports'],
    nativeSidecar: [
      'config.alpha.linkerd.io/proxy-enable-native-sidecar',
      'config.beta.linkerd.io/proxy-enable-native-sidecar',
    ],
    // https://linkerd.io/2/features/cni/#allowing-initcontainer-networking
    user: 2102,
  },
]

/** Names CNI plugins for Multus: https://github.com/k8snetworkplumbingwg/multus-cni */
const NETWORKS_ANNOTATION = 'k8s.v1.cni.cncf.io/networks'

export const meshBlocksInit: Rule = {
  name: 'mesh-blocks-init',
  severity: 'notice',
  fix: 'With native sidecars, you have nothing to fix. Otherwise, let the database port bypass the proxy (`traffic.sidecar.istio.io/excludeOutboundPorts` or `config.linkerd.io/skip-outbound-ports`), or set `runAsUser` in the input `security-context` to the user of the proxy: 1337 for Istio, 2102 for Linkerd.',
  isOncePerRun: true,
  find: (workload, { settings, objects }) => {
    const initContainer = initContainerOf(workload, settings.containerName)
    const user = securitySetting(workload, initContainer, 'runAsUser')?.value
    return MESHES.filter((mesh) => mesh.user !== user && !isExempt(workload, mesh)).flatMap((mesh) => {
      const included = includedBy(workload, mesh, objects)
      if (!included) return []
      const message = `its pods join the ${mesh.name} mesh (\`${included.mark}\`). With the ${mesh.name} CNI plugin and without native sidecars, \`${initContainer.name}\` has no network.`
      return [{ message, place: included.place, severity: namesIstioCni(workload) ? 'warning' : 'notice' }]
    })
  },
}

/** Whether the proxy is a native sidecar, routes no traffic, or lets some bypass it. */
function isExempt(workload: Workload, { exemptions, nativeSidecar, templates }: Mesh): boolean {
  const annotations = podMetadata(workload, 'annotations')
  const template = textOf(templates === undefined ? null : annotations[templates])
  return (
    (template !== '' && !template.includes('sidecar')) ||
    nativeSidecar.some((name) => textOf(annotations[name]) === 'true') ||
    // `*` is the default: traffic to all addresses goes through the proxy.
    exemptions.some((name) => !['', '*'].includes(textOf(annotations[name])))
  )
}

/** What includes a workload's pods in a mesh: their own mark, or else that of their namespace. */
function includedBy(
  workload: Workload,
  { name, onPod, onNamespace, yes }: Mesh,
  objects: ObjectIndex,
): { readonly mark: string; readonly place: Place } | undefined {
  const own = onPod.find((mark) => textOf(podMetadata(workload, mark.in)[mark.name]) !== '')
  if (own) {
    const place = [...workload.podSpec.slice(0, -1), 'metadata', own.in, own.name]
    return yes.includes(textOf(podMetadata(workload, own.in)[own.name])) ? { mark: own.name, place } : undefined
  }
  const isIncluded = objects.has(meshesOfNamespace, `${name}/${workload.namespace}`)
  return isIncluded ? { mark: onNamespace.name, place: ['kind'] } : undefined
}

/** The meshes that include all pods of a namespace, with the name of that. */
function meshesOfNamespace({ kind, name, value }: ManifestObject): readonly string[] {
  if (kind !== 'Namespace') return []
  return MESHES.filter(({ onNamespace, yes }) =>
    yes.includes(textOf(mapAt(value, ['metadata', onNamespace.in])[onNamespace.name])),
  ).map((mesh) => `${mesh.name}/${name}`)
}

function namesIstioCni(workload: Workload): boolean {
  return textOf(podMetadata(workload, 'annotations')[NETWORKS_ANNOTATION]).includes('istio-cni')
}
