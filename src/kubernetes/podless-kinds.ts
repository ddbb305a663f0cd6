/**
 * The source of the pods of a kind without a pod template: what deploys or renders them, or the workloads that refer to
 * it.
 */
export type PodSource = 'deployment' | 'helm' | 'kustomize' | 'workloads'

/** Kinds that other tools turn into manifests with pods. */
const RENDERED: Readonly<Record<string, PodSource>> = {
  Application: 'deployment',
  ApplicationSet: 'deployment',
  Chart: 'helm',
  HelmChart: 'helm',
  HelmRelease: 'helm',
  HelmRepository: 'helm',
  Kustomization: 'kustomize',
}

/**
 * Kinds whose `spec.template.spec` is not a pod spec, and kinds without one:
 * https://kubernetes.io/docs/reference/kubernetes-api/ and the best-known ones of other projects.
 */
const WITHOUT_PODS: readonly string[] = [
  // Kubernetes
  ...['APIService', 'Binding', 'CertificateSigningRequest', 'ClusterRole', 'ClusterRoleBinding', 'ConfigMap'],
  ...['ControllerRevision', 'CSIDriver', 'CSINode', 'CustomResourceDefinition', 'Endpoints', 'EndpointSlice', 'Event'],
  ...['HorizontalPodAutoscaler', 'Ingress', 'IngressClass', 'Lease', 'LimitRange', 'MutatingWebhookConfiguration'],
  ...['Namespace', 'NetworkPolicy', 'Node', 'PersistentVolume', 'PersistentVolumeClaim', 'PodDisruptionBudget'],
  ...['PodSecurityPolicy', 'PriorityClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceQuota', 'Role'],
  ...['RoleBinding', 'RuntimeClass', 'Secret', 'ServiceAccount', 'StorageClass', 'ValidatingAdmissionPolicy'],
  ...[
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
    'VerticalPodAutoscaler',
    'VolumeAttachment',
  ],
  ...['VolumeSnapshot', 'VolumeSnapshotClass'],
  // Others
  ...['AppProject', 'AtlasMigration', 'AtlasSchema', 'Certificate', 'ClusterExternalSecret', 'ClusterIssuer'],
  ...['ClusterSecretStore', 'DestinationRule', 'ExternalSecret', 'GitRepository', 'HTTPRoute', 'Issuer'],
  ...['MachineDeployment', 'MachinePool', 'MachineSet', 'NodeClaim', 'NodePool', 'OCIRepository', 'PodMonitor'],
  ...['PrometheusRule', 'Provisioner', 'ScaledObject', 'SealedSecret', 'SecretStore', 'ServiceEntry', 'ServiceMonitor'],
  ...['VirtualMachine', 'VirtualMachineInstance', 'VirtualService'],
]

/**
 * The source of the pods of a kind that is known to have no pod template at `spec.template.spec`, in singular or plural
 * and in any case; undefined for any other kind.
 */
export function podSourceOf(kind: string): PodSource | undefined {
  const rendered = Object.entries(RENDERED).find(([name]) => isNamed(kind, name))?.[1]
  return rendered ?? (WITHOUT_PODS.some((name) => isNamed(kind, name)) ? 'workloads' : undefined)
}

function isNamed(text: string, kind: string): boolean {
  const name = kind.toLowerCase()
  return [name, `${name}s`, `${name}es`, name.replace(/y$/, 'ies')].includes(text.toLowerCase())
}
